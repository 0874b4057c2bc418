namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// The means of elements under a window that moves over sequences.
[<RequireQualifiedAccess>]
module AvgPool1d =
    /// `AvgPool1d.apply { AveragePool.defaults with Kernel = [ 2 ] } x` is `Tensor.averagePool` over the last axis of
    /// [batch; channels; length] or [channels; length].
    let apply (settings: AveragePool) (x: Tensor) : Tensor = Pools.average "AvgPool1d.apply" 1 settings x

    /// `AvgPool1d.layer settings` is the pooling as a step of a model.
    let layer (settings: AveragePool) : Layer<unit> = Layer.map "AvgPool1d" (apply settings)

/// The means of elements under a window that moves over pictures.
[<RequireQualifiedAccess>]
module AvgPool2d =
    /// `AvgPool2d.apply { AveragePool.defaults with Kernel = [ 2 ] } x` is `Tensor.averagePool` over the last two axes of
    /// [batch; channels; height; width] or [channels; height; width].
    let apply (settings: AveragePool) (x: Tensor) : Tensor = Pools.average "AvgPool2d.apply" 2 settings x

    /// `AvgPool2d.layer settings` is the pooling as a step of a model.
    let layer (settings: AveragePool) : Layer<unit> = Layer.map "AvgPool2d" (apply settings)

/// The means of elements under a window that moves over volumes.
[<RequireQualifiedAccess>]
module AvgPool3d =
    /// `AvgPool3d.apply { AveragePool.defaults with Kernel = [ 2 ] } x` is `Tensor.averagePool` over the last three axes of
    /// [batch; channels; depth; height; width] or [channels; depth; height; width].
    let apply (settings: AveragePool) (x: Tensor) : Tensor = Pools.average "AvgPool3d.apply" 3 settings x

    /// `AvgPool3d.layer settings` is the pooling as a step of a model.
    let layer (settings: AveragePool) : Layer<unit> = Layer.map "AvgPool3d" (apply settings)

/// The means of parts of sequences.
[<RequireQualifiedAccess>]
module AdaptiveAvgPool1d =
    /// `AdaptiveAvgPool1d.apply [ Some 5 ] x` is `Tensor.adaptiveAveragePool` over the last axis of
    /// [batch; channels; length] or [channels; length]; `None` keeps a length.
    let apply (bins: int option list) (x: Tensor) : Tensor = Pools.adaptiveAverage "AdaptiveAvgPool1d.apply" 1 bins x

    /// `AdaptiveAvgPool1d.layer bins` is the pooling as a step of a model.
    let layer (bins: int option list) : Layer<unit> = Layer.map "AdaptiveAvgPool1d" (apply bins)

/// The means of parts of pictures.
[<RequireQualifiedAccess>]
module AdaptiveAvgPool2d =
    /// `AdaptiveAvgPool2d.apply [ Some 5; None ] x` is `Tensor.adaptiveAveragePool` over the last two axes of
    /// [batch; channels; height; width] or [channels; height; width]; `None` keeps a length.
    let apply (bins: int option list) (x: Tensor) : Tensor = Pools.adaptiveAverage "AdaptiveAvgPool2d.apply" 2 bins x

    /// `AdaptiveAvgPool2d.layer bins` is the pooling as a step of a model.
    let layer (bins: int option list) : Layer<unit> = Layer.map "AdaptiveAvgPool2d" (apply bins)

/// The means of parts of volumes.
[<RequireQualifiedAccess>]
module AdaptiveAvgPool3d =
    /// `AdaptiveAvgPool3d.apply [ Some 5; None; None ] x` is `Tensor.adaptiveAveragePool` over the last three axes of
    /// [batch; channels; depth; height; width] or [channels; depth; height; width]; `None` keeps a length.
    let apply (bins: int option list) (x: Tensor) : Tensor = Pools.adaptiveAverage "AdaptiveAvgPool3d.apply" 3 bins x

    /// `AdaptiveAvgPool3d.layer bins` is the pooling as a step of a model.
    let layer (bins: int option list) : Layer<unit> = Layer.map "AdaptiveAvgPool3d" (apply bins)
