namespace Riemann.FSharp.Learning

open System

/// The marks of an axis at round numbers, and where numbers lie on it.
[<NoEquality; NoComparison>]
type internal Axis = { Low: float; High: float; Ticks: float list; Decimals: int }

module internal Axis =
    /// 1, 2 or 5 times a power of ten, the smallest that is no less.
    let private round (step: float) =
        let power = 10.0 ** floor (log10 step)
        let digit = [ 1.0; 2.0; 5.0; 10.0 ] |> List.find (fun digit -> digit * power >= step * (1.0 - 1e-9))
        digit * power

    /// An axis that holds these numbers, with about so many marks no closer than the least step.
    let fit (marks: int) (least: float) (low: float) (high: float) : Axis =
        let spread = if high > low then high - low else max (abs high) 1e-12
        let low, high = if high > low then low, high else low - spread / 2.0, high + spread / 2.0
        let step = max least (round ((high - low) / float marks))
        let first, last = floor (low / step + 1e-9), ceil (high / step - 1e-9)

        { Low = first * step
          High = last * step
          Ticks = [ for tick in first..last -> tick * step ]
          Decimals = max 0 (int (ceil (-(log10 step) - 1e-9))) }

    /// The part of the way from the low end to the high one.
    let part (axis: Axis) (value: float) = (value - axis.Low) / (axis.High - axis.Low)

    /// A tick as text, with no more digits than ticks need.
    let text (axis: Axis) (tick: float) =
        let largest = max (abs axis.Low) (abs axis.High)

        if tick = 0.0 then "0"
        elif largest < 1e-3 || largest >= 1e5 then tick.ToString("0.##e0")
        else tick.ToString $"F{axis.Decimals}"
