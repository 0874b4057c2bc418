namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// The function that a KAN layer adds to its splines, times a weight for each edge.
[<Sealed>]
type BaseActivation private (name: string, apply: Tensor -> Tensor) =
    /// What the function is called.
    member _.Name = name

    /// The function.
    member _.Apply(x: Tensor) : Tensor = apply x

    /// x sigmoid x.
    static member Silu = BaseActivation("silu", Activation.silu)

    /// `BaseActivation.Of "tanh" tanh` is any function from a tensor to one of the same shape. It has no parameters that
    /// train.
    static member Of (name: string) (apply: Tensor -> Tensor) = BaseActivation(name, apply)

    override _.ToString() = name

/// How a KAN layer begins: see `KanLinear.defaults`.
type KanLinearSettings =
    {
        Inputs: int
        Outputs: int
        /// The intervals of the grid.
        GridSize: int
        /// The degree of the splines, 3 for cubic ones.
        SplineOrder: int
        /// How large the splines begin.
        ScaleNoise: float
        /// What the base weights' bound is made of: it is gain sqrt (3 / in) with the gain of a leaky relu of slope
        /// sqrt 5 ScaleBase.
        ScaleBase: float
        /// The same for the scalers and, where there are none, a factor of the first splines.
        ScaleSpline: float
        /// Whether each edge has a factor for its spline that trains on its own.
        EnableStandaloneScaleSpline: bool
        BaseActivation: BaseActivation
        /// What knots at equal distances count for in `updateGrid`, the rest being quantiles of the data: from 0 to 1.
        GridEps: float
        /// Where the first grid lies.
        GridRange: float * float
        DType: DType
    }

/// A layer whose every edge from an input to an output is a function of its own, base weight times activation plus a
/// spline; an output is the sum over its edges.
type KanLinear =
    {
        /// [out; in]
        BaseWeight: Tensor
        /// [out; in; grid size + spline order], the coefficients of the splines.
        SplineWeight: Tensor
        /// [out; in]
        SplineScaler: Tensor option
        /// [in; grid size + 2 spline order + 1], the knots of each input.
        Grid: Buffer
        Settings: KanLinearSettings
    }

/// Layers of Kolmogorov-Arnold networks. Source: Liu et al. (2024), section 2.
[<RequireQualifiedAccess>]
module KanLinear =
    /// A grid of 5 intervals from -1 to 1, cubic splines with a scaler each, noise of 0.1, scales of 1, silu beside the
    /// splines, and a share of 0.02 of equal distances in new grids; float32. `Inputs` and `Outputs` are for the user to
    /// set.
    let defaults: KanLinearSettings =
        { Inputs = 0
          Outputs = 0
          GridSize = 5
          SplineOrder = 3
          ScaleNoise = 0.1
          ScaleBase = 1.0
          ScaleSpline = 1.0
          EnableStandaloneScaleSpline = true
          BaseActivation = BaseActivation.Silu
          GridEps = 0.02
          GridRange = -1.0, 1.0
          DType = DType.Float32 }

    let private refuse operation problem hint = Fail.raise operation (RiemannError.Value(problem, hint))

    let private require (settings: KanLinearSettings) =
        let refuse = refuse "KanLinear.init"
        let low, high = settings.GridRange

        if settings.Inputs < 1 || settings.Outputs < 1 then
            refuse
                $"a layer from {settings.Inputs} inputs to {settings.Outputs} outputs"
                "{ KanLinear.defaults with Inputs = 2; Outputs = 5 }: both are positive"

        if settings.GridSize < 1 then
            refuse $"a grid of {settings.GridSize} intervals" "GridSize is 1 or more, 5 by default"

        if settings.SplineOrder < 0 || settings.SplineOrder > 100 then
            refuse $"splines of degree {settings.SplineOrder}" "SplineOrder is from 0 to 100, 3 by default"

        if not (low < high && System.Double.IsFinite(high - low)) then
            refuse $"a grid from {low} to {high}" "GridRange ends above its beginning, (-1.0, 1.0) by default"

        if not (settings.GridEps >= 0.0 && settings.GridEps <= 1.0) then
            refuse $"a share of equal distances of {settings.GridEps}" "GridEps is from 0 to 1, 0.02 by default"

    /// `KanLinear.init settings key` is a layer with uniform random base weights and scalers, and splines that come as
    /// near as they can to uniform noise of size ScaleNoise / GridSize at the inner knots. Raises where a setting is out
    /// of range, with its range.
    let init (settings: KanLinearSettings) (key: Key) : KanLinear =
        require settings
        let baseKey, rest = Key.split key
        let noiseKey, scalerKey = Key.split rest
        let order, size, edges = settings.SplineOrder, settings.GridSize, [ settings.Outputs; settings.Inputs ]
        let grid = SplineGrid.uniform order size settings.GridRange settings.Inputs
        let count = settings.Outputs * settings.Inputs

        let weights scale key =
            Init.kaimingUniform Fan.In (Nonlinearity.LeakyRelu(sqrt 5.0 * scale)) settings.DType edges key

        let noise = (Random.uniform [ size + 1; count ] noiseKey - 0.5) * (settings.ScaleNoise / float size)
        let knots = grid[0]
        let splines = SplineFit.smallest order knots knots[order .. order + size] noise
        let scale = if settings.EnableStandaloneScaleSpline then 1.0 else settings.ScaleSpline

        { BaseWeight = weights settings.ScaleBase baseKey
          SplineWeight =
            Tensor.transpose (scale * splines)
            |> Tensor.reshape [ yield! edges; size + order ]
            |> Tensor.cast settings.DType
          SplineScaler =
            if settings.EnableStandaloneScaleSpline then Some(weights settings.ScaleSpline scalerKey) else None
          Grid = Buffer(Tensor.cast settings.DType grid)
          Settings = settings }

    let private requireInput operation (layer: KanLinear) (x: Tensor) =
        let input, weight = x.Aval.Shape, layer.BaseWeight.Aval.Shape

        if input.Rank = 0 || input[input.Rank - 1] <> weight[1] then
            let problem = $"the layer takes {weight[1]} features along the last axis"
            let shapes = [ "input", input; "base weight", weight ]

            Fail.raise
                operation
                (RiemannError.Shape(problem, shapes, "[.., in] with a weight [out; in] gives [.., out]"))

    /// The coefficients of the splines with their scalers, [out; in; bases].
    let internal coefficients (layer: KanLinear) =
        match layer.SplineScaler with
        | Some scaler -> layer.SplineWeight * Tensor.insertAxis -1 scaler
        | None -> layer.SplineWeight

    let private bases (layer: KanLinear) x = Tensor.splineBasis layer.Settings.SplineOrder 0 layer.Grid.Value x

    /// `KanLinear.apply layer x` is the sum over the edges of each output: [.., in] gives [.., out]. The splines of all
    /// edges are one product of matrices; what is kept for derivatives grows with in and out, not with their product, for
    /// each example. Outside the grid splines fall to 0. NaN gives NaN. Raises where the last axis of x is not the layer's.
    let apply (layer: KanLinear) (x: Tensor) : Tensor =
        requireInput "KanLinear.apply" layer x
        let activated = layer.Settings.BaseActivation.Apply x *@ Tensor.transpose layer.BaseWeight

        let flat (t: Tensor) =
            Tensor.reshape [ yield! List.take (t.Rank - 2) t.Shape; t.Shape[t.Rank - 2] * t.Shape[t.Rank - 1] ] t

        Tensor.addMatmul activated (flat (bases layer x)) (coefficients layer |> flat |> Tensor.transpose)

    /// `KanLinear.layer settings` is the layer as a step of a model.
    let layer (settings: KanLinearSettings) : Layer<KanLinear> = Layer.make "KanLinear" (init settings) apply

    /// `KanLinear.edge input output layer x` is the function of one edge at x of any shape. Raises where there is no such
    /// input or output; counted from the end if negative.
    let edge (input: int) (output: int) (layer: KanLinear) (x: Tensor) : Tensor =
        let coefficients, knots = (coefficients layer)[output, input], layer.Grid.Value[input]
        let spline = Tensor.splineBasis layer.Settings.SplineOrder 0 knots x * coefficients |> Tensor.sumOver [ -1 ]
        layer.BaseWeight[output, input] * layer.Settings.BaseActivation.Apply x + spline

    /// `KanLinear.edges layer x` are the values of all edges: [.., in] gives [.., out, in], whose sum along the last axis
    /// is `KanLinear.apply layer x`. Memory grows with in times out for each example.
    let edges (layer: KanLinear) (x: Tensor) : Tensor =
        requireInput "KanLinear.edges" layer x
        let rows = Tensor.reshape [ -1; layer.Settings.Inputs ] x
        let activated = Tensor.insertAxis -2 (layer.Settings.BaseActivation.Apply rows) * layer.BaseWeight
        // One product for each input: [in, rows, bases] with [in, bases, out].
        let coefficients = coefficients layer |> Tensor.permute [ 1; 2; 0 ]
        let splines = Tensor.moveAxis 0 1 (bases layer rows) *@ coefficients

        activated + Tensor.permute [ 1; 2; 0 ] splines
        |> Tensor.reshape [ yield! List.take (x.Rank - 1) x.Shape; yield! layer.BaseWeight.Shape ]

    /// Examples of which all edges are held at a time: at least one, and as many as have so many values.
    let private valuesAtOnce = 1 <<< 18

    /// `KanLinear.magnitudes layer x` are the means of the magnitudes of the edges over the examples, [out; in], whose
    /// sum is the L1 norm of the layer. Examples pass a few at a time, also for derivatives: memory grows with in times
    /// out, and with in times the examples. Raises where there is no example. Source: Liu et al. (2024), equations 2.17
    /// and 2.18.
    let magnitudes (layer: KanLinear) (x: Tensor) : Tensor =
        requireInput "KanLinear.magnitudes" layer x
        let x = Tensor.reshape [ -1; layer.Settings.Inputs ] x
        let examples = x.Shape[0]

        if examples = 0 then refuse "KanLinear.magnitudes" "no examples have no mean" "one example or more"

        let some = max 1 (valuesAtOnce / max 1 layer.BaseWeight.Length)

        let sums (layer: KanLinear, x: Tensor) = edges layer x |> abs |> Tensor.sumOver [ 0 ]

        [ for first in 0..some .. examples - 1 -> checkpoint sums (layer, x[first .. min examples (first + some) - 1]) ]
        |> List.reduce (+)
        |> fun total -> total / float examples

    /// `KanLinear.regularizationLoss regularizeActivation regularizeEntropy layer` is the sum over edges of the mean
    /// magnitude of the spline's coefficients, times the first number, plus the entropy of their shares in it, times the
    /// second: what the paper says of activations, of weights, which needs no data.
    let regularizationLoss (regularizeActivation: float) (regularizeEntropy: float) (layer: KanLinear) : Tensor =
        abs layer.SplineWeight |> Tensor.meanOver [ -1 ] |> EdgePenalty.loss regularizeActivation regularizeEntropy

    /// `KanLinear.activationLoss regularizeActivation regularizeEntropy layer x` is the same of the edges' values at x:
    /// the L1 norm and the entropy of `KanLinear.magnitudes layer x`. Source: Liu et al. (2024), equations 2.17 to 2.20.
    let activationLoss
        (regularizeActivation: float)
        (regularizeEntropy: float)
        (layer: KanLinear)
        (x: Tensor)
        : Tensor =
        magnitudes layer x |> EdgePenalty.loss regularizeActivation regularizeEntropy

    /// The layer with these knots, and splines that are what they were at x [samples; in].
    let private onGrid damping (knots: Tensor) (x: Tensor) (layer: KanLinear) : KanLinear =
        let wide = Tensor.cast DType.Float64
        // Rounded first: the splines are fitted to the knots that are kept.
        let knots = Tensor.cast layer.SplineWeight.DType knots
        let old, order = wide layer.Grid.Value, layer.Settings.SplineOrder

        { layer with
            SplineWeight = SplineFit.transfer damping order old (wide knots) x layer.SplineWeight
            Grid = Buffer knots
            Settings = { layer.Settings with GridSize = knots.Shape[1] - 2 * order - 1 } }

    let private firstFeature (isWrong: Tensor) = isWrong.ToArray<bool>() |> Array.tryFindIndex id

    /// `KanLinear.updateGrid margin x layer` is the layer on a grid that suits the data x [.., in]: the inner knots of a
    /// feature are a mean of its quantiles and of points at equal distances that reach past its extremes by the margin,
    /// 0.01 in the document, of which the latter count for GridEps; the knots behind either end follow at the equal
    /// distance. The splines are fitted anew by least squares, to what they were at x; where no data decide, with fewer
    /// examples than bases, repeated values or a feature that never changes, they stay as near as they can to what they
    /// were. No part of it trains. Raises where there is no example, where x is NaN or infinite, and where all knots of a
    /// feature would be one number.
    let updateGrid (margin: float) (x: Tensor) (layer: KanLinear) : KanLinear =
        requireInput "KanLinear.updateGrid" layer x
        let refuse problem hint = refuse "KanLinear.updateGrid" problem hint
        let settings = layer.Settings
        let x = stopGradient x |> Tensor.reshape [ -1; settings.Inputs ] |> Tensor.cast DType.Float64

        if not (margin >= 0.0 && System.Double.IsFinite margin) then
            refuse $"a margin of {margin}" "a number from 0 on, such as 0.01"

        if x.Length = 0 then refuse "no examples say where the grid is to lie" "one example or more"

        match Tensor.logicalNot (Tensor.isFinite x) |> Tensor.anyOver [ 0 ] |> firstFeature with
        | Some i -> refuse $"feature {i} is NaN or infinite in some example" "look for them with Tensor.isFinite"
        | None -> ()

        let order, size = settings.SplineOrder, settings.GridSize
        let knots = SplineGrid.adaptive order size settings.GridEps margin x
        let ends place = Tensor.cast settings.DType knots[*, place]

        match Tensor.greaterOrEqual (ends order) (ends (order + size)) |> firstFeature with
        | Some i ->
            let value = (x[0, i]).ToFloat()
            let problem = $"feature {i} is {value} in every example, which with a margin of {margin} is one knot"
            refuse problem "a larger margin, or leave the feature out"
        | None -> onGrid 1e-6 knots x (Tree.map stopGradient layer)

    /// `KanLinear.refine gridSize layer` is the layer on a grid of so many intervals from where the old one begins to where
    /// it ends, with splines fitted to the old ones by least squares. Where gridSize is a multiple of the old size, every
    /// old interval is cut in equal parts, and between the ends of the grid the layer does the same as before, to
    /// rounding. Raises where gridSize is not positive. Source: Liu et al. (2024), section 2.4.
    let refine (gridSize: int) (layer: KanLinear) : KanLinear =
        if gridSize < 1 then refuse "KanLinear.refine" $"a grid of {gridSize} intervals" "1 interval or more"

        let order = layer.Settings.SplineOrder
        let old = Tensor.cast DType.Float64 layer.Grid.Value
        let knots = SplineGrid.refined order gridSize old
        // Points of the finer grid tell the splines of both apart.
        let points = if gridSize < layer.Settings.GridSize then old else knots
        onGrid 0.0 knots (SplineGrid.points order points) layer
