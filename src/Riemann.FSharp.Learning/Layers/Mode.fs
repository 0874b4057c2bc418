namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// What a model is run for. Layers that do not care take none.
type Mode =
    /// Training: what is random draws from this key.
    | Train of Key
    /// Use: nothing is random, and nothing is remembered.
    | Eval

[<RequireQualifiedAccess>]
module Mode =
    /// `Mode.split mode` are two modes of the same kind, whose keys, if any, are independent: one for each of two layers.
    let split (mode: Mode) : Mode * Mode =
        match mode with
        | Train key ->
            let first, second = Key.split key
            Train first, Train second
        | Eval -> Eval, Eval

    /// `Mode.at index mode` is a mode of the same kind for the layer with this number.
    let at (index: int) (mode: Mode) : Mode =
        match mode with
        | Train key -> Train(Key.foldIn index key)
        | Eval -> Eval
