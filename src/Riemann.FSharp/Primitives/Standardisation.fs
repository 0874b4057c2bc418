namespace Riemann.FSharp

open System
open Riemann.Kernels

/// What is done to each group of elements, those along some axes.
type internal Standardising =
    {
        /// Counted from 0, ascending.
        Axes: int list
        Epsilon: float
        /// Whether the mean is taken off.
        IsCentred: bool
    }

/// Standardisation with a weight and a bias, its gradient, and all its gradients together, each a single pass over a group.
module internal StandardisationPrimitives =
    let private parameters settings =
        [ Axes settings.Axes
          Real("epsilon", settings.Epsilon)
          Number("centred", (if settings.IsCentred then 1L else 0L)) ]

    /// The first operand, to whose shape the others are stretched.
    let private rule (operands: Aval[]) =
        Rules.floats operands
        |> Result.bind (fun result ->
            if result.Shape.Equals operands[0].Shape then
                Ok result
            else
                let shapes = List.zip [ "x"; "weight"; "bias" ] [ for operand in operands -> operand.Shape ]
                Error(RiemannError.Shape("weight and bias do not stretch to the operand", shapes, "x keeps its shape")))

    /// The settings where there is one more axis in front.
    let private deeper settings = { settings with Axes = settings.Axes |> List.map ((+) 1) }

    /// The operation under vmap: the first operand has the batch in front, the others where they differ.
    let private batched (make: Standardising -> Primitive) settings =
        BatchRule.Rule(fun operands ->
            let x = Batching.spread (Batching.size operands) operands[0]
            let deepen (o: Batched) = if o.IsBatched then Structure.deepen x.Rank o.Value else o.Value
            Batched.Whole(Primitive.apply (make (deeper settings)) [| x; deepen operands[1]; deepen operands[2] |]))

    let private make name settings kernel derivative batched =
        { Name = name
          Parameters = parameters settings
          Domain = [ Domain.Real; Domain.Real; Domain.Real ]
          Shape = rule
          Kernel = Kernel.General kernel
          Derivative = fun operands _ -> derivative operands[0] operands[1] operands[2]
          Batch = batched settings }

    /// The mean over the group, at each of its elements' places.
    let private mean settings (x: Tensor) =
        let shape = x.Aval.Shape
        let count = settings.Axes |> List.fold (fun count axis -> count * shape[axis]) 1
        Structure.reshape (Shapes.keep settings.Axes shape) (Structure.sum settings.Axes x) / float count

    /// (x - mean) / sqrt (variance + epsilon) weight + bias.
    let rec standardise (settings: Standardising) : Primitive =
        let axes = List.toArray settings.Axes

        let kernel (x: NDArray[]) =
            Normalisation.Standardise(x[0], x[1], x[2], ReadOnlySpan axes, settings.Epsilon, settings.IsCentred)

        let derivative (x: Tensor) (weight: Tensor) (bias: Tensor) i =
            match i with
            | 0 -> LinearMap.create (fun t -> weight * along settings x t) (gradient settings x weight)
            | 1 ->
                LinearMap.create (fun t -> t * plain settings x) (fun c ->
                    Structure.sumTo weight.Aval.Shape (c * plain settings x))
            | _ -> LinearMap.create (Structure.broadcastTo x.Aval.Shape) (Structure.sumTo bias.Aval.Shape)

        make "standardise" settings kernel derivative (batched standardise)

    /// The gradient in x of what has the gradient c, the third operand, in `standardise`.
    and standardiseGradient (settings: Standardising) : Primitive =
        let axes = List.toArray settings.Axes

        let kernel (x: NDArray[]) =
            Normalisation.StandardiseGradient(x[0], x[1], x[2], ReadOnlySpan axes, settings.Epsilon, settings.IsCentred)

        let derivative (x: Tensor) (weight: Tensor) (c: Tensor) i =
            match i with
            | 0 -> LinearMap.self (bend settings x (weight * c))
            | 1 ->
                LinearMap.create (fun t -> along settings x (t * c)) (fun t ->
                    Structure.sumTo weight.Aval.Shape (c * along settings x t))
            | _ ->
                LinearMap.create (gradient settings x weight) (fun t ->
                    Structure.sumTo c.Aval.Shape (weight * along settings x t))

        make "standardiseGradient" settings kernel derivative (batched standardiseGradient)

    and private gradient settings (x: Tensor) (weight: Tensor) (c: Tensor) =
        Primitive.apply (standardiseGradient settings) [| x; weight; c |]

    /// The derivative of `plain` along t, which is its own adjoint.
    and private along settings (x: Tensor) (t: Tensor) = gradient settings x (Tensor.Weak(1.0, x)) t

    /// Without weight and bias.
    and private plain settings (x: Tensor) =
        Primitive.apply (standardise settings) [| x; Tensor.Weak(1.0, x); Tensor.Weak(0.0, x) |]

    /// How `along x t` moves with x, along u: symmetric in t and u, and its own adjoint.
    and private bend settings (x: Tensor) (t: Tensor) (u: Tensor) =
        let mean = mean settings
        let y, alongT = plain settings x, along settings x t
        let centred = if settings.IsCentred then x - mean x else x
        let scale = Tensor.rsqrt (mean (Tensor.square centred) + settings.Epsilon)
        -scale * (mean (y * u) * alongT + mean (t * y) * along settings x u + y * mean (u * alongT))

    /// The gradients in x, in the weight, and where there is one in a bias of the weight's shape.
    let private parts settings hasBias (x: Tensor) (weight: Tensor) (c: Tensor) : Tensor list =
        let c = Structure.broadcastTo x.Aval.Shape c

        [ gradient settings x weight c
          Structure.sumTo weight.Aval.Shape (c * plain settings x)
          if hasBias then Structure.sumTo weight.Aval.Shape c ]

    /// The operands are x, the weight and the cotangent of `standardise`, which stretches to x: the gradients in x, in the
    /// weight, and where there is one in a bias of the weight's shape, side by side on one axis.
    let standardiseGradients (settings: Standardising) (hasBias: bool) : Primitive =
        let axes = List.toArray settings.Axes

        let kernel (x: NDArray[]) =
            let axes = ReadOnlySpan axes
            Normalisation.StandardiseGradients(x[0], x[1], x[2], hasBias, axes, settings.Epsilon, settings.IsCentred)

        let joined (x: Tensor[]) =
            parts settings hasBias x[0] x[1] x[2] |> List.map Tensor.flatten |> Tensor.concatenate 0

        { Name = "standardiseGradients"
          Parameters = Number("bias", (if hasBias then 1L else 0L)) :: parameters settings
          Domain = [ Domain.Real; Domain.Real; Domain.Real ]
          Shape =
            fun operands ->
                rule operands
                |> Result.bind (fun x ->
                    let weight = operands[1].Shape.Length

                    Shapes.ofArray [| x.Shape.Length + (if hasBias then 2 else 1) * weight |]
                    |> Result.map (fun shape -> { x with Shape = shape }))
          Kernel = Kernel.General kernel
          Derivative =
            fun operands _ i ->
                let f x = joined (Array.updateAt i x operands)
                LinearMap.create (fun t -> snd (jvp f operands[i] t)) (fun c -> (snd (vjp f operands[i])) c)
          Batch =
            BatchRule.Rule(fun operands ->
                let size = Batching.size operands
                let x, c = Batching.spread size operands[0], operands[2]
                let deepen = Structure.deepen x.Rank
                let weight = deepen (Batching.spread size operands[1])
                let c = if c.IsBatched then deepen c.Value else c.Value

                parts (deeper settings) hasBias x weight c
                |> List.map (fun part -> Tensor.reshape [ size; List.fold (*) 1 part.Shape.Tail ] part)
                |> Tensor.concatenate 1
                |> Batched.Whole) }

    /// How the value moves with x, the weight, and a bias of its shape that moves: all gradients from one run of the kernel.
    let map settings (from: Ravel) (into: Ravel) (operands: Tensor[]) : LinearMap =
        let x, weight = operands[0], operands[1]
        let hasBias = from.Length > x.Length + weight.Length

        let pull c = Primitive.apply (standardiseGradients settings hasBias) [| x; weight; into.Take 0 c |]

        let push t =
            let parts = from.Unpack t
            let moved = weight * along settings x parts[0] + parts[1] * plain settings x
            into.Pack [| (if hasBias then moved + parts[2] else moved) |]

        LinearMap.create push pull

[<AutoOpen>]
module Standardisation =
    let private isPulled (x: Tensor) = not (isNull x.Tracer) && x.Tracer.IsPulled

    /// In reverse all gradients together, where x and the weight have one and a bias that has one is of the weight's shape.
    let private standardised settings (x: Tensor) (weight: Tensor) (bias: Tensor) =
        let apply = Primitive.apply (StandardisationPrimitives.standardise settings)
        let isAlike = bias.Aval.Shape.Equals weight.Aval.Shape

        if isPulled x && isPulled weight && (isNull bias.Tracer || (isPulled bias && isAlike)) then
            let operands = [| x; weight; bias |]
            let movers = if isNull bias.Tracer then [| x; weight |] else operands
            let values = [| apply (operands |> Array.map stopGradient) |]
            Graft.attach "standardise" (StandardisationPrimitives.map settings) values movers operands |> Array.head
        else
            apply [| x; weight; bias |]

    let private apply operation isCentred epsilon axes (weight: Tensor) (bias: Tensor) (x: Tensor) =
        if not (epsilon >= 0.0) then
            Fail.raise operation (RiemannError.Value($"an epsilon of {epsilon}", "a small number, such as 1e-5"))

        let axes = Shapes.axes x.Aval.Shape axes |> Fail.get operation |> List.sort
        let settings = { Axes = axes; Epsilon = epsilon; IsCentred = isCentred }
        standardised settings x weight bias

    let private one (x: Tensor) = Tensor.Weak(1.0, x)
    let private zero (x: Tensor) = Tensor.Weak(0.0, x)

    type Tensor with
        /// `Tensor.standardise epsilon axes x` is (x - mean) / sqrt (variance + epsilon), with the mean along these axes and
        /// the variance as the mean of the squared distances from it. It is layer normalisation over the last axes, and
        /// batch normalisation over all but the channels. NaN where an element along the axes is NaN or infinite. Raises
        /// where epsilon is negative. Source: Ba, Kiros and Hinton (2016), equation 3; Ioffe and Szegedy (2015), algorithm 1.
        static member standardise (epsilon: float) (axes: int list) (x: Tensor) =
            apply "standardise" true epsilon axes (one x) (zero x) x

        /// `Tensor.standardiseWith epsilon axes weight bias x` is `standardise epsilon axes x * weight + bias` in one pass.
        /// Weight and bias stretch to the shape of x.
        static member standardiseWith (epsilon: float) (axes: int list) (weight: Tensor) (bias: Tensor) (x: Tensor) =
            apply "standardise" true epsilon axes weight bias x

        /// `Tensor.rmsNormalise epsilon axes x` is x / sqrt (mean x^2 + epsilon), with the mean along these axes. NaN where
        /// an element along the axes is NaN, or infinite. Raises where epsilon is negative. Source: Zhang and Sennrich
        /// (2019), equation 4.
        static member rmsNormalise (epsilon: float) (axes: int list) (x: Tensor) =
            apply "rmsNormalise" false epsilon axes (one x) (zero x) x

        /// `Tensor.rmsNormaliseWith epsilon axes weight x` is `rmsNormalise epsilon axes x * weight` in one pass. The weight
        /// stretches to the shape of x.
        static member rmsNormaliseWith (epsilon: float) (axes: int list) (weight: Tensor) (x: Tensor) =
            apply "rmsNormalise" false epsilon axes weight (zero x) x
