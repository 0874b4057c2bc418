namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// The largest elements under a window that moves over sequences.
[<RequireQualifiedAccess>]
module MaxPool1d =
    /// `MaxPool1d.apply { MaxPool.defaults with Kernel = [ 2 ] } x` is `Tensor.maxPool` over the last axis of
    /// [batch; channels; length] or [channels; length].
    let apply (settings: MaxPool) (x: Tensor) : Tensor = Pools.max "MaxPool1d.apply" 1 settings x |> fst

    /// `MaxPool1d.applyWithIndices settings x` are the largest elements and their indices, for `MaxUnpool1d`.
    let applyWithIndices (settings: MaxPool) (x: Tensor) : Tensor * Tensor =
        Pools.max "MaxPool1d.applyWithIndices" 1 settings x

    /// `MaxPool1d.layer settings` is the pooling as a step of a model.
    let layer (settings: MaxPool) : Layer<unit> = Layer.map "MaxPool1d" (apply settings)

/// The largest elements under a window that moves over pictures.
[<RequireQualifiedAccess>]
module MaxPool2d =
    /// `MaxPool2d.apply { MaxPool.defaults with Kernel = [ 2 ] } x` is `Tensor.maxPool` over the last two axes of
    /// [batch; channels; height; width] or [channels; height; width].
    let apply (settings: MaxPool) (x: Tensor) : Tensor = Pools.max "MaxPool2d.apply" 2 settings x |> fst

    /// `MaxPool2d.applyWithIndices settings x` are the largest elements and their indices, for `MaxUnpool2d`.
    let applyWithIndices (settings: MaxPool) (x: Tensor) : Tensor * Tensor =
        Pools.max "MaxPool2d.applyWithIndices" 2 settings x

    /// `MaxPool2d.layer settings` is the pooling as a step of a model.
    let layer (settings: MaxPool) : Layer<unit> = Layer.map "MaxPool2d" (apply settings)

/// The largest elements under a window that moves over volumes.
[<RequireQualifiedAccess>]
module MaxPool3d =
    /// `MaxPool3d.apply { MaxPool.defaults with Kernel = [ 2 ] } x` is `Tensor.maxPool` over the last three axes of
    /// [batch; channels; depth; height; width] or [channels; depth; height; width].
    let apply (settings: MaxPool) (x: Tensor) : Tensor = Pools.max "MaxPool3d.apply" 3 settings x |> fst

    /// `MaxPool3d.applyWithIndices settings x` are the largest elements and their indices, for `MaxUnpool3d`.
    let applyWithIndices (settings: MaxPool) (x: Tensor) : Tensor * Tensor =
        Pools.max "MaxPool3d.applyWithIndices" 3 settings x

    /// `MaxPool3d.layer settings` is the pooling as a step of a model.
    let layer (settings: MaxPool) : Layer<unit> = Layer.map "MaxPool3d" (apply settings)

/// The largest elements of parts of sequences.
[<RequireQualifiedAccess>]
module AdaptiveMaxPool1d =
    /// `AdaptiveMaxPool1d.apply [ Some 5 ] x` is `Tensor.adaptiveMaxPool` over the last axis of
    /// [batch; channels; length] or [channels; length]; `None` keeps the length.
    let apply (bins: int option list) (x: Tensor) : Tensor = Pools.adaptiveMax "AdaptiveMaxPool1d.apply" 1 bins x |> fst

    /// `AdaptiveMaxPool1d.applyWithIndices bins x` are the largest elements and their indices.
    let applyWithIndices (bins: int option list) (x: Tensor) : Tensor * Tensor =
        Pools.adaptiveMax "AdaptiveMaxPool1d.applyWithIndices" 1 bins x

    /// `AdaptiveMaxPool1d.layer bins` is the pooling as a step of a model.
    let layer (bins: int option list) : Layer<unit> = Layer.map "AdaptiveMaxPool1d" (apply bins)

/// The largest elements of parts of pictures.
[<RequireQualifiedAccess>]
module AdaptiveMaxPool2d =
    /// `AdaptiveMaxPool2d.apply [ Some 5; None ] x` is `Tensor.adaptiveMaxPool` over the last two axes of
    /// [batch; channels; height; width] or [channels; height; width]; `None` keeps a length.
    let apply (bins: int option list) (x: Tensor) : Tensor = Pools.adaptiveMax "AdaptiveMaxPool2d.apply" 2 bins x |> fst

    /// `AdaptiveMaxPool2d.applyWithIndices bins x` are the largest elements and their indices.
    let applyWithIndices (bins: int option list) (x: Tensor) : Tensor * Tensor =
        Pools.adaptiveMax "AdaptiveMaxPool2d.applyWithIndices" 2 bins x

    /// `AdaptiveMaxPool2d.layer bins` is the pooling as a step of a model.
    let layer (bins: int option list) : Layer<unit> = Layer.map "AdaptiveMaxPool2d" (apply bins)

/// The largest elements of parts of volumes.
[<RequireQualifiedAccess>]
module AdaptiveMaxPool3d =
    /// `AdaptiveMaxPool3d.apply [ Some 5; None; None ] x` is `Tensor.adaptiveMaxPool` over the last three axes of
    /// [batch; channels; depth; height; width] or [channels; depth; height; width]; `None` keeps a length.
    let apply (bins: int option list) (x: Tensor) : Tensor = Pools.adaptiveMax "AdaptiveMaxPool3d.apply" 3 bins x |> fst

    /// `AdaptiveMaxPool3d.applyWithIndices bins x` are the largest elements and their indices.
    let applyWithIndices (bins: int option list) (x: Tensor) : Tensor * Tensor =
        Pools.adaptiveMax "AdaptiveMaxPool3d.applyWithIndices" 3 bins x

    /// `AdaptiveMaxPool3d.layer bins` is the pooling as a step of a model.
    let layer (bins: int option list) : Layer<unit> = Layer.map "AdaptiveMaxPool3d" (apply bins)
