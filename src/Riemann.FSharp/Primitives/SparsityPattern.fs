namespace Riemann.FSharp

open System
open Riemann.Kernels

/// Which elements of a matrix [rows; columns] may differ from zero, in compressed rows: one int32 for the column of each
/// non-zero, which ascend in a row, and one for where each row begins. Patterns are equal where their indices are.
///
/// In a tree it is three tensors of integers, which are not trained, but saved and loaded with the rest: its sizes, row
/// starts and column indices. What is loaded is checked when it is first used.
[<Sealed>]
type SparsityPattern internal (rows: int, columns: int, leaves: Tensor[], known: CsrPattern voption) =
    let checkedPattern =
        lazy
            (match known with
             | ValueSome pattern -> pattern
             | ValueNone -> SparsityPattern.Check(rows, columns, leaves))

    static let refuse problem hint : 'T = Fail.raise "SparsityPattern" (RiemannError.Value(problem, hint))

    static member private Check(rows, columns, leaves: Tensor[]) : CsrPattern =
        if leaves |> Array.exists (fun leaf -> not (isNull leaf.Tracer)) then
            let hint = "use the layer from outside of the function, and map over its inputs alone"
            refuse "a pattern of non-zeros is the same for all examples" hint

        let sizes, starts, indices = leaves[0], leaves[1], leaves[2]

        let found = (Tensor.cast DType.Int64 sizes).ToArray<int64>() |> Array.map string |> String.concat "; "

        if found <> $"{rows}; {columns}" then
            refuse $"the pattern is of size [{found}], not [{rows}; {columns}]" "load what was saved of such a layer"

        match CsrPattern.TryCreate(rows, columns, starts.Value, indices.Value) with
        | null, problem ->
            let rule = "ascending columns from 0 in every row, each at most once, and a start for each row"
            refuse $"no pattern of [{rows}; {columns}]: {problem}" rule
        | pattern, _ -> pattern

    static member internal Of(pattern: CsrPattern) =
        let array (x: NDArray) =
            x.Show()
            Tensor(x, null)

        let sizes = NDArray.Of(ReadOnlySpan [| pattern.Rows; pattern.Columns |], Shapes.ofDimensions [| 2 |])
        let leaves = [| array sizes; array pattern.RowStarts; array pattern.ColumnIndices |]
        SparsityPattern(pattern.Rows, pattern.Columns, leaves, ValueSome pattern)

    member internal _.Csr = checkedPattern.Value

    /// The number of rows, the outputs of a layer.
    member _.Rows = rows

    /// The number of columns, the inputs of a layer.
    member _.Columns = columns

    /// The number of non-zeros.
    member pattern.Count = pattern.Csr.Count

    /// The part of the matrix that is not zero, from 0 to 1.
    member pattern.Density = float pattern.Count / (float rows * float columns)

    /// [rows + 1], as int32: where each row begins among the non-zeros, and where the last one ends.
    member _.RowStarts = leaves[1]

    /// [non-zeros], as int32, row by row.
    member _.ColumnIndices = leaves[2]

    override pattern.Equals other =
        match other with
        | :? SparsityPattern as other -> pattern.Csr.Equals other.Csr
        | _ -> false

    override pattern.GetHashCode() = pattern.Csr.GetHashCode()
    override pattern.ToString() = $"{pattern.Count} non-zeros of [{rows}; {columns}]"

    interface ITree<SparsityPattern> with
        member _.Leaves = leaves

        member pattern.WithLeaves fresh =
            if Array.forall2 (fun a b -> Object.ReferenceEquals(a, b)) leaves fresh then
                pattern
            else
                SparsityPattern(rows, columns, fresh, ValueNone)

    /// `SparsityPattern.create 2 3 [| 0; 1; 3 |] [| 2; 0; 1 |]` are the non-zeros of a matrix [2; 3] in column 2 of the first
    /// row and columns 0 and 1 of the second, as the row starts and column indices of compressed rows say. Raises where they
    /// are not such: columns that do not ascend, come twice or do not exist, row starts that do not fit.
    static member create (rows: int) (columns: int) (rowStarts: int[]) (columnIndices: int[]) : SparsityPattern =
        let array (values: int[]) =
            Tensor(NDArray.Of(ReadOnlySpan values, Shapes.ofDimensions [| values.Length |]), null)

        let leaves = [| array [| rows; columns |]; array rowStarts; array columnIndices |]
        SparsityPattern.Of(SparsityPattern.Check(rows, columns, leaves))

    /// `SparsityPattern.ofMask mask` are the places where the truth values [rows; columns] are true.
    static member ofMask(mask: Tensor) : SparsityPattern =
        if mask.Rank <> 2 || mask.DType <> DType.Bool then
            refuse $"{mask.Aval} is no mask" "truth values [rows; columns]"

        let rows, columns = mask.Shape[0], mask.Shape[1]
        let isSet = mask.ToArray<bool>()

        let places =
            [| for place in 0 .. isSet.Length - 1 do
                   if isSet[place] then int64 place |]

        SparsityPattern.Of(CsrPatterns.OfPlaces(rows, columns, ReadOnlySpan places))

    /// `SparsityPattern.random rows columns count key` are exactly so many non-zeros; all patterns of so many are equally
    /// likely. Raises where there are not so many places.
    static member random (rows: int) (columns: int) (count: int) (key: Key) : SparsityPattern =
        SparsityPattern.create rows columns (Array.zeroCreate (max 0 rows + 1)) [||] |> SparsityPattern.grow count key

    /// `SparsityPattern.grow count key pattern` is the pattern with so many more non-zeros, at places that were free; all
    /// choices are equally likely. Raises where fewer places are free.
    static member grow (count: int) (key: Key) (pattern: SparsityPattern) : SparsityPattern =
        let places = int64 pattern.Rows * int64 pattern.Columns

        if count < 0 || int64 count > places - int64 pattern.Count then
            let problem = $"{count} more non-zeros than {pattern.Count} in [{pattern.Rows}; {pattern.Columns}]"
            refuse problem $"0 or more, and at most one for each of the {places} places"

        let draws = Random.integers 0L Int64.MaxValue [ count ] key
        SparsityPattern.Of(CsrPatterns.Grow(pattern.Csr, draws.Value))

    /// `SparsityPattern.keep isKept pattern` are the non-zeros of which the truth values [non-zeros] are true.
    static member keep (isKept: Tensor) (pattern: SparsityPattern) : SparsityPattern =
        if isKept.DType <> DType.Bool || isKept.Shape <> [ pattern.Count ] then
            refuse $"{isKept.Aval} does not say which of {pattern.Count} non-zeros to keep" "a truth value for each"

        SparsityPattern.Of(CsrPatterns.Keep(pattern.Csr, isKept.Read()))

    /// [non-zeros], as int64: the number of each non-zero in the matrix in row-major order. They ascend.
    member pattern.Places = Tensor(CsrPatterns.Places pattern.Csr, null)

    /// `wanted.FoundIn pattern` is, as int64 [non-zeros], the number that each non-zero has in another pattern of a matrix of
    /// the same size, or -1 where that has none at its place.
    member wanted.FoundIn(pattern: SparsityPattern) : Tensor =
        if wanted.Rows <> pattern.Rows || wanted.Columns <> pattern.Columns then
            let words (p: SparsityPattern) = $"[{p.Rows}; {p.Columns}]"
            refuse $"the patterns are of matrices {words wanted} and {words pattern}" "patterns of one size"

        Tensor(CsrPatterns.Find(wanted.Csr, pattern.Csr), null)
