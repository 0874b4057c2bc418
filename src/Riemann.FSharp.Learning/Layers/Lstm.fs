namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How a long short-term memory begins: see `Lstm.defaults`.
type LstmSettings =
    {
        Inputs: int
        /// The length of the state of each cell.
        Hidden: int
        Layers: int
        Bias: bool
        /// The length of the outputs and hidden states where they are products with one more weight.
        Projection: int option
        /// Whether sequences are [batch; steps; features] rather than [steps; batch; features].
        BatchFirst: bool
        /// The probability with which what a layer gives to the next one is dropped in training.
        Dropout: float
        /// Whether each layer has a second cell, which goes from the last step to the first.
        Bidirectional: bool
        DType: DType
    }

/// A long short-term memory: layers of `LstmCell`. Source: Hochreiter and Schmidhuber (1997); in both directions: Schuster
/// and Paliwal (1997).
type Lstm = Recurrent<LstmCell>

[<RequireQualifiedAccess>]
module Lstm =
    /// One layer with biases, of float32, without dropout, from the first step to the last. `Inputs` and `Hidden` are for
    /// the user to set.
    let defaults: LstmSettings =
        { Inputs = 0
          Hidden = 0
          Layers = 1
          Bias = true
          Projection = None
          BatchFirst = false
          Dropout = 0.0
          Bidirectional = false
          DType = DType.Float32 }

    /// `Lstm.init settings key` is a network with uniform random parameters from [-1 / sqrt hidden, 1 / sqrt hidden), as
    /// PyTorch's. Raises where a size is not positive or the dropout no probability, or a
    /// projection is not shorter than the state.
    let init (settings: LstmSettings) (key: Key) : Lstm =
        let cell inputs =
            LstmCell.make
                "Lstm.init"
                { Inputs = inputs
                  Hidden = settings.Hidden
                  Bias = settings.Bias
                  Projection = settings.Projection
                  DType = settings.DType }

        Recurrent.init
            "Lstm.init"
            settings.Layers
            settings.Bidirectional
            settings.Dropout
            settings.BatchFirst
            settings.Inputs
            (settings.Projection |> Option.defaultValue settings.Hidden)
            cell
            key

    /// `Lstm.initial network x` is the state before the first step of x: zeros.
    let initial (network: Lstm) (x: Tensor) : LstmState = Recurrent.initial "Lstm.initial" LstmCell.recurrence network x

    /// `Lstm.applyPadded mode network lengths state x` is `Lstm.applyFrom` for examples of these lengths, in any order, which
    /// x holds filled up to one number of steps. Past the end of an example the outputs are 0, its last state is the one at
    /// its end, and a reverse cell begins there. Raises unless every example has a length from 1 to the number of steps.
    let applyPadded
        (mode: Mode)
        (network: Lstm)
        (lengths: int list)
        (state: LstmState)
        (x: Tensor)
        : Tensor * LstmState =
        Recurrent.apply "Lstm.applyPadded" LstmCell.recurrence network mode (Some lengths) (Some state) x

    /// `Lstm.applyFrom mode network state x` is `Lstm.apply` from this state on, such as the last one of the text before.
    let applyFrom (mode: Mode) (network: Lstm) (state: LstmState) (x: Tensor) : Tensor * LstmState =
        Recurrent.apply "Lstm.applyFrom" LstmCell.recurrence network mode None (Some state) x

    /// `Lstm.apply mode network x` are the outputs of the last layer at every step, [steps; batch; directions * hidden],
    /// and the last state of every cell, [layers * directions; batch; hidden] and [..; hidden]. x is
    /// [steps; batch; in], or [batch; steps; in] where `BatchFirst`, which turns the outputs too and never the state; or
    /// one sequence [steps; in], and there is no batch axis anywhere. Without steps the last state is the first.
    ///
    /// With a projection the outputs and hidden states are as long as that. A step is that of `LstmCell.apply`. Raises where the features of x or a state do not fit. Reverse mode keeps the values of every step.
    let apply (mode: Mode) (network: Lstm) (x: Tensor) : Tensor * LstmState =
        Recurrent.apply "Lstm.apply" LstmCell.recurrence network mode None None x

    /// `Lstm.layer settings` is the network as a step of a model, which passes the outputs on.
    let layer (settings: LstmSettings) : Layer<Lstm> =
        Layer.ofMode "Lstm" (init settings) (fun mode network x -> apply mode network x |> fst)
