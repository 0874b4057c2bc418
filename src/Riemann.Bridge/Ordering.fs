namespace Riemann.Bridge

open Riemann.FSharp

/// Sorting, searching and counting.
module internal Ordering =
    let ArgSort (x: Tensor, axis: int, descending: bool) =
        if descending then Tensor.argSortDescending axis x else Tensor.argSort axis x

    let TopK (x: Tensor, k: int, axis: int) =
        Tensor.topK k axis x |> (fun (values, indices) -> struct (values, indices))

    let KthValue (x: Tensor, k: int, axis: int) =
        Tensor.kthValue k axis x |> (fun (values, indices) -> struct (values, indices))

    let SearchSorted (sorted: Tensor, values: Tensor, right: bool) =
        if right then Tensor.searchSortedRight sorted values else Tensor.searchSortedLeft sorted values

    let Unique (x: Tensor) = Tensor.unique x

    let UniqueWithCounts (x: Tensor) =
        Tensor.uniqueWithCounts x |> (fun (values, inverse, counts) -> struct (values, inverse, counts))

    let ArgWhere (x: Tensor) = Tensor.argWhere x
    let BinCount (indices: Tensor, length: int) = Tensor.binCount length indices

    let BinCountWeighted (indices: Tensor, weights: Tensor, length: int) =
        Tensor.binCountWeighted length weights indices

    let Histogram (x: Tensor, bins: int, low: float, high: float) =
        Tensor.histogram bins low high x |> (fun (counts, edges) -> struct (counts, edges))
