namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// What an Elman cell does with the sum of its products.
[<RequireQualifiedAccess>]
type RnnNonlinearity =
    | Tanh
    | Relu

/// How an Elman cell begins: see `RnnCell.defaults`.
type RnnCellSettings = { Inputs: int; Hidden: int; Bias: bool; Nonlinearity: RnnNonlinearity; DType: DType }

/// An Elman cell: h' = tanh (x Wᵀ + b + h Vᵀ + c), or with relu.
type RnnCell = { Weights: RecurrentWeights; Nonlinearity: RnnNonlinearity }

[<RequireQualifiedAccess>]
module RnnCell =
    /// A cell with biases and tanh, of float32. `Inputs` and `Hidden` are for the user to set.
    let defaults: RnnCellSettings =
        { Inputs = 0; Hidden = 0; Bias = true; Nonlinearity = RnnNonlinearity.Tanh; DType = DType.Float32 }

    let internal make operation (settings: RnnCellSettings) (key: Key) : RnnCell =
        let weights =
            RecurrentCell.weights
                operation
                1
                settings.Inputs
                settings.Hidden
                settings.Hidden
                settings.Bias
                settings.DType
                key

        { Weights = weights; Nonlinearity = settings.Nonlinearity }

    /// `RnnCell.init settings key` is a cell with uniform random parameters from [-1 / sqrt hidden, 1 / sqrt hidden), as
    /// PyTorch's. Raises where a size is not positive.
    let init (settings: RnnCellSettings) (key: Key) : RnnCell = make "RnnCell.init" settings key

    let internal recurrence: Recurrence<RnnCell, Tensor> =
        { Weights = _.Weights
          Zero = fun cell -> RecurrentCell.zeros cell.Weights cell.Weights.HiddenWeight.Shape[1]
          Project = fun cell -> RecurrentCell.project cell.Weights
          Step =
            fun cell ->
                let product = RecurrentCell.accumulate cell.Weights

                let activate =
                    match cell.Nonlinearity with
                    | RnnNonlinearity.Tanh -> tanh
                    | RnnNonlinearity.Relu -> Tensor.relu

                fun hidden x -> activate (product x hidden)
          Output = id }

    /// `RnnCell.initial cell x` is the state before the first step for inputs like x: zeros.
    let initial (cell: RnnCell) (x: Tensor) : Tensor = RecurrentCell.initial "RnnCell.initial" recurrence cell x

    /// `RnnCell.apply cell hidden x` is the next state: hidden [.., hidden] and x [.., in] give [.., hidden]. Raises where
    /// the state or the features of x do not fit. Source: Elman (1990), Cognitive Science 14.
    let apply (cell: RnnCell) (hidden: Tensor) (x: Tensor) : Tensor =
        RecurrentCell.apply "RnnCell.apply" recurrence cell hidden x
