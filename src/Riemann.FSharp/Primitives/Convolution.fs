namespace Riemann.FSharp

open Riemann.Kernels

/// Convolution and its two adjoints over one to three spatial axes. Each is bilinear, so that all derivatives of the
/// three are the three. Settings hold one number for each spatial axis.
module internal ConvolutionPrimitives =
    let private parameters (settings: ConvolutionSettings) =
        [ Numbers("stride", List.ofSeq settings.Stride)
          Numbers("begin", List.ofSeq settings.Begin)
          Numbers("end", List.ofSeq settings.End)
          Numbers("dilation", List.ofSeq settings.Dilation)
          Number("groups", settings.Groups) ]

    let private count (settings: ConvolutionSettings) (input: Shape) (filter: Shape) axis =
        let dilation, before, after = settings.Dilation[axis], settings.Begin[axis], settings.End[axis]
        let size, taps = input[axis + 2], filter[axis + 2]
        let padded = int64 size + int64 before + int64 after
        let span = int64 dilation * int64 (taps - 1) + 1L

        if taps < 1 then
            Error $"the filter has no elements along spatial axis {axis}"
        elif padded > int64 System.Int32.MaxValue then
            Error $"spatial axis {axis} has {padded} elements with its padding, more than 2147483647"
        elif span > padded then
            Error
                $"along spatial axis {axis} the filter spans {span} elements (kernel {taps}, dilation {dilation}), the padded input has {padded} ({size}, padding {before} and {after})"
        else
            Ok(int ((padded - span) / int64 settings.Stride[axis]) + 1)

    /// The shape of the convolution of an input with a filter.
    let private convolved (settings: ConvolutionSettings) (input: Shape) (filter: Shape) : Result<Shape, RiemannError> =
        let axes, groups = settings.Stride.Length, settings.Groups

        let refuse problem =
            let rule =
                "[batch, channels, ..] with [filters, channels / groups, ..] gives [batch, filters, ..]; groups divide both"

            Error(RiemannError.Shape(problem, [ "input", input; "filter", filter ], rule))

        if input.Rank <> axes + 2 || filter.Rank <> axes + 2 then
            refuse $"input and filter have {axes + 2} axes for {axes} spatial ones"
        elif input[1] = 0 || filter[0] = 0 then
            refuse "there are no channels"
        elif int64 filter[1] * int64 groups <> int64 input[1] then
            let where, channels = if groups = 1 then "", input[1] else $"in each of {groups} groups ", input[1] / groups
            refuse $"{where}the filter takes {filter[1]} channels, the input has {channels}"
        elif filter[0] % groups <> 0 then
            refuse $"{filter[0]} filters do not divide into {groups} groups"
        else
            let counts = List.init axes (count settings input filter)

            match
                counts
                |> List.tryPick (function
                    | Error problem -> Some problem
                    | Ok _ -> None)
            with
            | Some problem -> refuse problem
            | None -> Shapes.ofArray [| input[0]; filter[0]; yield! List.map (Result.defaultValue 0) counts |]

    let private floats (operands: Aval[]) =
        Rules.sameType operands
        |> Result.bind (fun dtype ->
            if dtype.IsFloat() then
                Ok dtype
            else
                let hint = "Tensor.cast DType.Float32 the operands"
                Error(RiemannError.DType("the operands must hold floats", [ "operands", dtype ], hint)))

    let private shapeOf operands shape =
        floats operands
        |> Result.bind (fun dtype -> shape |> Result.map (fun shape -> { Shape = shape; DType = dtype }))

    /// The rule of an adjoint: what it is given must have the shape that the convolution gives.
    let private adjoint settings input filter (given: Shape) result operands =
        convolved settings input filter
        |> Result.bind (fun expected ->
            if expected.Equals given then
                Ok result
            else
                let shapes = [ "given", given; "input", input; "filter", filter ]
                Error(RiemannError.Shape("the shapes do not fit", shapes, $"the convolution gives {expected}")))
        |> shapeOf operands

    /// [.., a, b, ..] -> [.., a b, ..]
    let private merge axis (x: Tensor) =
        Tensor.reshape (List.take axis x.Shape @ [ x.Shape[axis] * x.Shape[axis + 1] ] @ List.skip (axis + 2) x.Shape) x

    /// [.., a b, ..] -> [.., a, b, ..]
    let private divide axis count (x: Tensor) =
        Tensor.reshape (List.take axis x.Shape @ [ count; x.Shape[axis] / count ] @ List.skip (axis + 1) x.Shape) x

    let private move from target (x: Tensor) =
        Tensor.permute ([ 0 .. x.Rank - 1 ] |> List.removeAt from |> List.insertAt target from) x

    /// [examples, .., groups k, ..] -> [.., groups examples k, ..]
    let private enter (axis, groups) (x: Tensor) =
        x |> divide (axis + 1) groups |> move 0 (axis + 1) |> merge axis |> merge axis

    /// [.., groups examples k, ..] -> [examples, .., groups k, ..]
    let private leave size (axis, groups) (x: Tensor) =
        x |> divide axis groups |> divide (axis + 1) size |> move (axis + 1) 0 |> merge (axis + 1)

    let private grouped size (s: ConvolutionSettings) =
        ConvolutionSettings(s.Stride, s.Begin, s.End, s.Dilation, s.Groups * size)

    let private longer size axis (shape: Shape) =
        Shapes.ofDimensions [| for i in 0 .. shape.Rank - 1 -> if i = axis then size * shape[i] else shape[i] |]

    /// Where the examples go, as an axis without them and the groups that it has: for the left operand that alone
    /// differs, and the result; for the right one, and the result; for both, where each example is a group, and the result.
    type private Places =
        { Left: (int * int) * (int * int)
          Right: (int * int) * (int * int)
          Both: (int * int) * (int * int) * (int * int) }

    /// One operation for all examples. `make settings result` is the member for operands that give a result of this shape.
    let private together make settings (result: Shape) places (operands: Batched[]) =
        let size = Batching.size operands
        let left, right = operands[0], operands[1]

        let run settings into left right =
            Primitive.apply2 (make settings (longer size (fst into) result)) left right |> leave size into

        match left.IsBatched, right.IsBatched with
        | _ when size = 0 -> Tensor.full left.Value.DType (0 :: Shapes.toList result) 0.0
        | true, false ->
            let place, into = places.Left
            run settings into (enter place left.Value) right.Value
        | false, _ ->
            let place, into = places.Right
            run settings into left.Value (enter place right.Value)
        | true, true ->
            let first, second, into = places.Both
            run (grouped size settings) into (enter first left.Value) (enter second right.Value)
        |> Batched.Whole

    let private own (x: Batched) = if x.IsBatched then Shapes.tail x.Value.Aval.Shape else x.Value.Aval.Shape

    /// Operands x and w: the sums y[n, o, i] of x[n, c, i * stride + k * dilation - begin] w[o, c, k].
    let rec convolution (settings: ConvolutionSettings) : Primitive =
        { Name = "convolution"
          Parameters = parameters settings
          Domain = Domains.pair
          Shape = fun operands -> convolved settings operands[0].Shape operands[1].Shape |> shapeOf operands
          Kernel = Kernel.General(fun x -> Convolution.Forward(x[0], x[1], settings))
          Derivative =
            fun operands _ i ->
                let x, w = operands[0], operands[1]
                let apply = Primitive.apply2 (convolution settings)

                if i = 0 then
                    let pull = Primitive.apply2 (inputGradient settings x.Aval.Shape)
                    LinearMap.create (fun t -> apply t w) (fun c -> pull c w)
                else
                    let pull = Primitive.apply2 (filterGradient settings w.Aval.Shape)
                    LinearMap.create (apply x) (pull x)
          Batch = BatchRule.Rule(convolvedTogether settings) }

    and private convolvedTogether settings operands =
        let result = convolved settings (own operands[0]) (own operands[1]) |> Fail.get "convolution"
        let groups = settings.Groups
        let places = { Left = (0, 1), (0, 1); Right = (0, groups), (1, groups); Both = (1, 1), (0, 1), (1, 1) }
        together (fun settings _ -> convolution settings) settings result places operands

    /// Operands c and w: the adjoint of the convolution with w, for inputs of this shape.
    and inputGradient (settings: ConvolutionSettings) (input: Shape) : Primitive =
        { Name = "convolutionInput"
          Parameters = Dimensions input :: parameters settings
          Domain = Domains.pair
          Shape = fun operands -> adjoint settings input operands[1].Shape operands[0].Shape input operands
          Kernel = Kernel.General(fun x -> Convolution.InputGradient(x[0], x[1], input, settings))
          Derivative =
            fun operands _ i ->
                let c, w = operands[0], operands[1]
                let apply = Primitive.apply2 (inputGradient settings input)

                if i = 0 then
                    LinearMap.create (fun t -> apply t w) (fun x -> Primitive.apply2 (convolution settings) x w)
                else
                    let pull = Primitive.apply2 (filterGradient settings w.Aval.Shape)
                    LinearMap.create (apply c) (fun x -> pull x c)
          Batch =
            BatchRule.Rule(
                let places =
                    { Left = (0, 1), (0, 1); Right = (1, 1), (1, settings.Groups); Both = (1, 1), (0, 1), (1, 1) }

                together inputGradient settings input places
            ) }

    /// Operands x and c: the adjoint of the convolution of x, for filters of this shape.
    and filterGradient (settings: ConvolutionSettings) (filter: Shape) : Primitive =
        { Name = "convolutionFilter"
          Parameters = Dimensions filter :: parameters settings
          Domain = Domains.pair
          Shape = fun operands -> adjoint settings operands[0].Shape filter operands[1].Shape filter operands
          Kernel = Kernel.General(fun x -> Convolution.FilterGradient(x[0], x[1], filter, settings))
          Derivative =
            fun operands _ i ->
                let x, c = operands[0], operands[1]
                let apply = Primitive.apply2 (filterGradient settings filter)

                if i = 0 then
                    let pull = Primitive.apply2 (inputGradient settings x.Aval.Shape)
                    LinearMap.create (fun t -> apply t c) (pull c)
                else
                    LinearMap.create (apply x) (Primitive.apply2 (convolution settings) x)
          Batch =
            BatchRule.Rule(
                let groups = settings.Groups

                let places =
                    { Left = (1, groups), (1, 1); Right = (1, groups), (0, groups); Both = (1, 1), (1, 1), (0, 1) }

                together filterGradient settings filter places
            ) }

    /// Operands x, w and b: the convolution with b[o] added to y[n, o, i].
    let addConvolution (settings: ConvolutionSettings) : Primitive =
        let plain = convolution settings
        let axes = settings.Stride.Length

        let stretch (result: Shape) (b: Tensor) =
            Structure.broadcastTo result (Tensor.reshape (b.Length :: List.replicate axes 1) b)

        { Name = "addConvolution"
          Parameters = plain.Parameters
          Domain = [ Domain.Real; Domain.Real; Domain.Real ]
          Shape =
            fun operands ->
                Rules.sameType operands
                |> Result.bind (fun _ -> plain.Shape operands)
                |> Result.bind (fun result ->
                    let filter, bias = operands[1].Shape, operands[2].Shape

                    if bias.Rank = 1 && bias[0] = filter[0] then
                        Ok result
                    else
                        let shapes = [ "filter", filter; "bias", bias ]
                        let problem = $"{filter[0]} filters have a bias of {filter[0]} numbers"
                        Error(RiemannError.Shape(problem, shapes, "[filters, channels / groups, ..] with [filters]")))
          Kernel = Kernel.General(fun x -> Convolution.Forward(x[0], x[1], x[2], settings))
          Derivative =
            fun operands y i ->
                if i < 2 then
                    plain.Derivative operands y i
                else
                    let others = 0 :: [ 2 .. axes + 1 ]
                    LinearMap.create (stretch y.Aval.Shape) (Structure.sum others)
          Batch =
            BatchRule.Rule(fun operands ->
                let x, w, b = operands[0], operands[1], operands[2]

                let sums =
                    if x.IsBatched || w.IsBatched then
                        convolvedTogether settings [| x; w |]
                    else
                        { Value = Primitive.apply2 plain x.Value w.Value; IsBatched = false }

                let filters = List.last b.Value.Shape :: List.replicate axes 1
                let shape = if b.IsBatched then b.Value.Shape[0] :: 1 :: filters else filters
                Batched.Whole(sums.Value + Tensor.reshape shape b.Value)) }
