namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How an Elman network begins: see `Rnn.defaults`.
type RnnSettings =
    {
        Inputs: int
        /// The length of the state of each cell.
        Hidden: int
        Layers: int
        Bias: bool
        Nonlinearity: RnnNonlinearity
        /// Whether sequences are [batch; steps; features] rather than [steps; batch; features].
        BatchFirst: bool
        /// The probability with which what a layer gives to the next one is dropped in training.
        Dropout: float
        /// Whether each layer has a second cell, which goes from the last step to the first.
        Bidirectional: bool
        DType: DType
    }

/// An Elman network: layers of `RnnCell`. Source: Elman (1990), Cognitive Science 14; in both directions: Schuster and
/// Paliwal (1997).
type Rnn = Recurrent<RnnCell>

[<RequireQualifiedAccess>]
module Rnn =
    /// One layer with biases, of float32, without dropout, from the first step to the last. `Inputs` and `Hidden` are for
    /// the user to set.
    let defaults: RnnSettings =
        { Inputs = 0
          Hidden = 0
          Layers = 1
          Bias = true
          Nonlinearity = RnnNonlinearity.Tanh
          BatchFirst = false
          Dropout = 0.0
          Bidirectional = false
          DType = DType.Float32 }

    /// `Rnn.init settings key` is a network with uniform random parameters from [-1 / sqrt hidden, 1 / sqrt hidden), as
    /// PyTorch's. Raises where a size is not positive or the dropout no probability.
    let init (settings: RnnSettings) (key: Key) : Rnn =
        let cell inputs =
            RnnCell.make
                "Rnn.init"
                { Inputs = inputs
                  Hidden = settings.Hidden
                  Bias = settings.Bias
                  Nonlinearity = settings.Nonlinearity
                  DType = settings.DType }

        Recurrent.init
            "Rnn.init"
            settings.Layers
            settings.Bidirectional
            settings.Dropout
            settings.BatchFirst
            settings.Inputs
            settings.Hidden
            cell
            key

    /// `Rnn.initial network x` is the state before the first step of x: zeros.
    let initial (network: Rnn) (x: Tensor) : Tensor = Recurrent.initial "Rnn.initial" RnnCell.recurrence network x

    /// `Rnn.applyPadded mode network lengths state x` is `Rnn.applyFrom` for examples of these lengths, in any order, which
    /// x holds filled up to one number of steps. Past the end of an example the outputs are 0, its last state is the one at
    /// its end, and a reverse cell begins there. Raises unless every example has a length from 1 to the number of steps.
    let applyPadded (mode: Mode) (network: Rnn) (lengths: int list) (state: Tensor) (x: Tensor) : Tensor * Tensor =
        Recurrent.apply "Rnn.applyPadded" RnnCell.recurrence network mode (Some lengths) (Some state) x

    /// `Rnn.applyFrom mode network state x` is `Rnn.apply` from this state on, such as the last one of the text before.
    let applyFrom (mode: Mode) (network: Rnn) (state: Tensor) (x: Tensor) : Tensor * Tensor =
        Recurrent.apply "Rnn.applyFrom" RnnCell.recurrence network mode None (Some state) x

    /// `Rnn.apply mode network x` are the outputs of the last layer at every step, [steps; batch; directions * hidden],
    /// and the last state of every cell, [layers * directions; batch; hidden]. x is
    /// [steps; batch; in], or [batch; steps; in] where `BatchFirst`, which turns the outputs too and never the state; or
    /// one sequence [steps; in], and there is no batch axis anywhere. Without steps the last state is the first.
    ///
    /// A step is that of `RnnCell.apply`. Raises where the features of x or a state do not fit. Reverse mode keeps the values of every step.
    let apply (mode: Mode) (network: Rnn) (x: Tensor) : Tensor * Tensor =
        Recurrent.apply "Rnn.apply" RnnCell.recurrence network mode None None x

    /// `Rnn.layer settings` is the network as a step of a model, which passes the outputs on.
    let layer (settings: RnnSettings) : Layer<Rnn> =
        Layer.ofMode "Rnn" (init settings) (fun mode network x -> apply mode network x |> fst)
