module Characters.Model

open Riemann.FSharp
open Riemann.FSharp.Learning
open Characters.Corpus

type Net = { Memory: Lstm; Output: Linear }

let init characters hidden key =
    let memory, output = Key.split key

    { Memory = Lstm.init { Lstm.defaults with Inputs = characters; Hidden = hidden } memory
      Output = Linear.init { Linear.defaults with Inputs = hidden; Outputs = characters } output }

let private characters net = net.Output.Weight.Shape[0]

let private encode net (numbers: Tensor) = Tensor.oneHot (characters net) numbers |> Tensor.cast DType.Float32

/// No memory of any text.
let start net lanes = Lstm.initial net.Memory (Tensor.full DType.Float32 [ 1; lanes; characters net ] 0.0)

/// Logits of what follows each of the characters [steps; lanes], and what is remembered then.
let apply net state numbers =
    let outputs, state = Lstm.applyFrom Eval net.Memory state (encode net numbers)
    Linear.apply net.Output outputs, state

/// The mean loss of a window in nats per character, and what is remembered after it.
let loss net state (numbers, next: Tensor) =
    let logits, state = apply net state numbers
    Loss.crossEntropy (Tensor.flatten next) (Tensor.reshape [ next.Length; -1 ] logits), state

let optimiser: Optimiser<Net> = Optimiser.adam { Adam.defaults with LearningRate = 3e-3 }

/// The gradient, shortened to this length where it is longer. Source: Pascanu, Mikolov and Bengio (2013), algorithm 1.
let private clip most gradient =
    let norm = gradient |> Tree.leaves |> List.sumBy (Tensor.square >> Tensor.sum >> float) |> sqrt
    if norm > most then gradient |> Tree.map (fun leaf -> leaf * (most / norm)) else gradient

/// One step of training on a window. The derivative ends where the window begins: the state comes in as numbers
/// (truncated backpropagation through time).
let step (net, optimiserState, state) window =
    let (loss, state), gradient = valueAndGradAux (fun net -> loss net state window) net
    let net, optimiserState = optimiser.Update (clip 5.0 gradient) optimiserState net
    loss.ToFloat(), (net, optimiserState, state)

/// The mean loss over windows, read in order.
let test net lanes windows =
    let losses, _ =
        windows
        |> List.mapFold
            (fun state window ->
                let loss, state = loss net state window
                loss.ToFloat(), state)
            (start net lanes)

    List.average losses

/// Characters that the net writes after a first one, drawn at a temperature.
let write net (corpus: Corpus) (first: char) (temperature: float) count key =
    let next (number: Tensor, state) i =
        let logits, state = apply net state (Tensor.reshape [ 1; 1 ] number)
        let number = Random.categorical -1 (logits / temperature) (Key.foldIn i key)
        corpus.Alphabet[number.ToFloat() |> int], (number, state)

    let first = tensor [ int64 (System.Array.IndexOf(corpus.Alphabet, first)) ]
    let written, _ = List.mapFold next (first, start net 1) [ 1..count ]
    System.String(List.toArray written)
