namespace Riemann.FSharp

open System
open System.Globalization
open System.Text
open Riemann.Kernels

/// Text of arrays for people: aligned columns, four decimals at most, long axes cut in the middle.
module internal Print =
    /// Axes longer than twice this are cut.
    let private edge = 3

    /// Arrays with no more elements than this are shown whole.
    let private whole = 1000

    let private shownIndices length isCut =
        if isCut && length > 2 * edge then
            [| yield! [| 0 .. edge - 1 |]; -1; yield! [| length - edge .. length - 1 |] |]
        else
            [| 0 .. length - 1 |]

    let private invariant (value: float) (format: string) = value.ToString(format, CultureInfo.InvariantCulture)

    /// One format for all numbers shown: as many decimals as they need at a relative precision, or exponents when
    /// they spread too far.
    let private floatText (precision: float) (values: float[]) : float -> string =
        let finite = values |> Array.filter Double.IsFinite |> Array.map abs
        let positive = finite |> Array.filter (fun v -> v > 0.0)
        let largest = if positive.Length = 0 then 1.0 else Array.max positive
        let smallest = if positive.Length = 0 then 1.0 else Array.min positive

        let special (value: float) =
            if Double.IsNaN value then "nan"
            elif Double.IsPositiveInfinity value then "inf"
            else "-inf"

        let show =
            if largest >= 1e8 || smallest < 1e-4 || largest / smallest >= 1e7 then
                fun v -> invariant v "0.0000e+00"
            else
                let fits decimals (v: float) = abs (Math.Round(v, (decimals: int)) - v) <= precision * abs v

                let decimals = [ 1..3 ] |> List.tryFind (fun d -> Array.forall (fits d) finite) |> Option.defaultValue 4

                fun v -> invariant (v + 0.0) ("F" + string decimals) // -0.0 reads as 0

        fun v -> if Double.IsFinite v then show v else special v

    /// Every element in a format of .NET's, such as "F2".
    let private formattedText (format: string) (provider: IFormatProvider) (array: NDArray) (position: int) =
        if array.DType = DType.Bool then (if array.ToInt64 position = 0L then "false" else "true")
        elif array.DType.IsFloat() then (array.ToDouble position).ToString(format, provider)
        else (array.ToInt64 position).ToString(format, provider)

    let private elementText (array: NDArray) (positions: int[]) : int -> string =
        if array.DType.IsFloat() then
            let precision = if array.DType = DType.Float32 then 1e-6 else 1e-9
            let text = floatText precision (positions |> Array.map array.ToDouble)
            fun position -> text (array.ToDouble position)
        elif array.DType = DType.Bool then
            fun position -> if array.ToInt64 position = 0L then "false" else "true"
        else
            fun position -> string (array.ToInt64 position)

    /// Both parts of complex numbers, as in 1.0 + 2.0i.
    let private complexText (real: NDArray) (imaginary: NDArray) (positions: int[]) : int -> string =
        let realText, imaginaryText = elementText real positions, elementText imaginary positions
        let width = positions |> Array.fold (fun width p -> max width (imaginaryText p).Length) 0

        fun position ->
            let text = imaginaryText position
            let sign, size = if text.StartsWith '-' then "-", text.Substring 1 else "+", text
            $"{realText position} {sign} {size.PadLeft(width - 1)}i"

    /// The elements in brackets, one line for each innermost row.
    let private elements (shape: Shape) (text: int[] -> int -> string) =
        let isCut = shape.Length > whole
        let shown = Array.init shape.Rank (fun axis -> shownIndices shape[axis] isCut)

        let rec positions axis start =
            if axis = shape.Rank then
                [| start |]
            else
                shown[axis]
                |> Array.filter (fun i -> i >= 0)
                |> Array.collect (fun i -> positions (axis + 1) (start + i * shape.Strides[axis]))

        let text = text (positions 0 0)
        let width = positions 0 0 |> Array.fold (fun width p -> max width (text p).Length) 0
        let out = StringBuilder()

        let rec write axis start =
            if axis = shape.Rank then
                out.Append((text start).PadLeft width) |> ignore
            else
                out.Append '[' |> ignore

                shown[axis]
                |> Array.iteri (fun k i ->
                    if k > 0 then
                        let isInnermost = axis = shape.Rank - 1
                        let gap = String('\n', shape.Rank - 1 - axis) + String(' ', axis + 1)
                        out.Append(if isInnermost then " " else gap) |> ignore

                    if i < 0 then out.Append "..." |> ignore else write (axis + 1) (start + i * shape.Strides[axis]))

                out.Append ']' |> ignore

        write 0 0
        out.ToString()

    let private titled name (dtype: DType) (shape: Shape) text =
        if shape.Rank = 0 then
            $"{name} {elements shape text} ({dtype.Name()})"
        else
            $"{name} {shape} {dtype.Name()}\n{elements shape text}"

    /// `tensor array` is the text of a tensor: a scalar on one line, otherwise shape, type and elements.
    let tensor (array: NDArray) = titled "tensor" array.DType array.Shape (elementText array)

    /// `formatted format provider array` is that text with the elements in a format of .NET's, such as "F2".
    let formatted format provider (array: NDArray) =
        titled "tensor" array.DType array.Shape (fun _ -> formattedText format provider array)

    /// `complex real imaginary` is the text of complex numbers with these parts, of one shape.
    let complex (real: NDArray) (imaginary: NDArray) =
        titled "complex" real.DType real.Shape (complexText real imaginary)
