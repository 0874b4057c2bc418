namespace Riemann.FSharp.Learning

open Riemann.Kernels
open Riemann.FSharp

/// The step that the kinds of gradient descent share.
module internal MomentumRule =
    /// `make decay climbs rate momentum entering looksAhead` goes along the direction, the one slot: `momentum` of the last
    /// and `entering` of the gradient. Without a slot it goes along the gradient.
    let make decay climbs rate momentum entering looksAhead =
        let formula (gradient: Tensor) (parameter: Tensor) (slots: Tensor[]) =
            if slots.Length = 0 then
                struct (parameter - gradient * rate, slots)
            else
                let direction = slots[0] * momentum + gradient * entering
                let ahead = if looksAhead then gradient * entering + direction * momentum else direction
                struct (parameter - ahead * rate, [| direction |])

        let step = MomentumStep(rate, momentum, entering, looksAhead)
        Descent.rule decay climbs step.Apply formula
