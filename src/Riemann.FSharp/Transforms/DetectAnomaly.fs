namespace Riemann.FSharp

/// What `detectAnomalyWith` looks for beside NaN.
type AnomalySettings =
    {
        /// Whether an infinity is an anomaly as well: the NaN in a gradient often begins as one.
        Infinities: bool
    }

    /// NaN alone.
    static member defaults = { Infinities = false }

[<AutoOpen>]
module DetectAnomaly =
    /// `detectAnomalyWith settings f x` is `detectAnomaly f x`, looking for what the settings say.
    let detectAnomalyWith (settings: AnomalySettings) (f: 'A -> 'B) (x: 'A) : 'B =
        let trace = AnomalyTrace("detectAnomaly", settings.Infinities)

        try
            let struct (leaves, _) = Tree.flatten x

            let arguments =
                Array.map2 (fun leaf name -> trace.Argument(leaf, name)) leaves (Array.ofList (Tree.names x))

            let result = f (Tree.rebuild x arguments)
            Tree.result "detectAnomaly" result |> Array.map trace.Unwrap |> Tree.rebuild result
        finally
            trace.Close()

    /// `detectAnomaly f x` is f x, and raises at the first operation on values made from x whose result holds NaN:
    /// with its index, the operands, the operations and lines they came from, and the line of your program. In
    /// `detectAnomaly (grad loss) p` that goes for the way back too, where the message names the operation whose
    /// derivative it is. A NaN that comes in with x, or with a value that f captures, is an error of its own.
    ///
    /// It is a transformation and nests as all others do, and costs nothing where it is not used. Inside, every
    /// operation notes its line, which takes longer than most operations. A derivative that is taken outside, as in
    /// `grad (detectAnomaly f)`, is computed after it returned and is not looked at. A NaN that a later
    /// `Tensor.where` would drop raises as well. The branches of `cond` under `vmap` are looked at as one operation.
    let detectAnomaly (f: 'A -> 'B) (x: 'A) : 'B = detectAnomalyWith AnomalySettings.defaults f x
