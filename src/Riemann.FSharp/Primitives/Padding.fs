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

    let private around padding (x: Tensor) (axis: int, (before, after)) =
        let length = x.Aval.Shape[axis]

        if before = 0 && after = 0 then
            x
        elif length = 0 then
            let problem = $"axis {axis} has no elements to pad with"
            Fail.raise "pad" (RiemannError.Value(problem, "Padding.Constant takes none"))
        else
            let total = (Shapes.ofList "pad" [ before + length + after ]).Length
            let indices = Array.init total (fun place -> int64 (source padding length (place - before)))
            Tensor.take axis (Tensor.ofArray [ total ] indices) x

    type Tensor with
        /// `Tensor.padWith padding [(1, 1); (0, 2)] x` is x with that many elements before and after, axis by axis:
        /// `Padding.Constant` for a number, `Reflect`, `Replicate` or `Circular` for elements of x. Widths may be larger
        /// than x; the pattern goes on. Corners are padded along the first axis, then along the next.
        static member padWith (padding: Padding) (widths: (int * int) list) (x: Tensor) =
            match padding with
            | Padding.Constant 0.0 -> Tensor.pad widths x
            | _ when widths.Length <> x.Rank || widths |> List.exists (fun (before, after) -> before < 0 || after < 0) ->
                Tensor.pad widths x // raises
            | Padding.Constant value ->
                let total = List.map2 (fun (before, after) length -> before + length + after) widths x.Shape
                let dtype = Rules.weak value x.DType |> Fail.get "pad"

                let inside =
                    List.map2 (fun (before, _) length -> Slice.Range(before, before + length - 1)) widths x.Shape

                Tensor.set inside x (Tensor.full dtype total value)
            | _ -> List.indexed widths |> List.fold (around padding) x
