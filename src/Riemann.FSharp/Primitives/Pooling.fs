namespace Riemann.FSharp

#nowarn "40" // a primitive's rule names itself, always under a lambda

open System
open Riemann.Kernels

/// Pooling of planes [batch, channels, ..] with one to three spatial axes. What is not linear gives indices, from which
/// the linear `take` and its adjoint `put` make the rest. Settings hold one number for each spatial axis.
module internal PoolingPrimitives =
    let private spatial (shape: Shape) = shape.Dimensions.Slice(2).ToArray()

    /// Places of a window along an axis, or what is wrong.
    let private count (settings: PoolingSettings) (x: Shape) axis : Result<int, string> =
        let size, kernel, stride = int64 x[axis + 2], int64 settings.Kernel[axis], int64 settings.Stride[axis]
        let padding, dilation = int64 settings.Padding[axis], int64 settings.Dilation[axis]
        let span, padded = dilation * (kernel - 1L) + 1L, size + 2L * padding
        let rest = padded - span + (if settings.CeilMode then stride - 1L else 0L)
        let places = rest / stride + 1L
        // A last window that would begin behind all elements and the padding after them is none.
        let places = if settings.CeilMode && (places - 1L) * stride >= size + padding then places - 1L else places

        let seesAny place =
            let start = place * stride - padding
            let first = if start >= 0L then 0L else (dilation - 1L - start) / dilation
            first < kernel && start + first * dilation < size

        if padding > kernel / 2L then
            Error $"along spatial axis {axis} the padding {padding} is more than half the kernel {kernel}"
        elif size = 0L || rest < 0L then
            let window = $"the window spans {span} elements (kernel {kernel}, dilation {dilation})"
            Error $"along spatial axis {axis} {window}, the padded input has {padded} ({size}, padding {padding})"
        elif (places - 1L) * stride + span > int64 Int32.MaxValue then
            Error $"along spatial axis {axis} the windows reach over more than {Int32.MaxValue} elements"
        elif dilation > size && not (Seq.forall seesAny (seq { 0L .. places - 1L })) then
            Error $"along spatial axis {axis} a window is on padding alone"
        else
            Ok(int places)

    /// The shape of what the pooling gives.
    let private pooled (settings: PoolingSettings) (x: Shape) : Result<Shape, RiemannError> =
        let folder axis rest =
            Result.bind (fun counts -> count settings x axis |> Result.map (fun count -> count :: counts)) rest

        match List.foldBack folder [ 0 .. x.Rank - 3 ] (Ok []) with
        | Ok counts -> Shapes.ofArray [| x[0]; x[1]; yield! counts |]
        | Error problem ->
            let rule = "a window is no longer than the padded input, and padding no more than half of the kernel"
            Error(RiemannError.Shape(problem, [ "input", x ], rule))

    /// The shape of planes in so many bins along each axis.
    let private binned (bins: int list) (x: Shape) : Result<Shape, RiemannError> =
        if spatial x |> Array.contains 0 then
            let rule = "at least one element along each spatial axis"
            Error(RiemannError.Shape("there is nothing in the bins", [ "input", x ], rule))
        else
            Shapes.ofArray [| x[0]; x[1]; yield! bins |]

    let private windows (settings: PoolingSettings) =
        [ Numbers("kernel", List.ofSeq settings.Kernel)
          Numbers("stride", List.ofSeq settings.Stride)
          Numbers("padding", List.ofSeq settings.Padding)
          Numbers("dilation", List.ofSeq settings.Dilation)
          Number("ceiling", (if settings.CeilMode then 1L else 0L)) ]

    let private averages (pooling: AveragePooling) =
        Number("counted", (if pooling.CountPadding then 1L else 0L))
        :: Number("divisor", int64 (pooling.Divisor.GetValueOrDefault()))
        :: windows pooling.Settings

    let private floats shape (operands: Aval[]) =
        Rules.floats operands[..0]
        |> Result.bind (fun x -> shape operands |> Result.map (fun shape -> { x with Shape = shape }))

    let private longer size (shape: Shape) =
        Shapes.ofDimensions [| yield size * shape[0]; yield! (Shapes.tail shape).Dimensions.ToArray() |]

    /// The planes of many examples as those of one batch: [examples, batch, ..] as [examples batch, ..], and back.
    let private asOne (p: Primitive) (operands: Tensor[]) =
        let examples = operands[0].Aval.Shape
        let merge (x: Tensor) = Structure.reshape (longer x.Aval.Shape[0] (Shapes.tail x.Aval.Shape)) x
        let result = Primitive.apply p (operands |> Array.map merge)
        let planes = (Shapes.tail result.Aval.Shape).Dimensions.ToArray()
        Structure.reshape (Shapes.ofDimensions [| examples[0]; examples[1]; yield! planes |]) result

    /// The means of windows.
    let rec average (pooling: AveragePooling) : Primitive =
        Primitive.linear
            "averagePool"
            (averages pooling)
            (floats (fun x -> pooled pooling.Settings x[0].Shape))
            pooling.Forward
            (fun x -> Primitive.apply1 (averageAdjoint pooling x.Shape))
            (fun _ x -> asOne (average pooling) [| x |])

    and averageAdjoint (pooling: AveragePooling) (input: Shape) : Primitive =
        Primitive.linear
            "averagePoolAdjoint"
            (Dimensions input :: averages pooling)
            (floats (fun _ -> Ok input))
            (fun c -> pooling.Gradient(c, input))
            (fun _ -> Primitive.apply1 (average pooling))
            (fun size c -> asOne (averageAdjoint pooling (longer size input)) [| c |])

    /// The means of so many bins along each axis.
    let rec adaptiveAverage (bins: int list) : Primitive =
        Primitive.linear
            "adaptiveAveragePool"
            [ Numbers("bins", bins) ]
            (floats (fun x -> binned bins x[0].Shape))
            (fun x -> AdaptivePooling.Average(x, ReadOnlySpan(List.toArray bins)))
            (fun x -> Primitive.apply1 (adaptiveAverageAdjoint x.Shape))
            (fun _ x -> asOne (adaptiveAverage bins) [| x |])

    and adaptiveAverageAdjoint (input: Shape) : Primitive =
        Primitive.linear
            "adaptiveAveragePoolAdjoint"
            [ Dimensions input ]
            (floats (fun _ -> Ok input))
            (fun c -> AdaptivePooling.AverageGradient(c, input))
            (fun c -> Primitive.apply1 (adaptiveAverage (List.ofArray (spatial c.Shape))))
            (fun size c -> asOne (adaptiveAverageAdjoint (longer size input)) [| c |])

    /// Indices of elements in their planes.
    let private indices name parameters shape (kernel: NDArray -> struct (NDArray * NDArray)) : Primitive =
        let rec p =
            { Name = name
              Parameters = parameters
              Domain = [ Domain.Distinct ]
              Shape = floats shape >> Result.map (fun result -> { result with DType = DType.Int64 })
              Kernel = Kernel.General(fun x -> let struct (_, indices) = kernel x[0] in indices)
              Derivative = fun _ _ _ -> LinearMap.zero
              Batch = BatchRule.Rule(fun x -> Batched.Whole(asOne p [| x[0].Value |])) }

        p

    /// The values and indices at once.
    let largest (settings: PoolingSettings) (x: NDArray) = MaxPooling.Forward(x, settings)

    /// Where the largest element of each window is.
    let maxIndices (settings: PoolingSettings) : Primitive =
        indices "maxPool" (windows settings) (fun x -> pooled settings x[0].Shape) (largest settings)

    let largestInBins (bins: int list) (x: NDArray) = AdaptivePooling.Max(x, ReadOnlySpan(List.toArray bins))

    /// Where the largest element of each bin is.
    let adaptiveMaxIndices (bins: int list) : Primitive =
        indices "adaptiveMaxPool" [ Numbers("bins", bins) ] (fun x -> binned bins x[0].Shape) (largestInBins bins)

    let private both (p: Primitive) operands =
        Batched.Whole(asOne p (operands |> Array.map (Batching.spread (Batching.size operands))))

    /// Operands x and indices: the elements of each plane of x at the indices of the same plane.
    let rec take: Primitive =
        { Name = "takeInPlanes"
          Parameters = []
          Domain = [ Domain.Real; Domain.Index 1 ]
          Shape = floats (fun x -> Ok x[1].Shape)
          Kernel = Kernel.General(fun x -> MaxPooling.Take(x[0], x[1]))
          Derivative =
            fun operands _ i ->
                if i = 1 then
                    LinearMap.zero
                else
                    let shape, indices = operands[0].Aval.Shape, operands[1]

                    LinearMap.create (fun t -> Primitive.apply2 take t indices) (fun c ->
                        Primitive.apply2 (put shape) c indices)
          Batch = BatchRule.Rule(fun x -> both take x) }

    /// Operands values and indices: zeros of this shape, to which each value is added at its index of its plane.
    and put (shape: Shape) : Primitive =
        { Name = "putInPlanes"
          Parameters = [ Dimensions shape ]
          Domain = [ Domain.Real; Domain.Index 1 ]
          Shape = floats (fun _ -> Ok shape)
          Kernel = Kernel.General(fun x -> MaxPooling.Scatter(x[0], x[1], shape))
          Derivative =
            fun operands _ i ->
                if i = 1 then
                    LinearMap.zero
                else
                    let indices = operands[1]

                    LinearMap.create (fun t -> Primitive.apply2 (put shape) t indices) (fun c ->
                        Primitive.apply2 take c indices)
          Batch = BatchRule.Rule(fun x -> both (put (longer (Batching.size x) shape)) x) }
