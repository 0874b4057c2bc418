namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How a long short-term memory cell begins: see `LstmCell.defaults`.
type LstmCellSettings =
    {
        Inputs: int
        Hidden: int
        Bias: bool
        /// The length of the hidden state where that is a product of the cell's output with one more weight.
        Projection: int option
        DType: DType
    }

/// A long short-term memory cell. Its gates are, in the order of their rows, i, f, g and o.
type LstmCell =
    {
        Weights: RecurrentWeights
        /// [projection; hidden]
        Projection: Tensor option
    }

/// What a long short-term memory remembers.
type LstmState =
    {
        /// [.., hidden], or [.., projection]
        Hidden: Tensor
        /// [.., hidden]
        Cell: Tensor
    }

[<RequireQualifiedAccess>]
module LstmCell =
    /// A cell with biases and without a projection, of float32. `Inputs` and `Hidden` are for the user to set.
    let defaults: LstmCellSettings = { Inputs = 0; Hidden = 0; Bias = true; Projection = None; DType = DType.Float32 }

    let internal make operation (settings: LstmCellSettings) (key: Key) : LstmCell =
        let outputs = settings.Projection |> Option.defaultValue settings.Hidden

        if settings.Projection.IsSome && (outputs < 1 || outputs >= settings.Hidden) then
            let problem = $"a projection to {outputs} of {settings.Hidden}"
            Fail.raise operation (RiemannError.Value(problem, "from 1 to less than the hidden length"))

        let weights =
            RecurrentCell.weights operation 4 settings.Inputs settings.Hidden outputs settings.Bias settings.DType key

        { Weights = weights
          Projection =
            settings.Projection
            |> Option.map (fun outputs ->
                RecurrentCell.parameter settings.Hidden settings.DType key 4 [ outputs; settings.Hidden ]) }

    /// `LstmCell.init settings key` is a cell with uniform random parameters from [-1 / sqrt hidden, 1 / sqrt hidden), as
    /// PyTorch's. Raises where a size is not positive, or a projection is not shorter than the state.
    let init (settings: LstmCellSettings) (key: Key) : LstmCell = make "LstmCell.init" settings key

    let internal recurrence: Recurrence<LstmCell, LstmState> =
        { Weights = _.Weights
          Zero =
            fun cell leading ->
                let zeros length = RecurrentCell.zeros cell.Weights length leading
                let weight = cell.Weights.HiddenWeight.Aval.Shape
                { Hidden = zeros weight[1]; Cell = zeros (weight[0] / 4) }
          Project = fun cell -> RecurrentCell.project cell.Weights
          Step =
            fun cell ->
                let product = RecurrentCell.accumulate cell.Weights

                let projected =
                    match cell.Projection with
                    | Some weight -> RecurrentCell.product weight None
                    | None -> id

                fun state x ->
                    let packed = Primitive.apply2 RecurrentPrimitives.lstm (product x state.Hidden) state.Cell
                    let length = state.Cell.Aval.Shape[state.Cell.Rank - 1]
                    let part first = Parts.along (packed.Rank - 1) first length packed
                    { Hidden = projected (part 0); Cell = part length }
          Output = _.Hidden }

    /// `LstmCell.initial cell x` is the state before the first step for inputs like x: zeros.
    let initial (cell: LstmCell) (x: Tensor) : LstmState = RecurrentCell.initial "LstmCell.initial" recurrence cell x

    /// `LstmCell.apply cell state x` is the next state. With gates i, f, g, o of x Wᵀ + b + h Vᵀ + d the cell becomes
    /// c' = sigmoid f * c + sigmoid i * tanh g, and the hidden state h' = sigmoid o * tanh c', or its projection. x is
    /// [.., in]. Raises where the state or the features of x do not fit. Source: Hochreiter and Schmidhuber (1997); forget
    /// gates: Gers, Schmidhuber and Cummins (2000); projection: Sak, Senior and Beaufays (2014).
    let apply (cell: LstmCell) (state: LstmState) (x: Tensor) : LstmState =
        RecurrentCell.apply "LstmCell.apply" recurrence cell state x
