namespace Riemann.FSharp

#nowarn "40" // a rule names its own primitive, under a lambda

open Riemann.Kernels

/// The cross entropy of logits [.., classes] with int64 labels [..], and its gradient, each in one pass.
module internal CrossEntropyPrimitives =
    let private fit (logits: Aval) (labels: Aval) =
        let shapes = [ "logits", logits.Shape; "labels", labels.Shape ]

        if not (logits.DType.IsFloat()) || labels.DType <> DType.Int64 then
            let types = [ "logits", logits.DType; "labels", labels.DType ]
            Error(RiemannError.DType("logits are floats and labels int64", types, "Tensor.cast DType.Int64 the labels"))
        elif
            logits.Shape.Rank = 0 || not (labels.Shape.Equals(Shapes.without [ logits.Shape.Rank - 1 ] logits.Shape))
        then
            Error(RiemannError.Shape("labels and logits do not fit", shapes, "[.., classes] and [..] -> [..]"))
        else
            Ok()

    let private spreadAll operands = operands |> Array.map (Batching.spread (Batching.size operands))

    let private last (x: Tensor) = x.Rank - 1

    /// As the last axis, of length 1.
    let private column (x: Tensor) =
        Structure.reshape (Shapes.ofDimensions [| yield! x.Aval.Shape.Dimensions.ToArray(); 1 |]) x

    /// How the losses move with the logits, along t.
    let private pushed (logits: Tensor) (labels: Tensor) (t: Tensor) =
        let expected = Tensor.sumOver [ -1 ] (Tensor.softmax -1 logits * t)
        expected - (Tensor.gather -1 (column labels) t |> Tensor.squeeze -1)

    /// c times the softmax, less c at the label, of the operands logits, labels and c, a number for each label.
    let rec gradient: Primitive =
        let derivative (operands: Tensor[]) _ i =
            let logits, labels, c = operands[0], operands[1], operands[2]

            match i with
            | 0 ->
                let slope t =
                    Primitive.apply2 (SoftmaxPrimitives.softmaxGradient (last logits)) (Tensor.softmax -1 logits) t

                LinearMap.self (fun t -> column c * slope t)
            | 1 -> LinearMap.zero
            | _ -> LinearMap.create (fun t -> Primitive.apply gradient [| logits; labels; t |]) (pushed logits labels)

        { Name = "crossEntropyGradient"
          Parameters = []
          Domain = [ Domain.Real; Domain.Index 1; Domain.Real ]
          Shape =
            fun operands ->
                fit operands[0] operands[1]
                |> Result.bind (fun () ->
                    Rules.floats [| { operands[0] with Shape = operands[1].Shape }; operands[2] |])
                |> Result.map (fun _ -> operands[0])
          Kernel = Kernel.General(fun x -> Normalisation.CrossEntropyGradient(x[0], x[1], x[2]))
          Derivative = derivative
          Batch = BatchRule.Rule(fun operands -> Batched.Whole(Primitive.apply gradient (spreadAll operands))) }

    let rec crossEntropy: Primitive =
        let derivative (operands: Tensor[]) _ i =
            let logits, labels = operands[0], operands[1]

            if i = 0 then
                LinearMap.create (pushed logits labels) (fun c -> Primitive.apply gradient [| logits; labels; c |])
            else
                LinearMap.zero

        { Name = "crossEntropy"
          Parameters = []
          Domain = [ Domain.Real; Domain.Index 1 ]
          Shape =
            fun operands ->
                fit operands[0] operands[1] |> Result.map (fun () -> { operands[0] with Shape = operands[1].Shape })
          Kernel = Kernel.General(fun x -> Normalisation.CrossEntropy(x[0], x[1]))
          Derivative = derivative
          Batch = BatchRule.Rule(fun operands -> Batched.Whole(Primitive.apply crossEntropy (spreadAll operands))) }
