namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How a network of gated recurrent units begins: see `Gru.defaults`.
type GruSettings =
    {
        Inputs: int
        /// The length of the state of each cell.
        Hidden: int
        Layers: int
        Bias: bool
        /// Whether sequences are [batch; steps; features] rather than [steps; batch; features].
        BatchFirst: bool
        /// The probability with which what a layer gives to the next one is dropped in training.
        Dropout: float
        /// Whether each layer has a second cell, which goes from the last step to the first.
        Bidirectional: bool
        DType: DType
    }

/// Layers of `GruCell`. Source: Cho et al. (2014), section 2.3; in both directions: Schuster and Paliwal (1997).
type Gru = Recurrent<GruCell>

[<RequireQualifiedAccess>]
module Gru =
    /// One layer with biases, of float32, without dropout, from the first step to the last. `Inputs` and `Hidden` are for
    /// the user to set.
    let defaults: GruSettings =
        { Inputs = 0
          Hidden = 0
          Layers = 1
          Bias = true
          BatchFirst = false
          Dropout = 0.0
          Bidirectional = false
          DType = DType.Float32 }

    /// `Gru.init settings key` is a network with uniform random parameters from [-1 / sqrt hidden, 1 / sqrt hidden), as
    /// PyTorch's. Raises where a size is not positive or the dropout no probability.
    let init (settings: GruSettings) (key: Key) : Gru =
        let cell inputs =
            GruCell.make
                "Gru.init"
                { Inputs = inputs; Hidden = settings.Hidden; Bias = settings.Bias; DType = settings.DType }

        Recurrent.init
            "Gru.init"
            settings.Layers
            settings.Bidirectional
            settings.Dropout
            settings.BatchFirst
            settings.Inputs
            settings.Hidden
            cell
            key

    /// `Gru.initial network x` is the state before the first step of x: zeros.
    let initial (network: Gru) (x: Tensor) : Tensor = Recurrent.initial "Gru.initial" GruCell.recurrence network x

    /// `Gru.applyPadded mode network lengths state x` is `Gru.applyFrom` for examples of these lengths, in any order, which
    /// x holds filled up to one number of steps. Past the end of an example the outputs are 0, its last state is the one at
    /// its end, and a reverse cell begins there. Raises unless every example has a length from 1 to the number of steps.
    let applyPadded (mode: Mode) (network: Gru) (lengths: int list) (state: Tensor) (x: Tensor) : Tensor * Tensor =
        Recurrent.apply "Gru.applyPadded" GruCell.recurrence network mode (Some lengths) (Some state) x

    /// `Gru.applyFrom mode network state x` is `Gru.apply` from this state on, such as the last one of the text before.
    let applyFrom (mode: Mode) (network: Gru) (state: Tensor) (x: Tensor) : Tensor * Tensor =
        Recurrent.apply "Gru.applyFrom" GruCell.recurrence network mode None (Some state) x

    /// `Gru.apply mode network x` are the outputs of the last layer at every step, [steps; batch; directions * hidden],
    /// and the last state of every cell, [layers * directions; batch; hidden]. x is
    /// [steps; batch; in], or [batch; steps; in] where `BatchFirst`, which turns the outputs too and never the state; or
    /// one sequence [steps; in], and there is no batch axis anywhere. Without steps the last state is the first.
    ///
    /// A step is that of `GruCell.apply`. Raises where the features of x or a state do not fit. Reverse mode keeps the values of every step.
    let apply (mode: Mode) (network: Gru) (x: Tensor) : Tensor * Tensor =
        Recurrent.apply "Gru.apply" GruCell.recurrence network mode None None x

    /// `Gru.layer settings` is the network as a step of a model, which passes the outputs on.
    let layer (settings: GruSettings) : Layer<Gru> =
        Layer.ofMode "Gru" (init settings) (fun mode network x -> apply mode network x |> fst)
