namespace Riemann.FSharp.Learning

open System

/// The settings of the strong Wolfe search: see `StrongWolfe.defaults`.
type StrongWolfe =
    {
        /// The part of the decrease promised by the slope at the start that a point must keep, c1.
        Decrease: float
        /// The part of the slope at the start that may be left at a point, up or down, c2.
        Curvature: float
        /// A bracket that moves no parameter by more is not divided further.
        Tolerance: float
        /// The number of points after the first at which the search ends with the best one.
        Evaluations: int
    }

/// The line search for the strong Wolfe conditions, with cubic interpolation: a bracket is found, then narrowed.
[<RequireQualifiedAccess>]
module StrongWolfe =
    /// PyTorch's: decrease 1e-4, curvature 0.9, tolerance 1e-9, 25 evaluations.
    let defaults = { Decrease = 1e-4; Curvature = 0.9; Tolerance = 1e-9; Evaluations = 25 }

    /// Where the cubic through two points with their slopes is least, held between bounds; their middle where it has no
    /// least value or one of the points is not finite. (Nocedal and Wright 2006, equation 3.59.)
    let private interpolate (a: LinePoint) (b: LinePoint) low high =
        let near, far = if a.Length <= b.Length then a, b else b, a
        let d1 = near.Slope + far.Slope - 3.0 * (near.Value - far.Value) / (near.Length - far.Length)
        let square = d1 * d1 - near.Slope * far.Slope
        let d2 = sqrt square // NaN where there is no least value

        let least =
            far.Length - (far.Length - near.Length) * ((far.Slope + d2 - d1) / (far.Slope - near.Slope + 2.0 * d2))

        if Double.IsNaN least then (low + high) / 2.0 else min (max least low) high

    /// A NaN counts as higher than any number.
    let private isUpTo (a: LinePoint) (b: LinePoint) = a.Value <= b.Value || Double.IsNaN b.Value

    /// A bracket: the point with the lower value, the other one, and which came first, which decides where both are equal.
    [<Struct>]
    type private Bracket = { Low: LinePoint; High: LinePoint; IsLowFirst: bool }

    let private bracket first second =
        if isUpTo first second then
            { Low = first; High = second; IsLowFirst = true }
        else
            { Low = second; High = first; IsLowFirst = false }

    /// A length inside the bracket, 0.1 of its width away from the ends where two in a row would be closer, or this one
    /// is at an end; and whether it is close to one.
    let private divide wasClose { Low = low; High = high } =
        let left, right = min low.Length high.Length, max low.Length high.Length
        let least = interpolate low high left right
        let margin = 0.1 * (right - left)

        if not (min (right - least) (least - left) < margin) then struct (least, false)
        elif not (wasClose || least >= right || least <= left) then struct (least, true)
        elif abs (least - right) < abs (least - left) then struct (right - margin, false)
        else struct (left + margin, false)

    /// `search settings line` is a point at which the value has fallen enough and the slope is small enough: the value is
    /// at most that at the start plus `Decrease` times length and slope, and the slope, up or down, at most `Curvature` of
    /// that at the start. Where the evaluations do not suffice or the bracket is too small it is the best point found.
    /// A value that is NaN or infinite counts as too high. Source: Nocedal and Wright (2006), algorithms 3.5 and 3.6, in
    /// the form of PyTorch's `strong_wolfe`.
    let search (settings: StrongWolfe) : LineSearch =
        fun line ->
            let start = line.Start

            let isTooHigh (point: LinePoint) =
                not (point.Value <= start.Value + settings.Decrease * point.Length * start.Slope)

            let isFlat (point: LinePoint) = abs point.Slope <= -settings.Curvature * start.Slope

            let rec zoom count wasClose ({ Low = low; High = high } as found) =
                let isSmall = abs (high.Length - low.Length) * line.Size < settings.Tolerance

                if count >= settings.Evaluations || isSmall then
                    low
                else
                    let struct (length, isClose) = divide wasClose found
                    let point = line.At length

                    if isTooHigh point || not (point.Value < low.Value) then
                        (if found.IsLowFirst then bracket low point else bracket point low)
                        |> fun next -> zoom (count + 1) isClose next
                    elif isFlat point then
                        point
                    else
                        let isPast = point.Slope * (high.Length - low.Length) >= 0.0
                        zoom (count + 1) isClose { found with Low = point; High = (if isPast then low else high) }

            let rec advance count (previous: LinePoint) (point: LinePoint) =
                if count >= settings.Evaluations then
                    if isUpTo start point then start else point
                elif isTooHigh point || (count > 1 && point.Value >= previous.Value) then
                    zoom count false (bracket previous point)
                elif isFlat point then
                    point
                elif point.Slope >= 0.0 then
                    zoom count false (bracket previous point)
                else
                    let nearest = point.Length + 0.01 * (point.Length - previous.Length)
                    interpolate previous point nearest (point.Length * 10.0) |> line.At |> advance (count + 1) point

            advance 0 start (line.At line.Length)
