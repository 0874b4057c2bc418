namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How many non-zeros the units of a sparse layer have, which take the place of a whole layer's fans.
module internal SparseFans =
    /// The number of non-zeros of each output.
    let ins (pattern: SparsityPattern) : int[] =
        pattern.RowStarts.ToArray<int>() |> Array.pairwise |> Array.map (fun (first, next) -> next - first)

    /// The number of non-zeros of each input.
    let private outs (pattern: SparsityPattern) =
        let counts = Array.zeroCreate pattern.Columns

        for column in pattern.ColumnIndices.ToArray<int>() do
            counts[column] <- counts[column] + 1

        counts

    /// [non-zeros]: a function of (fanIn, fanOut) at each non-zero, of its output and of its input.
    let map (f: int * int -> float) dtype (pattern: SparsityPattern) : Tensor =
        let ins, outs, columns = ins pattern, outs pattern, pattern.ColumnIndices.ToArray<int>()
        let fanIns = ins |> Array.map (fun fanIn -> Array.create fanIn fanIn) |> Array.concat
        let values = Array.map2 (fun fanIn column -> f (fanIn, outs[column])) fanIns columns
        Tensor.ofArray [ values.Length ] values |> Tensor.cast dtype
