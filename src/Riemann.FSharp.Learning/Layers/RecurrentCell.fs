namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// What every recurrent cell multiplies its input and its state with. A cell with several gates has their rows one after
/// the other.
type RecurrentWeights =
    {
        /// [gates * hidden; in]
        InputWeight: Tensor
        /// [gates * hidden; hidden], or [gates * hidden; projection]
        HiddenWeight: Tensor
        /// [gates * hidden]
        InputBias: Tensor option
        /// [gates * hidden]
        HiddenBias: Tensor option
    }

/// How cells of one kind run.
type internal Recurrence<'Cell, 'State> =
    {
        Weights: 'Cell -> RecurrentWeights
        /// No state yet: zeros, behind these leading axes.
        Zero: 'Cell -> int list -> 'State
        /// The products of all inputs with the cell's weights: [.., in] to [.., gates * hidden].
        Project: 'Cell -> Tensor -> Tensor
        /// The next state from the one before and a step's products.
        Step: 'Cell -> 'State -> Tensor -> 'State
        /// What a step gives to the next layer.
        Output: 'State -> Tensor
    }

/// What the recurrent cells share.
module internal RecurrentCell =
    let positive operation (name: string) (value: int) =
        if value < 1 then Fail.raise operation (RiemannError.Value($"{name} is {value}", $"{name} is 1 or more"))

    /// Uniform numbers within 1 / sqrt hidden, in which all parameters begin; the index counts those of a cell.
    let parameter (hidden: int) dtype (key: Key) (index: int) (dimensions: int list) =
        let bound = 1.0 / sqrt (float hidden)
        Init.uniform -bound bound dtype dimensions (Key.foldIn index key)

    /// The first weights of a cell with so many gates, whose state is `outputs` long after a projection.
    let weights operation gates inputs hidden outputs hasBias dtype key : RecurrentWeights =
        positive operation "Inputs" inputs
        positive operation "Hidden" hidden
        let parameter = parameter hidden dtype key

        { InputWeight = parameter 0 [ gates * hidden; inputs ]
          HiddenWeight = parameter 1 [ gates * hidden; outputs ]
          InputBias = if hasBias then Some(parameter 2 [ gates * hidden ]) else None
          HiddenBias = if hasBias then Some(parameter 3 [ gates * hidden ]) else None }

    /// Zeros for a state of this length.
    let zeros (weights: RecurrentWeights) length (leading: int list) =
        Tensor.full weights.HiddenWeight.DType (leading @ [ length ]) 0.0

    /// x Wᵀ, with the bias added where there is one.
    let product (weight: Tensor) (bias: Tensor option) =
        let weight = Tensor.transpose weight

        match bias with
        | Some bias -> fun x -> Tensor.addMatmul bias x weight
        | None -> fun x -> x *@ weight

    /// The products of the inputs, with the sum of both biases.
    let project (weights: RecurrentWeights) =
        let bias = Option.map2 (+) weights.InputBias weights.HiddenBias
        product weights.InputWeight bias

    /// The product of a state, on top of that of the input. The transposed weight serves all steps.
    let accumulate (weights: RecurrentWeights) =
        let weight = Tensor.transpose weights.HiddenWeight
        fun (x: Tensor) (hidden: Tensor) -> Tensor.addMatmul x hidden weight

    let requireInputs operation recurrence (cell: 'Cell) (x: Tensor) =
        let shape = x.Aval.Shape
        let inputs = (recurrence.Weights cell).InputWeight.Aval.Shape[1]

        if shape.Rank = 0 || shape[shape.Rank - 1] <> inputs then
            let problem = $"the layer takes {inputs} features along the last axis"
            let rule = "[.., in] with weights of [gates * hidden; in]"
            Fail.raise operation (RiemannError.Shape(problem, [ "input", shape ], rule))

    /// Every tensor of the state has the shape of the one that would be there without it.
    let requireState operation (usual: 'State) (state: 'State) =
        let named tree = List.zip (Tree.names tree) (Tree.leaves tree)

        for (name, usual), (_, given) in List.zip (named usual) (named state) do
            if given.Shape <> usual.Shape then
                let name = if name = "" then "state" else name
                let shapes = [ name, given.Aval.Shape; "expected", usual.Aval.Shape ]
                let rule = "one state for each cell and each example of the input"
                Fail.raise operation (RiemannError.Shape("the state does not fit", shapes, rule))

    let initial operation recurrence (cell: 'Cell) (x: Tensor) : 'State =
        requireInputs operation recurrence cell x
        recurrence.Zero cell (List.take (x.Rank - 1) x.Shape)

    /// One step of one cell.
    let apply operation recurrence (cell: 'Cell) (state: 'State) (x: Tensor) : 'State =
        requireState operation (initial operation recurrence cell x) state
        recurrence.Step cell state (recurrence.Project cell x)
