namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Knots of splines, a row for each feature: the grid, and as many knots on either side as the degree asks for.
module internal SplineGrid =
    /// Inner knots [in; m + 1], and behind either end `order` more in steps [in; 1].
    let private extend order (step: Tensor) (inner: Tensor) =
        let size = inner.Shape[1] - 1
        let away = Tensor.arangeOf inner.DType 1.0 (float (order + 1)) 1.0

        Tensor.concatenate
            1
            [ inner[*, 0..0] - step * Tensor.flip [ 0 ] away; inner; inner[*, size..size] + step * away ]

    /// Knots at equal distances, `size` intervals from low to high.
    let uniform order size (low: float, high: float) features =
        let step = (high - low) / float size
        let knots = tensor [ for i in -order .. size + order -> low + step * float i ]
        Tensor.broadcastTo [ features; size + 2 * order + 1 ] knots

    /// Knots between which the values x [samples; in] lie in equal numbers, mixed with ones at equal distances.
    let adaptive order size (share: float) (margin: float) (x: Tensor) =
        let samples = x.Shape[0]
        let sorted = Tensor.sort 0 x |> Tensor.transpose
        let places = [ for i in 0..size -> int64 (floor (float (samples - 1) * float i / float size)) ]
        let quantiles = Tensor.gather 1 (Tensor.broadcastTo [ x.Shape[1]; size + 1 ] (tensor places)) sorted
        let low, high = sorted[*, 0..0] - margin, sorted[*, samples - 1 .. samples - 1] + margin
        let step = (high - low) / float size
        let uniform = low + step * Tensor.arangeOf x.DType 0.0 (float (size + 1)) 1.0
        extend order step (share * uniform + (1.0 - share) * quantiles)

    /// Knots that cut the intervals of a grid: those of the old one among them where `size` is a multiple of its size.
    let refined order size (knots: Tensor) =
        let old = knots.Shape[1] - 2 * order - 1
        let inner = knots[*, order .. order + old]

        let cut =
            tensor
                [ for i in 0..size ->
                      let place = float i * float old / float size
                      let from = min (old - 1) (int place)

                      [ for k in 0..old ->
                            if k = from then 1.0 - (place - float from)
                            elif k = from + 1 then place - float from
                            else 0.0 ] ]

        let range = inner[*, old..old] - inner[*, 0..0]
        extend order (range / float size) (inner *@ Tensor.transpose cut)

    /// Points inside each interval between the inner knots, [points; in], so many that they tell splines of any order
    /// apart.
    let points order (knots: Tensor) =
        let size = knots.Shape[1] - 2 * order - 1
        let from, until = knots[*, order .. order + size - 1], knots[*, order + 1 .. order + size]

        [ for i in 0..order ->
              let share = (float i + 0.5) / float (order + 1)
              (1.0 - share) * from + share * until ]
        |> Tensor.concatenate 1
        |> Tensor.transpose

    /// Where each basis is at its largest, about: the means of the knots inside it, [bases; in].
    let centres order (knots: Tensor) =
        let inside = if order = 0 then 2 else order
        let first = if order = 0 then 0 else 1
        let bases = knots.Shape[1] - order - 1

        [ for i in first .. first + inside - 1 -> knots[*, i .. i + bases - 1] ]
        |> List.reduce (+)
        |> fun sum -> Tensor.transpose (sum / float inside)
