namespace Riemann.FSharp.Learning

open System.Threading
open Riemann.FSharp

/// A formula that a network became: the network with symbols on its edges, and the loss after each step of its training.
[<NoEquality; NoComparison>]
type KanFormulaCandidate = { Formula: Discovery; Network: KanGraph; Losses: float list }

/// How networks look for a formula: see `KanFormula.defaults`.
[<NoEquality; NoComparison>]
type KanFormulaSettings =
    {
        /// The nodes of the hidden layer.
        Hidden: int
        /// How many networks are trained, each from other weights.
        Tries: int
        Key: Key
        /// Ends the search with an `OperationCanceledException`.
        Stop: CancellationToken
        /// Is told each candidate when it is there.
        Progress: KanFormulaCandidate -> unit
    }

/// Formulas for data with noise, by networks of splines whose edges a penalty makes few. Source: Liu et al. (2024), section 2.5.
[<RequireQualifiedAccess>]
module KanFormula =
    /// Six networks with five hidden nodes.
    let defaults: KanFormulaSettings =
        { Hidden = 5; Tries = 6; Key = Key.create 1L; Stop = CancellationToken.None; Progress = ignore }

    /// Grids begin between -1 and 1, and penalties are meant for outputs of a few units: larger data are brought there.
    let private usual = 10.0

    let private error y output = Tensor.mean (Tensor.square (Tensor.flatten output - y))

    /// A network whose edges a penalty has made few, with the loss after each step.
    let private train settings (x: Tensor) y penalty key =
        let losses = ResizeArray()

        let widths = [ List.last x.Shape; settings.Hidden; 1 ]

        let loss kan = error y (Kan.apply kan x) + penalty * Kan.activationLoss 1.0 1.0 kan x

        let descent =
            { Minimisation.defaults with
                MaxIterations = 60
                Cancellation = settings.Stop
                Progress = Some(fun at -> losses.Add at.Value) }

        let start = Kan.init { Kan.defaults with LayersHidden = widths; DType = DType.Float64 } key
        let round kan _ = (Fit.minimise descent loss kan).Parameters |> Kan.updateGrid 0.01 x
        let kan = List.fold round (Kan.updateGrid 0.01 x start) [ 1..3 ]
        kan, List.ofSeq losses

    /// What is left after pruning, trained further without the penalty.
    let private prune settings x y kan =
        let descent = { Minimisation.defaults with MaxIterations = 300; Cancellation = settings.Stop }
        let pruned = KanGraph.ofKan kan |> KanGraph.prune 0.03 x
        (Fit.minimise descent (fun graph -> error y (KanGraph.apply graph x)) pruned).Parameters

    let private line (inner: float, shift: float) =
        KanEdge.Symbol { Function = EdgeFunction.Power 1.0; Constants = tensor [ inner; shift; 1.0; 0.0 ] }

    let private mean (x: Tensor) = (Tensor.mean x).ToFloat()
    let private largest (x: Tensor) = (Tensor.max (abs x)).ToFloat()

    /// The scale and the shift that make the size of a column less its mean what is wanted, or leave the column alone.
    let private standard wanted (size: Tensor -> float) (column: Tensor) =
        let center = mean column
        let found = size (column - center)
        if largest column <= usual || found = 0.0 then 1.0, 0.0 else wanted / found, -center * wanted / found

    let private standardInput = standard 1.0 largest
    let private standardOutput = standard 2.0 (fun x -> sqrt (mean (Tensor.square x)))

    /// The network between lines that bring its inputs to standard and its output back.
    let private between (inputs: (float * float) list) (scale: float, shift: float) (graph: KanGraph) =
        let isChanged = List.exists ((<>) (1.0, 0.0))
        let unit edges : KanUnit = { Node = KanNode.Sum; Constant = tensor 0.0; Edges = edges }

        let first =
            [ for i in 0 .. inputs.Length - 1 ->
                  unit (inputs |> List.mapi (fun j at -> if i = j then line at else KanEdge.Nothing)) ]

        let last = [ unit [ line (1.0 / scale, -shift / scale) ] ]

        { graph with
            Layers =
                (if isChanged inputs then [ first ] else [])
                @ graph.Layers
                @ (if isChanged [ scale, shift ] then [ last ] else []) }

    /// `KanFormula.criterion samples found` weighs the residuals of a formula and its size in one number: of several formulas
    /// for the same data the one with the smallest is taken. Source: Schwarz (1978).
    let criterion (samples: int) (found: Discovery) : float =
        let n = float samples
        n * log (found.RelativeResidual ** 2.0 + 1e-15) + log n * float (Expression.complexity found.Formula)

    /// A formula of such inputs and such an output as one of those that were given. What it explains stays.
    let private inTermsOf names (inputs: (float * float) list) (scale: float, shift: float) (found: Discovery) =
        let given e (name, (scale: float, shift: float)) =
            Expression.substitute name (Expression.Variable name * scale + shift) e

        let formula = (List.fold given found.Formula (List.zip names inputs) - shift) / scale
        { found with Formula = Expression.simplify formula }

    let private attempt settings symbols names (x: Tensor) (y: Tensor) index =
        let columns = [ for i in 0 .. x.Shape[1] - 1 -> x[*, i] ]
        let inputs, output = List.map standardInput columns, standardOutput y
        let apply (scale: float, shift: float) (column: Tensor) = column * scale + shift
        let x', y' = Tensor.stack 1 (List.map2 apply inputs columns), apply output y
        let penalty = if index % 2 = 1 then 0.3 else 1.0
        let kan, losses = train settings x' y' penalty (Key.foldIn ((index + 1) / 2) settings.Key)
        let graph = prune settings x' y' kan
        settings.Stop.ThrowIfCancellationRequested()

        let candidate =
            { Formula = Symbolic.formula symbols names x' y' graph |> inTermsOf names inputs output
              Network = KanGraph.snapAll symbols x' graph |> between inputs output
              Losses = losses }

        settings.Progress candidate
        candidate

    /// `KanFormula.search settings symbols names x y` are formulas for values y [samples], with noise, at x [samples; in], the
    /// best by `criterion` first: each of a network that was trained with a penalty, pruned, trained again, and turned into
    /// symbols as by `Symbolic.formula`. Raises for data that do not fit together, NaN and infinity.
    let search
        (settings: KanFormulaSettings)
        (symbols: EdgeFunction list)
        (names: string list)
        (x: Tensor)
        (y: Tensor)
        : KanFormulaCandidate list =
        if settings.Hidden < 1 || settings.Tries < 1 then
            let problem = $"{settings.Tries} tries with {settings.Hidden} hidden nodes"
            Fail.raise "KanFormula.search" (RiemannError.Value(problem, "1 or more of each"))

        let data, x = Symbolic.data "KanFormula.search" names x y

        [ for index in 1 .. settings.Tries -> attempt settings symbols names x data.Y index ]
        |> List.sortBy (fun candidate -> criterion y.Length candidate.Formula)
