namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// How the value between pixels comes about.
[<RequireQualifiedAccess>]
type Interpolation =
    /// That of the nearest pixel.
    | Nearest
    /// The mean of the four pixels around, weighted by nearness.
    | Bilinear

/// Pictures read at places between their pixels.
module internal Resampling =
    /// The elements along the last two axes at rows and columns, integers in float64 that broadcast to [..; h; w] and hold
    /// one row for each of the picture's leading axes or for all. The first leads are those of the coordinates.
    let private pick (leads: int) (x: Tensor) (rows: Tensor) (columns: Tensor) =
        let width = x.Aval.Shape[x.Rank - 1]
        let places = rows * float width + columns |> Tensor.cast DType.Int64
        let size = List.skip leads places.Shape
        let lead, channels = List.take leads x.Shape, x.Aval.Shape[leads]
        let count = List.fold (*) 1 size
        let flat = Tensor.reshape (lead @ [ channels; width * x.Aval.Shape[x.Rank - 2] ]) x

        let indices =
            Tensor.reshape (List.take leads places.Shape @ [ 1; count ]) places
            |> Tensor.broadcastTo (lead @ [ channels; count ])

        Tensor.gather -1 indices flat |> Tensor.reshape (lead @ channels :: size)

    /// `at interpolation leads x rows columns` is x [lead; c; h; w] at these rows and columns, float64 that broadcast to
    /// [lead; h'; w']; those outside of the picture count as the nearest in it.
    let at interpolation leads (x: Tensor) (rows: Tensor) (columns: Tensor) =
        let last axis = float (x.Aval.Shape[x.Rank + axis] - 1)
        let rows, columns = Tensor.clamp 0.0 (last -2) rows, Tensor.clamp 0.0 (last -1) columns

        match interpolation with
        | Interpolation.Nearest -> pick leads x (round rows) (round columns)
        | Interpolation.Bilinear ->
            let row, column = floor rows, floor columns
            let next, right = Tensor.clampMax (last -2) (row + 1.0), Tensor.clampMax (last -1) (column + 1.0)
            // One weight for all channels.
            let share (fraction: Tensor) = fraction |> Tensor.cast x.DType |> Tensor.insertAxis leads
            let down, across = share (rows - row), share (columns - column)
            let between a b t = a + t * (b - a)

            between
                (between (pick leads x row column) (pick leads x row right) across)
                (between (pick leads x next column) (pick leads x next right) across)
                down

    /// Where so many pixels that fill a length read from the pixels there.
    let private places interpolation (length: int) (newLength: int) =
        let step = float length / float newLength

        match interpolation with
        | Interpolation.Nearest -> floor (Tensor.arange newLength * step)
        | Interpolation.Bilinear -> (Tensor.arange newLength + 0.5) * step - 0.5

    /// x [lead; c; h; w] in another height and width.
    let resize interpolation leads (height: int, width: int) (x: Tensor) =
        let lead = List.replicate leads 1
        let rows = places interpolation x.Aval.Shape[x.Rank - 2] height |> Tensor.reshape (lead @ [ height; 1 ])
        let columns = places interpolation x.Aval.Shape[x.Rank - 1] width |> Tensor.reshape (lead @ [ 1; width ])
        at interpolation leads x rows columns

    /// x [lead; c; h; w] turned about its middle, each picture counter-clockwise by its own of the degrees [lead; 1; 1],
    /// on a ground of this value.
    let rotate interpolation (fill: float) leads (degrees: Tensor) (x: Tensor) =
        let height, width = x.Aval.Shape[x.Rank - 2], x.Aval.Shape[x.Rank - 1]
        let angle = Tensor.cast DType.Float64 degrees * (Math.PI / 180.0)
        let fromMiddle count = Tensor.arange count - float (count - 1) / 2.0
        let down = fromMiddle height |> Tensor.reshape [ height; 1 ]
        let across = fromMiddle width
        // A frame one pixel wide is the ground for whatever lies outside.
        let frame = List.replicate (leads + 1) (0, 0) @ [ 1, 1; 1, 1 ]
        let framed = Tensor.padWith (Padding.Constant fill) frame x
        let rows = across * sin angle + down * cos angle + (float (height - 1) / 2.0 + 1.0)
        let columns = across * cos angle - down * sin angle + (float (width - 1) / 2.0 + 1.0)
        at interpolation leads framed rows columns
