namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// The tokens that frame a sequence which is generated, and its greatest length.
type GreedySettings =
    {
        /// Before the first.
        Start: int
        /// After the last.
        End: int
        /// In place of what would follow the end.
        Padding: int
        /// Of the result, where the end does not come before.
        MaxLength: int
    }

/// Sequences that are generated token by token.
[<RequireQualifiedAccess>]
module Greedy =
    /// `Greedy.generate settings step state batch` are int64 tokens [batch; length]: each is the likeliest one behind those
    /// before. `step state tokens` takes the last tokens, [batch], to the logits of the next, [batch; vocabulary], and the
    /// next state. It stops where every example has come to its end. It reads values: not under a transformation.
    let generate (settings: GreedySettings) (step: 'State -> Tensor -> Tensor * 'State) (state: 'State) (batch: int) =
        let next (token: int64, isDone) = if isDone then int64 settings.Padding else token

        let rec go state (last: int64[]) (isDone: bool[]) (found: Tensor list) =
            if found.Length = settings.MaxLength || Array.forall id isDone then
                found
            else
                let logits, state = step state (Tensor.ofArray [ batch ] last)
                let tokens = (Tensor.argMax -1 logits).ToArray<int64>()
                let tokens = Array.map2 (fun token isDone -> next (token, isDone)) tokens isDone
                let isDone = Array.map2 (fun token isDone -> isDone || token = int64 settings.End) tokens isDone
                go state tokens isDone (Tensor.ofArray [ batch ] tokens :: found)

        match go state (Array.create batch (int64 settings.Start)) (Array.create batch false) [] with
        | [] -> Tensor.ofArray [ batch; 0 ] Array.empty<int64>
        | found -> Tensor.stack 1 (List.rev found)
