namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// The max pooling to undo: see `MaxUnpool.defaults`. A list holds one number for each spatial axis, or one for all.
type MaxUnpool =
    {
        /// The kernel of the pooling.
        Kernel: int list
        /// The stride of the pooling; empty for the kernel's.
        Stride: int list
        /// The padding of the pooling.
        Padding: int list
        /// The lengths of the spatial axes before the pooling, where several give the same; empty for the shortest that
        /// leave nothing over.
        OutputSize: int list
    }

[<RequireQualifiedAccess>]
module MaxUnpool =
    /// Windows side by side, without padding, that leave nothing over. `Kernel` is for the user to set.
    let defaults: MaxUnpool = { Kernel = []; Stride = []; Padding = [ 0 ]; OutputSize = [] }

    let private lengths operation axes (settings: MaxUnpool) (x: Tensor) =
        let list least name numbers = Spatial.atLeast least operation name axes numbers
        let kernel = list 1 "kernel" settings.Kernel
        let stride = if settings.Stride.IsEmpty then kernel else list 1 "stride" settings.Stride
        let padding = list 0 "padding" settings.Padding
        let given = List.skip (x.Rank - axes) x.Shape

        let shortest =
            List.zip3 kernel stride padding
            |> List.map2 (fun length (kernel, stride, padding) -> (length - 1) * stride - 2 * padding + kernel) given

        if settings.OutputSize.IsEmpty then
            shortest
        else
            let wanted = list 0 "output size" settings.OutputSize

            if not (List.zip3 wanted shortest stride |> List.forall (fun (a, b, stride) -> abs (a - b) < stride)) then
                let problem =
                    $"the output size %A{wanted} is that of no input: a pooling of %A{shortest} gives %A{given}"

                Fail.raise
                    operation
                    (RiemannError.Value(problem, $"lengths that differ by less than the stride %A{stride}"))

            wanted

    let internal unpool operation axes settings (indices: Tensor) (x: Tensor) =
        Pools.requireAxes operation axes x
        let lengths = lengths operation axes settings x
        Indices.require operation "index" (List.fold (*) 1 lengths) "a plane has" indices
        Tensor.maxUnpool lengths indices x

/// Undoes `MaxPool1d` as far as that is possible.
[<RequireQualifiedAccess>]
module MaxUnpool1d =
    /// `MaxUnpool1d.apply { MaxUnpool.defaults with Kernel = [ 2 ] } indices x` is `Tensor.maxUnpool` over the last axis of
    /// [batch; channels; length] or [channels; length], with the indices that
    /// `MaxPool1d.applyWithIndices` gave.
    let apply (settings: MaxUnpool) (indices: Tensor) (x: Tensor) : Tensor =
        MaxUnpool.unpool "MaxUnpool1d.apply" 1 settings indices x

/// Undoes `MaxPool2d` as far as that is possible.
[<RequireQualifiedAccess>]
module MaxUnpool2d =
    /// `MaxUnpool2d.apply { MaxUnpool.defaults with Kernel = [ 2 ] } indices x` is `Tensor.maxUnpool` over the last two axes of
    /// [batch; channels; height; width] or [channels; height; width], with the indices that
    /// `MaxPool2d.applyWithIndices` gave.
    let apply (settings: MaxUnpool) (indices: Tensor) (x: Tensor) : Tensor =
        MaxUnpool.unpool "MaxUnpool2d.apply" 2 settings indices x

/// Undoes `MaxPool3d` as far as that is possible.
[<RequireQualifiedAccess>]
module MaxUnpool3d =
    /// `MaxUnpool3d.apply { MaxUnpool.defaults with Kernel = [ 2 ] } indices x` is `Tensor.maxUnpool` over the last three axes of
    /// [batch; channels; depth; height; width] or [channels; depth; height; width], with the indices that
    /// `MaxPool3d.applyWithIndices` gave.
    let apply (settings: MaxUnpool) (indices: Tensor) (x: Tensor) : Tensor =
        MaxUnpool.unpool "MaxUnpool3d.apply" 3 settings indices x
