namespace Riemann.FSharp

open System
open Riemann.Kernels

/// The order of elements, and places in it. Orders are integers and do not move: sorted values get their
/// derivatives from the gather that takes them.
module internal SortingPrimitives =
    /// The first indices of the order along an axis; equal elements keep their order and NaN is last.
    let rec argSort (axis: int) (descending: bool) (count: int) : Primitive =
        let rule (x: Aval[]) =
            let dimensions = x[0].Shape.Dimensions.ToArray()
            dimensions[axis] <- count
            Ok { Shape = Shapes.ofDimensions dimensions; DType = DType.Int64 }

        { Name = "argSort"
          Parameters =
            [ Axis axis; Number("descending", (if descending then 1L else 0L)); Number("count", int64 count) ]
          Domain = [ Domain.Distinct ]
          Shape = rule
          Kernel = Kernel.General(fun x -> Riemann.Kernels.Sorting.ArgSort(x[0], axis, descending, count))
          Derivative = fun _ _ _ -> LinearMap.zero
          Batch =
            BatchRule.Rule(fun x -> Batched.Whole(Primitive.apply1 (argSort (axis + 1) descending count) x[0].Value)) }

    let private searchRule (operands: Aval[]) =
        let rows (x: Aval) = Shapes.without [ x.Shape.Rank - 1 ] x.Shape

        if
            operands |> Array.exists (fun x -> x.Shape.Rank = 0) || not ((rows operands[0]).Equals(rows operands[1]))
        then
            let shapes = [ "sorted", operands[0].Shape; "values", operands[1].Shape ]
            let rule = "sorted is a vector, or all axes but the last have equal lengths"
            Error(RiemannError.Shape("the values do not fit", shapes, rule))
        else
            Rules.sameType operands |> Result.map (fun _ -> { operands[1] with DType = DType.Int64 })

    /// Operands sorted and values, row by row: how many elements are less, or with `right` not greater.
    let rec search (right: bool) : Primitive =
        { Name = "searchSorted"
          Parameters = [ Number("right", (if right then 1L else 0L)) ]
          Domain = [ Domain.Distinct; Domain.Distinct ]
          Shape = searchRule
          Kernel = Kernel.General(fun x -> Riemann.Kernels.Sorting.Search(x[0], x[1], right))
          Derivative = fun _ _ _ -> LinearMap.zero
          Batch =
            BatchRule.Rule(fun x ->
                x |> Array.map (Batching.spread (Batching.size x)) |> Primitive.apply (search right) |> Batched.Whole) }

[<AutoOpen>]
module Sorting =
    open SortingPrimitives

    let private known operation axis (x: Tensor) = Shapes.axis x.Aval.Shape axis |> Fail.get operation

    let private order operation descending axis (x: Tensor) =
        let axis: int = known operation axis x
        let length = x.Aval.Shape[axis]
        Primitive.apply1 (argSort axis descending length) x

    let private part axis first last (x: Tensor) =
        let slices = List.replicate x.Rank Slice.All |> List.updateAt axis (Slice.Range(first, last))
        Tensor.slice slices x

    let private searched right (sorted: Tensor) (values: Tensor) =
        if sorted.Rank = 1 then
            Structure.reshape values.Aval.Shape (Primitive.apply2 (search right) sorted (Tensor.flatten values))
        else
            Primitive.apply2 (search right) sorted values

    type Tensor with
        /// `Tensor.argSort axis x` are the int64 indices that put x in ascending order along the axis. Equal
        /// elements keep their order; NaN comes last.
        static member argSort (axis: int) (x: Tensor) = order "argSort" false axis x

        /// `Tensor.argSortDescending axis x` are the int64 indices that put x in descending order along the axis.
        /// Equal elements keep their order; NaN comes last.
        static member argSortDescending (axis: int) (x: Tensor) = order "argSort" true axis x

        /// `Tensor.sort axis x` is x in ascending order along the axis, NaN last. Each element takes its
        /// derivative with it.
        static member sort (axis: int) (x: Tensor) = Tensor.gather axis (order "sort" false axis x) x

        /// `Tensor.sortDescending axis x` is x in descending order along the axis, NaN last.
        static member sortDescending (axis: int) (x: Tensor) = Tensor.gather axis (order "sort" true axis x) x

        /// `Tensor.topK k axis x` are the k largest elements along the axis, the largest first, and their int64
        /// indices. Of equal ones the first comes first; NaN counts as less than every number.
        static member topK (k: int) (axis: int) (x: Tensor) =
            let axis = known "topK" axis x
            let length = x.Aval.Shape[axis]

            if k < 0 || k > length then
                let problem = $"there are no {k} largest of the {length} elements along axis {axis}"
                Fail.raise "topK" (RiemannError.Value(problem, $"k is between 0 and {length}"))

            let indices = Primitive.apply1 (argSort axis true k) x
            Tensor.gather axis indices x, indices

        /// `Tensor.kthValue k axis x` are the k-th smallest elements along the axis, 1 being the smallest, and their
        /// int64 indices, without the axis. NaN counts as larger than every number.
        static member kthValue (k: int) (axis: int) (x: Tensor) =
            let axis = known "kthValue" axis x
            let length = x.Aval.Shape[axis]

            if k < 1 || k > length then
                let problem = $"there is no element number {k} among {length} along axis {axis}"
                Fail.raise "kthValue" (RiemannError.Value(problem, "k counts from 1, the smallest element"))

            let index = Primitive.apply1 (argSort axis false k) x |> part axis (k - 1) (k - 1)
            Tensor.squeeze axis (Tensor.gather axis index x), Tensor.squeeze axis index

        /// `Tensor.searchSortedLeft sorted values` is for each value the int64 number of elements less than it: where
        /// to insert it before its equals. Sorted ascends along its last axis. It is a vector, with values of any
        /// shape, or has the lengths of values on all axes but the last. NaN counts as larger than every number.
        static member searchSortedLeft (sorted: Tensor) (values: Tensor) = searched false sorted values

        /// `Tensor.searchSortedRight sorted values` is for each value the int64 number of elements not greater than
        /// it: where to insert it after its equals. Otherwise as `searchSortedLeft`.
        static member searchSortedRight (sorted: Tensor) (values: Tensor) = searched true sorted values

        /// `Tensor.uniqueWithCounts x` are the distinct elements of x in ascending order, for each element of x the
        /// int64 index of its value among them, and how often each occurs, as int64. Every NaN is distinct. How many
        /// there are depends on the values: raises under vmap.
        static member uniqueWithCounts(x: Tensor) =
            x.Read() |> ignore
            let flat = Tensor.flatten x
            let count = flat.Length

            if count = 0 then
                let none = Tensor.cast DType.Int64 (Tensor.zeros [ 0 ])
                flat, Tensor.reshape x.Shape none, none
            else
                let order = Tensor.argSort 0 flat
                let sorted = Tensor.gather 0 order flat
                let isNew = Tensor.notEqual (part 0 1 (count - 1) sorted) (part 0 0 (count - 2) sorted)
                // The number of each sorted element's value: how many values began after the first one.
                let began = Tensor.concatenate 0 [ tensor [ 0L ]; Tensor.cumSum 0 (Tensor.cast DType.Int64 isNew) ]
                let groups = int ((Tensor.max began).ToFloat()) + 1
                let zeros length = Tensor.full DType.Int64 [ length ] 0.0
                let counts = zeros groups |> Tensor.scatterAdd 0 began (Tensor.onesLike began)
                let firsts = Tensor.cumSumExclusive 0 counts
                let inverse = zeros count |> Tensor.scatterAdd 0 order began
                Tensor.gather 0 firsts sorted, Tensor.reshape x.Shape inverse, counts

        /// `Tensor.unique x` are the distinct elements of x in ascending order. Every NaN is distinct. How many there
        /// are depends on the values: raises under vmap.
        static member unique(x: Tensor) =
            let values, _, _ = Tensor.uniqueWithCounts x
            values
