namespace Riemann.FSharp.Learning

open System
open System.Threading.Tasks

/// <summary>
/// A set of digits like MNIST that needs no download: every image is drawn, in one of several ways of writing its digit,
/// with a pen, a hand and a slant of its own.
/// </summary>
[<RequireQualifiedAccess>]
module DrawnDigits =
    /// <summary>The height and the width of an image in pixels.</summary>
    [<Literal>]
    let Size = 28

    /// The side of the strokes' square, in pixels.
    let private height = 20.0

    let private linesPerSpan = 5

    /// Where the points of the strokes come to lie in pixels, by chance: a shaken grid, then an affine map.
    let private placement (random: SplitMix64) =
        // Points at one place move together, so that strokes that meet still do.
        let gridSize = 4
        let shake = 7.0
        let grid = Array.init (2 * gridSize * gridSize) (fun _ -> shake * random.Bell())

        let displacement offset x y =
            let cell v = Math.Clamp(v / 100.0, 0.0, 0.9999) * float (gridSize - 1)

            let column, row = int (cell x), int (cell y)
            let u, v = cell x - float column, cell y - float row
            let at row column = grid[offset + 2 * (row * gridSize + column)]

            (1.0 - v) * ((1.0 - u) * at row column + u * at row (column + 1))
            + v * ((1.0 - u) * at (row + 1) column + u * at (row + 1) (column + 1))

        let tall = height / 100.0 * (1.0 + 0.09 * random.Bell())
        let wide = tall * (0.95 + 0.12 * random.Bell())
        let slant = 0.1 + 0.19 * random.Bell()
        // A rotation from the tangent of half its angle takes no sine.
        let half = 0.065 * random.Bell()
        let cosine = (1.0 - half * half) / (1.0 + half * half)
        let sine = 2.0 * half / (1.0 + half * half)
        let middle = float (Size - 1) / 2.0
        let right, down = middle + 1.1 * random.Bell(), middle + 1.1 * random.Bell()

        fun (x: int, y: int) ->
            let x, y = float x, float y
            let fromMiddleX = wide * (x + displacement 0 x y - 50.0)
            let fromMiddleY = tall * (y + displacement 1 x y - 50.0)
            let x, y = fromMiddleX - slant * fromMiddleY, fromMiddleY
            struct (right + cosine * x - sine * y, down + sine * x + cosine * y)

    /// A curve through the points. Source: Catmull and Rom (1974), "A class of local interpolating splines".
    let private drawSmooth (canvas: DigitCanvas) (points: struct (float * float)[]) =
        let point index = points[Math.Clamp(index, 0, points.Length - 1)]

        for span in 0 .. points.Length - 2 do
            let struct (ax, ay) = point (span - 1)
            let struct (bx, by) = point span
            let struct (cx, cy) = point (span + 1)
            let struct (dx, dy) = point (span + 2)

            let along a b c d t =
                b + 0.5 * t * (c - a + t * (2.0 * a - 5.0 * b + 4.0 * c - d + t * (3.0 * (b - c) + d - a)))

            let mutable x, y = bx, by

            for step in 1..linesPerSpan do
                let t = float step / float linesPerSpan
                let nextX, nextY = along ax bx cx dx t, along ay by cy dy t
                canvas.Line(x, y, nextX, nextY)
                x <- nextX
                y <- nextY

    let private drawStraight (canvas: DigitCanvas) (points: struct (float * float)[]) =
        for index in 1 .. points.Length - 1 do
            let struct (x0, y0) = points[index - 1]
            let struct (x1, y1) = points[index]
            canvas.Line(x0, y0, x1, y1)

    /// Draws image number `index` into its place and returns its label.
    let private draw (canvas: DigitCanvas) (seed: int64) (index: int) (image: Span<byte>) =
        let random = SplitMix64(SplitMix64.Mix(SplitMix64.Mix(uint64 seed) + uint64 index))
        let label = random.Below 10
        let ways = DigitStrokes.ways[label]
        let strokes = ways[random.Below ways.Length]
        let place = placement random
        canvas.Clear()

        for stroke in strokes do
            match stroke with
            | Straight points -> drawStraight canvas (points |> List.map place |> List.toArray)
            | Smooth points -> drawSmooth canvas (points |> List.map place |> List.toArray)

        let radius = random.Between(0.7, 1.6)
        let edge = random.Between(0.9, 1.7)
        let strength = random.Between(215.0, 255.0)

        for pixel in 0 .. image.Length - 1 do
            let ink = canvas.Ink(pixel, radius, edge)
            image[pixel] <- if ink > 0.0 then byte (strength * ink * random.Between(0.9, 1.0) + 0.5) else 0uy

        byte label

    /// <summary>
    /// <c>image seed index</c> is image number <c>index</c> of <c>generate seed</c>, alone, with its label.
    /// </summary>
    let image (seed: int64) (index: int) : byte[] * byte =
        let pixels = Array.zeroCreate (Size * Size)
        pixels, draw (DigitCanvas Size) seed index (pixels.AsSpan())

    /// <summary>
    /// <c>generate seed count</c> is <c>count</c> images of digits, one after the other, and their labels: 28 x 28 bytes
    /// for each image, row after row, from 0 for paper to 255 for ink, and a digit from 0 to 9 for each label.
    /// An image depends on the seed and on its number alone: a longer set begins with the shorter one, and every machine
    /// draws the same bytes.
    /// </summary>
    /// <exception cref="T:System.ArgumentOutOfRangeException">The count is negative or its images pass 2 GB.</exception>
    let generate (seed: int64) (count: int) : byte[] * byte[] =
        ArgumentOutOfRangeException.ThrowIfNegative count
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, Array.MaxLength / (Size * Size))
        let images = Array.zeroCreate (count * Size * Size)
        let labels = Array.zeroCreate count

        let one index _ canvas =
            labels[index] <- draw canvas seed index (images.AsSpan(index * Size * Size, Size * Size))
            canvas

        Parallel.For(0, count, (fun () -> DigitCanvas Size), one, ignore) |> ignore
        images, labels
