namespace Riemann.FSharp.Learning

open Riemann.Kernels
open Riemann.FSharp

/// What the layers that normalise share.
module internal Normalising =
    let shown (lengths: int list) = "[" + String.concat "; " (List.map string lengths) + "]"

    let requireEpsilon operation (epsilon: float) =
        if not (epsilon >= 0.0) then
            Fail.raise operation (RiemannError.Value($"an epsilon of {epsilon}", "a small number, such as 1e-5"))

    let requireMomentum operation (momentum: float option) =
        match momentum with
        | Some share when not (share >= 0.0 && share <= 1.0) ->
            let hint = "a number from 0 to 1, or None for the mean of all batches"
            Fail.raise operation (RiemannError.Value($"a momentum of {share}", hint))
        | _ -> ()

    let requireChannels operation defaults (channels: int) =
        if channels < 1 then
            let hint = $"{{ {defaults} with Channels = 32 }}: a positive number"
            Fail.raise operation (RiemannError.Value($"a layer for {channels} channels", hint))

    let requireShape operation defaults (lengths: int list) =
        if lengths.IsEmpty || lengths |> List.exists (fun length -> length < 1) then
            let problem = $"a layer for last axes of lengths {shown lengths}"
            let hint = $"{{ {defaults} with NormalizedShape = [ 512 ] }}: at least one, and all are positive"
            Fail.raise operation (RiemannError.Value(problem, hint))

    let ones isThere dtype lengths = if isThere then Some(Init.ones dtype lengths) else None
    let zeros isThere dtype lengths = if isThere then Some(Init.zeros dtype lengths) else None

    /// The last axes of x, which have these lengths.
    let lastAxes operation (lengths: int list) (x: Tensor) =
        let first = x.Rank - lengths.Length

        if first < 0 || List.skip first x.Shape <> lengths then
            let problem = $"the layer takes last axes of lengths {shown lengths}"
            Fail.raise operation (RiemannError.Shape(problem, [ "input", x.Aval.Shape ], "[.., normalizedShape]"))

        [ first .. x.Rank - 1 ]

    /// The parameter, or this number for all elements.
    let private orNumber (number: float) (x: Tensor) (parameter: Tensor option) =
        parameter |> Option.defaultWith (fun () -> Tensor.Weak(number, x))

    let standardise epsilon axes (weight: Tensor option) (bias: Tensor option) (x: Tensor) =
        Tensor.standardiseWith epsilon axes (orNumber 1.0 x weight) (orNumber 0.0 x bias) x

    /// A number for each channel, as it meets an input with so many axes behind the channels.
    let beside (axes: int) (parameter: Tensor) = Tensor.reshape (parameter.Shape @ List.replicate axes 1) parameter

    /// Raises unless x has one of these ranks, and the channels on the axis that lies `spatial` axes before the end.
    let requireInput operation (channels: int) (forms: (int * string) list) (spatial: int) (x: Tensor) =
        let isForm = forms |> List.exists (fun (rank, _) -> rank = x.Rank)

        if not isForm || x.Shape[x.Rank - 1 - spatial] <> channels then
            let rule = forms |> List.map snd |> String.concat " or "
            let problem = $"the layer takes {channels} channels"
            Fail.raise operation (RiemannError.Shape(problem, [ "input", x.Aval.Shape ], rule))

    /// By the statistics of what was seen before: (x - mean) / sqrt (variance + epsilon) weight + bias, as a multiple of
    /// x and a number to add for each channel.
    let byRunning
        (epsilon: float)
        (spatial: int)
        (weight: Tensor option)
        (bias: Tensor option)
        (running: RunningStatistics)
        (x: Tensor)
        =
        let scale = Tensor.rsqrt (running.Variance.Value + epsilon)
        let scale = weight |> Option.fold (fun scale weight -> scale * weight) scale
        let shift = -running.Mean.Value * scale
        let shift = bias |> Option.fold (fun shift bias -> shift + bias) shift
        x * beside spatial scale + beside spatial shift
