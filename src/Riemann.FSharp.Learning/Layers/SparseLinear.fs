namespace Riemann.FSharp.Learning

open System
open Riemann.Kernels
open Riemann.FSharp

/// How a sparse linear layer begins: see `SparseLinear.defaults`.
type SparseLinearSettings =
    {
        Inputs: int
        Outputs: int
        /// The part of the weights that is not zero, above 0 and up to 1: 0.05 for a sparsity of 95%.
        Density: float
        Bias: bool
        DType: DType
    }

/// A linear layer y = x Wᵀ + b whose weight holds only its non-zeros, at places that do not change in a step. It needs one
/// number and one int32 for each of them.
type SparseLinear =
    {
        /// [non-zeros], in the order of the pattern: row by row.
        Values: Tensor
        /// [out]
        Bias: Tensor option
        /// Where the non-zeros are in [out; in].
        Pattern: SparsityPattern
    }

[<RequireQualifiedAccess>]
module SparseLinear =
    /// One weight in ten, with a bias, of float32. `Inputs` and `Outputs` are for the user to set.
    let defaults: SparseLinearSettings = { Inputs = 0; Outputs = 0; Density = 0.1; Bias = true; DType = DType.Float32 }

    let private refuse operation problem hint = Fail.raise operation (RiemannError.Value(problem, hint))

    /// 1 / sqrt fan-in, for outputs without inputs 1.
    let private bound fanIn = 1.0 / sqrt (float (max 1 fanIn))

    let private uniform (bounds: Tensor) key = Init.uniform -1.0 1.0 bounds.DType bounds.Shape key * bounds

    /// First values, uniform up to the bound of their output.
    let private initial dtype pattern key = uniform (SparseFans.map (fst >> bound) dtype pattern) key

    /// First biases, uniform up to the bound of their output.
    let private initialBias dtype (pattern: SparsityPattern) key =
        let bounds = SparseFans.ins pattern |> Array.map bound
        uniform (Tensor.ofArray [ bounds.Length ] bounds |> Tensor.cast dtype) key

    /// `SparseLinear.init settings key` is a layer with exactly round (density in out) non-zeros, at least one, at random
    /// places; weights and biases of an output with n of them are uniform from [-1 / sqrt n, 1 / sqrt n), so that its sum
    /// varies as a dense layer's does. Raises where a size is not positive, and for a density that is not above 0 and up to 1.
    /// Source: Evci, Ioannou, Keskin and Dauphin (2022), section 3.
    let init (settings: SparseLinearSettings) (key: Key) : SparseLinear =
        if settings.Inputs < 1 || settings.Outputs < 1 then
            let problem = $"a layer from {settings.Inputs} inputs to {settings.Outputs} outputs"
            let hint = "{ SparseLinear.defaults with Inputs = 784; Outputs = 200 }: both are positive"
            refuse "SparseLinear.init" problem hint

        if not (settings.Density > 0.0 && settings.Density <= 1.0) then
            let problem = $"a density of {string settings.Density}"
            refuse "SparseLinear.init" problem "above 0 and up to 1: 0.05 keeps 5% of the weights, a sparsity of 95%"

        let count = max 1.0 (Math.Round(settings.Density * float settings.Inputs * float settings.Outputs))

        if count > float Int32.MaxValue then
            refuse "SparseLinear.init" $"{string count} non-zeros" $"at most {Int32.MaxValue}: a smaller density"

        let keys = Key.splitMany 3 key
        let pattern = SparsityPattern.random settings.Outputs settings.Inputs (int count) keys[0]

        { Values = initial settings.DType pattern keys[1]
          Bias = if settings.Bias then Some(initialBias settings.DType pattern keys[2]) else None
          Pattern = pattern }

    /// `SparseLinear.apply layer x` is x Wᵀ + b: [.., in] gives [.., out]. Raises where the last axis of x is not the layer's.
    let apply (layer: SparseLinear) (x: Tensor) : Tensor =
        let input, pattern = x.Aval.Shape, layer.Pattern

        if input.Rank = 0 || input[input.Rank - 1] <> pattern.Columns then
            let problem = $"the layer takes {pattern.Columns} features along the last axis"
            let weight = Shapes.ofList "SparseLinear.apply" [ pattern.Rows; pattern.Columns ]
            let rule = "[.., in] with a weight [out; in] gives [.., out]"
            Fail.raise "SparseLinear.apply" (RiemannError.Shape(problem, [ "input", input; "weight", weight ], rule))

        let product = Tensor.sparseProduct pattern layer.Values x

        match layer.Bias with
        | Some bias -> product + bias
        | None -> product

    /// `SparseLinear.density layer` is the part of the weights that is not zero.
    let density (layer: SparseLinear) : float = layer.Pattern.Density

    /// `SparseLinear.toDense layer` is the linear layer with the same weights, zeros included.
    let toDense (layer: SparseLinear) : Linear =
        { Weight = Tensor.ofSparse layer.Pattern layer.Values; Bias = layer.Bias }

    /// `SparseLinear.ofDense threshold layer` keeps the weights of a linear layer whose magnitude is above the threshold; 0
    /// keeps all that are not zero. NaN is not kept. Raises for a threshold below 0.
    let ofDense (threshold: float) (layer: Linear) : SparseLinear =
        if not (threshold >= 0.0) then refuse "SparseLinear.ofDense" $"a threshold of {string threshold}" "0 or more"

        let pattern = SparsityPattern.ofMask (Tensor.greater (abs layer.Weight) (Tensor.Weak(threshold, layer.Weight)))

        { Values = Tensor.toSparse pattern layer.Weight; Bias = layer.Bias; Pattern = pattern }

    /// `SparseLinear.onto pattern layer` is the layer with its non-zeros at other places: where both have one the value stays,
    /// where the layer has none it is 0. It brings what an optimiser remembers of a layer to the places that the layer has
    /// moved to: `{ state with Slots = state.Slots |> List.map (SparseLinear.onto layer.Pattern) }`.
    let onto (pattern: SparsityPattern) (layer: SparseLinear) : SparseLinear =
        let found = pattern.FoundIn layer.Pattern
        let isMissing = Tensor.less found (tensor 0L)
        let padded = Tensor.concatenate 0 [ layer.Values; Init.zeros layer.Values.DType [ 1 ] ]
        let last = Tensor.fullLike (float layer.Pattern.Count) found
        { layer with Values = Tensor.take 0 (Tensor.where isMissing last found) padded; Pattern = pattern }

    /// `SparseLinear.prune pruning fraction layer` is the layer without this part of its non-zeros, rounded: those that
    /// `pruning` says go first. Raises where the fraction is not from 0 to 1.
    let prune (pruning: Pruning) (fraction: float) (layer: SparseLinear) : SparseLinear =
        let survivors = Regrowth.survivors "SparseLinear.prune" pruning fraction layer.Values
        onto (SparsityPattern.keep survivors layer.Pattern) layer

    /// `SparseLinear.regrow settings key layer` is the layer with a part of its non-zeros dropped and as many grown at random
    /// places, all that the others do not have being equally likely: their number stays, and so do the places and values of
    /// those that are not dropped. An optimiser's state belongs to the old places until `onto` moves it. Raises where the
    /// fraction is not from 0 to 1.
    let regrow (settings: Regrowth) (key: Key) (layer: SparseLinear) : SparseLinear =
        let survivors = Regrowth.survivors "SparseLinear.regrow" settings.Pruning settings.Fraction layer.Values
        let kept = SparsityPattern.keep survivors layer.Pattern
        let placeKey, valueKey = Key.split key
        let pattern = SparsityPattern.grow (layer.Pattern.Count - kept.Count) placeKey kept
        let moved = layer |> onto kept |> onto pattern

        match settings.Grown with
        | GrownValue.Zero -> moved
        | GrownValue.Initial ->
            let isGrown = Tensor.less (pattern.FoundIn kept) (tensor 0L)
            { moved with Values = Tensor.where isGrown (initial layer.Values.DType pattern valueKey) moved.Values }

    /// `SparseLinear.layer settings` is the layer as a step of a model.
    let layer (settings: SparseLinearSettings) : Layer<SparseLinear> = Layer.make "SparseLinear" (init settings) apply
