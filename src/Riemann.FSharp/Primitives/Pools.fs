namespace Riemann.FSharp

open System
open System.Collections.Immutable
open Riemann.Kernels

/// How the window of a max pooling moves: see `MaxPool.defaults`. A list holds one number for each spatial axis, or one for
/// all.
type MaxPool =
    {
        /// Elements that the window looks at, 1 or more.
        Kernel: int list
        /// Elements from one place of the window to the next, 1 or more; empty for the kernel's.
        Stride: int list
        /// Elements by which the window may reach beyond both ends, at most half of the kernel; they are never largest.
        Padding: int list
        /// Elements from one tap of the window to the next, 1 or more.
        Dilation: int list
        /// Whether the last window may reach beyond the padding, so that no element is left out.
        CeilMode: bool
    }

[<RequireQualifiedAccess>]
module MaxPool =
    /// Windows side by side, without padding. `Kernel` is for the user to set.
    let defaults: MaxPool = { Kernel = []; Stride = []; Padding = [ 0 ]; Dilation = [ 1 ]; CeilMode = false }

/// How the window of an average pooling moves: see `AveragePool.defaults`. A list holds one number for each spatial axis, or
/// one for all.
type AveragePool =
    {
        /// Elements that the window looks at, 1 or more.
        Kernel: int list
        /// Elements from one place of the window to the next, 1 or more; empty for the kernel's.
        Stride: int list
        /// Zeros by which the window may reach beyond both ends, at most half of the kernel.
        Padding: int list
        /// Whether the last window may reach beyond the padding, so that no element is left out.
        CeilMode: bool
        /// Whether padding counts as elements. What a last window sees beyond the padding never counts.
        CountIncludePad: bool
        /// What sums are divided by in place of the number of elements; 1 gives sums.
        DivisorOverride: int option
    }

[<RequireQualifiedAccess>]
module AveragePool =
    /// Windows side by side, without padding, which would count. `Kernel` is for the user to set.
    let defaults: AveragePool =
        { Kernel = []; Stride = []; Padding = [ 0 ]; CeilMode = false; CountIncludePad = true; DivisorOverride = None }

/// Settings and operands as the primitives take them.
module internal Pools =
    /// The number of spatial axes, checked.
    let requireAxes operation (axes: int) (x: Tensor) =
        if axes < 1 || axes > 3 then
            let problem = $"pooling over {axes} spatial axes"
            Fail.raise operation (RiemannError.Value(problem, "one to three axes"))

        if x.Rank <> axes + 1 && x.Rank <> axes + 2 then
            let problem = $"the input has {x.Rank} axes for {axes} spatial ones"
            let rule = "[batch; channels; ..] or [channels; ..], with as many axes for .. as the pooling has"
            Fail.raise operation (RiemannError.Shape(problem, [ "input", x.Aval.Shape ], rule))

    let windows operation axes (kernel: int list) stride padding dilation ceilMode =
        let list least name numbers = ImmutableArray.CreateRange(Spatial.atLeast least operation name axes numbers)

        PoolingSettings(
            list 1 "kernel" kernel,
            list 1 "stride" (if List.isEmpty stride then kernel else stride),
            list 0 "padding" padding,
            list 1 "dilation" dilation,
            ceilMode
        )

    let maxWindows operation axes (settings: MaxPool) =
        windows operation axes settings.Kernel settings.Stride settings.Padding settings.Dilation settings.CeilMode

    let averageWindows operation axes (settings: AveragePool) =
        if settings.DivisorOverride = Some 0 then
            Fail.raise operation (RiemannError.Value("a divisor of 0", "a whole number that is not 0, or None"))

        AveragePooling(
            windows operation axes settings.Kernel settings.Stride settings.Padding [ 1 ] settings.CeilMode,
            settings.CountIncludePad,
            Option.toNullable settings.DivisorOverride
        )

    /// So many bins along each axis; all elements apart where no number is given.
    let bins operation axes (counts: int option list) (x: Tensor) =
        let shape = x.Aval.Shape

        Spatial.each operation "number of bins" axes counts
        |> List.mapi (fun axis count -> count |> Option.defaultValue shape[shape.Rank - axes + axis])
        |> Spatial.atLeast 1 operation "number of bins" axes

    /// The result for a batch, or for one example that comes without a batch axis.
    let forMany operation axes (f: Tensor -> Tensor) (x: Tensor) =
        requireAxes operation axes x
        if x.Rank = axes + 2 then f x else f (Tensor.insertAxis 0 x) |> Tensor.squeeze 0

    /// The largest elements and their indices: at once where no transformation looks on, otherwise the elements at the
    /// indices, so that the derivatives are those of a choice.
    let largest operation axes (indices: Primitive) (kernel: NDArray -> struct (NDArray * NDArray)) (x: Tensor) =
        requireAxes operation axes x
        let planes = if x.Rank = axes + 2 then x else Tensor.insertAxis 0 x

        let struct (values, at) =
            if isNull planes.Tracer then
                Primitive.check indices [| planes.Aval |] |> ignore
                let struct (values, at) = kernel planes.Value
                struct (Tensor(values, null), Tensor(at, null))
            else
                let at = Primitive.apply1 indices planes
                struct (Primitive.apply2 PoolingPrimitives.take planes at, at)

        if x.Rank = axes + 2 then values, at else Tensor.squeeze 0 values, Tensor.squeeze 0 at

    let max operation axes settings x =
        let windows = maxWindows operation axes settings
        largest operation axes (PoolingPrimitives.maxIndices windows) (PoolingPrimitives.largest windows) x

    let adaptiveMax operation axes counts x =
        requireAxes operation axes x
        let bins = bins operation axes counts x
        largest operation axes (PoolingPrimitives.adaptiveMaxIndices bins) (PoolingPrimitives.largestInBins bins) x

    let average operation axes settings x =
        forMany operation axes (Primitive.apply1 (PoolingPrimitives.average (averageWindows operation axes settings))) x

    let adaptiveAverage operation axes counts x =
        requireAxes operation axes x
        forMany operation axes (Primitive.apply1 (PoolingPrimitives.adaptiveAverage (bins operation axes counts x))) x

[<AutoOpen>]
module PoolingOperations =
    type Tensor with
        /// `Tensor.maxPool settings x` are the largest elements under a window that moves over the spatial axes, as many as
        /// the settings' kernel has: [batch; channels; ..] or [channels; ..]. Along each n elements give
        /// (n + 2 padding - dilation (kernel - 1) - 1) / stride + 1, rounded up in ceiling mode. NaN is the largest.
        /// Derivatives go to the first of equal elements. Raises where a window is longer than the padded input, and for
        /// a padding of more than half the kernel.
        static member maxPool (settings: MaxPool) (x: Tensor) : Tensor =
            fst (Pools.max "maxPool" settings.Kernel.Length settings x)

        /// `Tensor.maxPoolWithIndices settings x` is `Tensor.maxPool settings x` and the int64 indices of these elements
        /// in their planes, all spatial axes counted together.
        static member maxPoolWithIndices (settings: MaxPool) (x: Tensor) : Tensor * Tensor =
            Pools.max "maxPoolWithIndices" settings.Kernel.Length settings x

        /// `Tensor.averagePool settings x` are the means of the elements under a window that moves as that of
        /// `Tensor.maxPool`. NaN propagates. Raises as that, and for a divisor of 0.
        static member averagePool (settings: AveragePool) (x: Tensor) : Tensor =
            Pools.average "averagePool" settings.Kernel.Length settings x

        /// `Tensor.adaptiveMaxPool [ Some 3; None ] x` are the largest elements of bins, so many along each spatial axis,
        /// or one for each element: [batch; channels; ..] or [channels; ..]. Bin i of n is from floor (i s / n) to
        /// ceil ((i + 1) s / n) of s elements, end excluded. NaN and derivatives are as with `Tensor.maxPool`.
        static member adaptiveMaxPool (bins: int option list) (x: Tensor) : Tensor =
            fst (Pools.adaptiveMax "adaptiveMaxPool" bins.Length bins x)

        /// `Tensor.adaptiveMaxPoolWithIndices bins x` is `Tensor.adaptiveMaxPool bins x` and the int64 indices of these
        /// elements in their planes.
        static member adaptiveMaxPoolWithIndices (bins: int option list) (x: Tensor) : Tensor * Tensor =
            Pools.adaptiveMax "adaptiveMaxPoolWithIndices" bins.Length bins x

        /// `Tensor.adaptiveAveragePool [ Some 1; Some 1 ] x` are the means of bins as those of `Tensor.adaptiveMaxPool`.
        /// NaN propagates.
        static member adaptiveAveragePool (bins: int option list) (x: Tensor) : Tensor =
            Pools.adaptiveAverage "adaptiveAveragePool" bins.Length bins x

        /// `Tensor.maxUnpool [ 4; 6 ] indices x` are planes with these spatial lengths, 0 but for the elements of x at their
        /// indices in the plane, as `Tensor.maxPoolWithIndices` gives them: [batch; channels; ..] or [channels; ..]. Of
        /// several elements for one place the last one stays. Raises where indices and x differ in shape, and for an index
        /// outside the plane.
        static member maxUnpool (lengths: int list) (indices: Tensor) (x: Tensor) : Tensor =
            Pools.requireAxes "maxUnpool" lengths.Length x
            Shapes.ofList "maxUnpool" lengths |> ignore
            let leading = List.take (x.Rank - lengths.Length) x.Shape

            let flat (x: Tensor) =
                x |> Tensor.reshape (leading @ [ List.fold (*) 1 (List.skip leading.Length x.Shape) ])

            if not (indices.Aval.Shape.Equals x.Aval.Shape) then
                let shapes = [ "input", x.Aval.Shape; "indices", indices.Aval.Shape ]

                Fail.raise
                    "maxUnpool"
                    (RiemannError.Shape("the indices do not fit", shapes, "each element has its index"))

            Tensor.full x.DType (leading @ [ List.fold (*) 1 lengths ]) 0.0
            |> Tensor.scatter -1 (flat indices) (flat x)
            |> Tensor.reshape (leading @ lengths)
