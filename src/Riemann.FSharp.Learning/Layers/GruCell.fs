namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How a gated recurrent unit begins: see `GruCell.defaults`.
type GruCellSettings = { Inputs: int; Hidden: int; Bias: bool; DType: DType }

/// A gated recurrent unit. Its gates are, in the order of their rows, r, z and n.
type GruCell = { Weights: RecurrentWeights }

[<RequireQualifiedAccess>]
module GruCell =
    /// A unit with biases, of float32. `Inputs` and `Hidden` are for the user to set.
    let defaults: GruCellSettings = { Inputs = 0; Hidden = 0; Bias = true; DType = DType.Float32 }

    let internal make operation (settings: GruCellSettings) (key: Key) : GruCell =
        let weights =
            RecurrentCell.weights
                operation
                3
                settings.Inputs
                settings.Hidden
                settings.Hidden
                settings.Bias
                settings.DType
                key

        { Weights = weights }

    /// `GruCell.init settings key` is a unit with uniform random parameters from [-1 / sqrt hidden, 1 / sqrt hidden), as
    /// PyTorch's. Raises where a size is not positive.
    let init (settings: GruCellSettings) (key: Key) : GruCell = make "GruCell.init" settings key

    let internal recurrence: Recurrence<GruCell, Tensor> =
        { Weights = _.Weights
          Zero = fun cell -> RecurrentCell.zeros cell.Weights cell.Weights.HiddenWeight.Shape[1]
          Project = fun cell -> RecurrentCell.product cell.Weights.InputWeight cell.Weights.InputBias
          Step =
            fun cell ->
                let product = RecurrentCell.product cell.Weights.HiddenWeight cell.Weights.HiddenBias
                fun hidden x -> Primitive.apply RecurrentPrimitives.gru [| x; product hidden; hidden |]
          Output = id }

    /// `GruCell.initial cell x` is the state before the first step for inputs like x: zeros.
    let initial (cell: GruCell) (x: Tensor) : Tensor = RecurrentCell.initial "GruCell.initial" recurrence cell x

    /// `GruCell.apply cell hidden x` is the next state. From the products p of x and q of hidden with the weights, biases
    /// added, come r = sigmoid (p_r + q_r), z = sigmoid (p_z + q_z), n = tanh (p_n + r q_n) and h' = (1 - z) n + z h, so
    /// the reset gate r comes after the product, as in PyTorch. x is [.., in]. Raises where the state or the features of x
    /// do not fit. Source: Cho et al. (2014), section 2.3, with that change.
    let apply (cell: GruCell) (hidden: Tensor) (x: Tensor) : Tensor =
        RecurrentCell.apply "GruCell.apply" recurrence cell hidden x
