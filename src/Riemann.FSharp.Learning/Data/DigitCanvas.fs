namespace Riemann.FSharp.Learning

open System

/// A square grey image under a round pen: for each pixel the distance to the nearest line drawn so far.
[<Sealed>]
type internal DigitCanvas(size: int) =
    /// Beyond this distance from its centre line no pen leaves ink.
    let reach = 2.5
    let squaredDistance: float[] = Array.zeroCreate (size * size)

    member _.Clear() = Array.fill squaredDistance 0 squaredDistance.Length (reach * reach)

    /// Draws a line between two points, given in pixels; the centre of the first pixel is (0, 0).
    member _.Line(x0: float, y0: float, x1: float, y1: float) =
        let dx, dy = x1 - x0, y1 - y0
        let inverse = 1.0 / (dx * dx + dy * dy + 1e-12)
        let first low = max 0 (int (low - reach))
        let last high = min (size - 1) (int (high + reach))

        for row in first (min y0 y1) .. last (max y0 y1) do
            for column in first (min x0 x1) .. last (max x0 x1) do
                let x, y = float column - x0, float row - y0
                let along = Math.Clamp((x * dx + y * dy) * inverse, 0.0, 1.0)
                let x, y = x - along * dx, y - along * dy
                let index = row * size + column
                squaredDistance[index] <- min squaredDistance[index] (x * x + y * y)

    /// The ink at a pixel, from 0 to 1, of a pen of this radius whose edge fades over the given width.
    member _.Ink(index: int, radius: float, edge: float) =
        let inside = radius - sqrt squaredDistance[index]
        Math.Clamp(inside / edge + 0.5, 0.0, 1.0)
