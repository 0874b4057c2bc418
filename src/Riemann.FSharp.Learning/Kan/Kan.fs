namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How a Kolmogorov-Arnold network begins: see `Kan.defaults`. All but the widths are settings of every layer, as in
/// `KanLinearSettings`.
type KanSettings =
    {
        /// The inputs, the features of each hidden layer, and the outputs: [2; 5; 1] has two layers.
        LayersHidden: int list
        /// The intervals of the grid.
        GridSize: int
        /// The degree of the splines, 3 for cubic ones.
        SplineOrder: int
        /// How large the splines begin.
        ScaleNoise: float
        /// What the base weights' bound is made of.
        ScaleBase: float
        /// The same for the scalers.
        ScaleSpline: float
        /// Whether each edge has a factor for its spline that trains on its own.
        EnableStandaloneScaleSpline: bool
        BaseActivation: BaseActivation
        /// What knots at equal distances count for in new grids.
        GridEps: float
        /// Where the first grids lie.
        GridRange: float * float
        DType: DType
    }

/// A Kolmogorov-Arnold network: layers one after the other.
type Kan = { Layers: KanLinear list }

/// Kolmogorov-Arnold networks. Source: Liu et al. (2024), section 2.
[<RequireQualifiedAccess>]
module Kan =
    /// Those of `KanLinear.defaults`. `LayersHidden` is for the user to set.
    let defaults: KanSettings =
        let layer = KanLinear.defaults

        { LayersHidden = []
          GridSize = layer.GridSize
          SplineOrder = layer.SplineOrder
          ScaleNoise = layer.ScaleNoise
          ScaleBase = layer.ScaleBase
          ScaleSpline = layer.ScaleSpline
          EnableStandaloneScaleSpline = layer.EnableStandaloneScaleSpline
          BaseActivation = layer.BaseActivation
          GridEps = layer.GridEps
          GridRange = layer.GridRange
          DType = layer.DType }

    let private layerSettings (settings: KanSettings) inputs outputs : KanLinearSettings =
        { Inputs = inputs
          Outputs = outputs
          GridSize = settings.GridSize
          SplineOrder = settings.SplineOrder
          ScaleNoise = settings.ScaleNoise
          ScaleBase = settings.ScaleBase
          ScaleSpline = settings.ScaleSpline
          EnableStandaloneScaleSpline = settings.EnableStandaloneScaleSpline
          BaseActivation = settings.BaseActivation
          GridEps = settings.GridEps
          GridRange = settings.GridRange
          DType = settings.DType }

    /// `Kan.init settings key` are layers as `KanLinear.init` makes them. Raises where there are fewer than two widths,
    /// and where a layer's settings are out of range.
    let init (settings: KanSettings) (key: Key) : Kan =
        if settings.LayersHidden.Length < 2 then
            let problem = $"widths %A{settings.LayersHidden} make no layer"
            let hint = "{ Kan.defaults with LayersHidden = [ 2; 5; 1 ] }: inputs, hidden features, outputs"
            Fail.raise "Kan.init" (RiemannError.Value(problem, hint))

        { Layers =
            List.pairwise settings.LayersHidden
            |> List.mapi (fun i (inputs, outputs) ->
                KanLinear.init (layerSettings settings inputs outputs) (Key.foldIn i key)) }

    /// `Kan.apply kan x` is what the layers make of x one after the other: [.., in] gives [.., out]. Raises where the last
    /// axis of x is not the first layer's.
    let apply (kan: Kan) (x: Tensor) : Tensor = List.fold (fun x layer -> KanLinear.apply layer x) x kan.Layers

    /// `Kan.layer settings` is the network as a step of a model.
    let layer (settings: KanSettings) : Layer<Kan> = Layer.make "Kan" (init settings) apply

    /// `Kan.applyWithUpdate margin kan x` is the output, and the network with every grid moved to what its layer sees:
    /// `KanLinear.updateGrid` before each layer. Raises as that does.
    let applyWithUpdate (margin: float) (kan: Kan) (x: Tensor) : Tensor * Kan =
        let layers, y =
            List.mapFold
                (fun x layer ->
                    let layer = KanLinear.updateGrid margin x layer
                    layer, KanLinear.apply layer x)
                x
                kan.Layers

        y, { Layers = layers }

    /// `Kan.updateGrid margin x kan` is the network of `Kan.applyWithUpdate margin kan x`.
    let updateGrid (margin: float) (x: Tensor) (kan: Kan) : Kan = applyWithUpdate margin kan x |> snd

    /// `Kan.refine gridSize kan` is the network with every layer on a grid of so many intervals: see `KanLinear.refine`.
    let refine (gridSize: int) (kan: Kan) : Kan = { Layers = kan.Layers |> List.map (KanLinear.refine gridSize) }

    /// `Kan.activations kan x` is what each layer sees, and last the output: x itself is the first.
    let activations (kan: Kan) (x: Tensor) : Tensor list =
        List.scan (fun x layer -> KanLinear.apply layer x) x kan.Layers

    /// `Kan.edge layer input output kan x` is the function of one edge of a layer at x of any shape, all counted from 0.
    /// Raises where there is no such edge.
    let edge (layer: int) (input: int) (output: int) (kan: Kan) (x: Tensor) : Tensor =
        if layer < 0 || layer >= kan.Layers.Length then
            let hint = $"layers run from 0 to {kan.Layers.Length - 1}"
            Fail.raise "Kan.edge" (RiemannError.Value($"there is no layer {layer}", hint))

        KanLinear.edge input output kan.Layers[layer] x

    /// `Kan.regularizationLoss regularizeActivation regularizeEntropy kan` is the sum of `KanLinear.regularizationLoss`
    /// over the layers.
    let regularizationLoss (regularizeActivation: float) (regularizeEntropy: float) (kan: Kan) : Tensor =
        kan.Layers |> List.map (KanLinear.regularizationLoss regularizeActivation regularizeEntropy) |> List.reduce (+)

    /// `Kan.activationLoss regularizeActivation regularizeEntropy kan x` is the sum of `KanLinear.activationLoss` over the
    /// layers, each at what it sees: the penalty of the paper. Source: Liu et al. (2024), equation 2.20.
    let activationLoss (regularizeActivation: float) (regularizeEntropy: float) (kan: Kan) (x: Tensor) : Tensor =
        List.zip kan.Layers (activations kan x |> List.take kan.Layers.Length)
        |> List.map (fun (layer, x) -> KanLinear.activationLoss regularizeActivation regularizeEntropy layer x)
        |> List.reduce (+)
