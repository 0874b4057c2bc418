namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// What `Dropout` and its kin drop: see `Dropout.defaults`.
type Dropout =
    {
        /// Of each element or channel to be 0 in training.
        Probability: float
    }

[<RequireQualifiedAccess>]
module Dropout =
    /// A half.
    let defaults: Dropout = { Probability = 0.5 }

    /// The probability is checked in use, too, where it would not matter.
    let internal drop operation (mode: Mode) (layer: Dropout) (train: Key -> Tensor -> Tensor) (x: Tensor) : Tensor =
        if not (layer.Probability >= 0.0 && layer.Probability <= 1.0) then
            let problem = $"a probability of {layer.Probability}"
            Fail.raise operation (RiemannError.Value(problem, "from 0, where all stays, to 1, where nothing does"))

        match mode with
        | Train key -> train key x
        | Eval -> x

    /// Whole channels of inputs with so many axes behind that of the channels, in a batch or where allowed alone.
    let internal dropChannels
        operation
        (extent: string list)
        isAloneAllowed
        mode
        (layer: Dropout)
        (x: Tensor)
        : Tensor =
        let axes = extent.Length

        if x.Rank <> axes + 2 && not (isAloneAllowed && x.Rank = axes + 1) then
            let extent = String.concat "; " extent
            let batch = $"[batch; channels; {extent}]"

            let rule =
                if isAloneAllowed then
                    $"{batch} or [channels; {extent}]"
                else
                    $"{batch}; Dropout1d takes [batch; channels; length], and Tensor.insertAxis 0 makes a batch of one"

            let problem = $"the input has {x.Rank} axes"
            Fail.raise operation (RiemannError.Shape(problem, [ "input", x.Aval.Shape ], rule))

        drop operation mode layer (Tensor.featureDropout axes layer.Probability) x

    /// `Dropout.apply mode layer x` is in training x with each element 0 with the layer's probability, and divided by
    /// the probability of the others where it stays; in use it is x. See `Tensor.dropout`. Raises for a probability
    /// outside 0 to 1. Source: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov (2014), section 4.
    let apply (mode: Mode) (layer: Dropout) (x: Tensor) : Tensor =
        drop "Dropout.apply" mode layer (Tensor.dropout layer.Probability) x

    /// `Dropout.layer dropout` is the dropout as a step of a model.
    let layer (dropout: Dropout) : Layer<unit> = Layer.ofMode "Dropout" ignore (fun mode () -> apply mode dropout)

/// Dropout of whole channels of sequences, by the settings of `Dropout`.
[<RequireQualifiedAccess>]
module Dropout1d =
    /// `Dropout1d.apply mode layer x` is `Dropout.apply` for all elements of a channel at once: [batch; channels;
    /// length], or [channels; length]. Raises for other shapes. Source: Tompson et al. (2015), section 3.2.
    let apply (mode: Mode) (layer: Dropout) (x: Tensor) : Tensor =
        Dropout.dropChannels "Dropout1d.apply" [ "length" ] true mode layer x

    /// `Dropout1d.layer dropout` is the dropout as a step of a model.
    let layer (dropout: Dropout) : Layer<unit> = Layer.ofMode "Dropout1d" ignore (fun mode () -> apply mode dropout)

/// Dropout of whole channels of pictures, by the settings of `Dropout`.
[<RequireQualifiedAccess>]
module Dropout2d =
    /// `Dropout2d.apply mode layer x` is `Dropout.apply` for all elements of a channel at once: [batch; channels;
    /// height; width]. Raises for other shapes, [channels; height; width] too, which PyTorch would take for a batch of
    /// sequences. Source: Tompson et al. (2015), section 3.2.
    let apply (mode: Mode) (layer: Dropout) (x: Tensor) : Tensor =
        Dropout.dropChannels "Dropout2d.apply" [ "height"; "width" ] false mode layer x

    /// `Dropout2d.layer dropout` is the dropout as a step of a model.
    let layer (dropout: Dropout) : Layer<unit> = Layer.ofMode "Dropout2d" ignore (fun mode () -> apply mode dropout)

/// Dropout of whole channels of volumes, by the settings of `Dropout`.
[<RequireQualifiedAccess>]
module Dropout3d =
    /// `Dropout3d.apply mode layer x` is `Dropout.apply` for all elements of a channel at once: [batch; channels;
    /// depth; height; width], or [channels; depth; height; width]. Raises for other shapes.
    /// Source: Tompson et al. (2015), section 3.2.
    let apply (mode: Mode) (layer: Dropout) (x: Tensor) : Tensor =
        Dropout.dropChannels "Dropout3d.apply" [ "depth"; "height"; "width" ] true mode layer x

    /// `Dropout3d.layer dropout` is the dropout as a step of a model.
    let layer (dropout: Dropout) : Layer<unit> = Layer.ofMode "Dropout3d" ignore (fun mode () -> apply mode dropout)
