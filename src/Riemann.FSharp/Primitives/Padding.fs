namespace Riemann.FSharp

open Riemann.Kernels

/// What a padded tensor holds around the old one.
[<RequireQualifiedAccess>]
type Padding =
    /// This number.
    | Constant of float
    /// The tensor mirrored at its outermost elements, which are not repeated: 3 2 | 1 2 3 | 2 1.
    | Reflect
    /// Its outermost elements: 1 1 | 1 2 3 | 3 3.
    | Replicate
    /// The tensor again and again: 2 3 | 1 2 3 | 1 2.
    | Circular

[<AutoOpen>]
module PaddingModes =
    /// The padded shape, and where x starts in it.
    let private around (widths: (int * int) list) (x: Tensor) =
        if widths.Length <> x.Rank || widths |> List.exists (fun (before, after) -> before < 0 || after < 0) then
            let problem = $"%A{widths} are not the widths before and after each of {x.Rank} axes"
            Fail.raise "pad" (RiemannError.Value(problem, "one pair of widths of 0 or more for each axis"))

        let total = List.map2 (fun (before, after) length -> int64 before + int64 after + int64 length) widths x.Shape

        if total |> List.exists (fun length -> length > int64 System.Int32.MaxValue) then
            let problem = $"%A{total} has more than 2147483647 elements"
            Fail.raise "pad" (RiemannError.Value(problem, "split the tensor"))

        struct (Shapes.ofList "pad" (List.map int total), widths |> List.map fst |> Array.ofList)

    let private modulo a n = (a % n + n) % n

    /// Which element of an axis stands at a place before, in or after it.
    let private source padding length place =
        match padding with
        | Padding.Reflect ->
            let inPeriod = modulo place (max 1 (2 * length - 2))
            min inPeriod (2 * length - 2 - inPeriod)
        | Padding.Circular -> modulo place length
        | Padding.Replicate
        | Padding.Constant _ -> max 0 (min (length - 1) place)

    let private extend padding (x: Tensor) (axis: int, (before, after)) =
        let length = x.Aval.Shape[axis]

        if before = 0 && after = 0 then
            x
        elif length = 0 then
            let problem = $"axis {axis} has no elements to pad with"
            Fail.raise "pad" (RiemannError.Value(problem, "Padding.Constant takes none"))
        else
            let total = before + length + after
            let indices = Array.init total (fun place -> int64 (source padding length (place - before)))
            Tensor.take axis (Tensor.ofArray [ total ] indices) x

    type Tensor with
        /// `Tensor.pad [(1, 1); (0, 2)] x` is x with that many zeros before and after, axis by axis.
        static member pad (widths: (int * int) list) (x: Tensor) =
            let struct (total, starts) = around widths x
            Primitive.apply1 (StructuralPrimitives.place total starts (Array.create starts.Length 1)) x

        /// `Tensor.padWith padding [(1, 1); (0, 2)] x` is x with that many elements before and after, axis by axis:
        /// `Padding.Constant` for a number, `Reflect`, `Replicate` or `Circular` for elements of x. Widths may be larger
        /// than x; the pattern goes on. Corners are padded along the first axis, then along the next.
        static member padWith (padding: Padding) (widths: (int * int) list) (x: Tensor) =
            let struct (total, starts) = around widths x

            match padding with
            | Padding.Constant value ->
                let dtype = Rules.weak value x.DType |> Fail.get "pad"
                let frame = Tensor(NDArray.Full(dtype, total, value), null)
                Primitive.apply2 (StructuralPrimitives.replace starts (Array.create starts.Length 1)) frame x
            | _ -> List.indexed widths |> List.fold (extend padding) x
