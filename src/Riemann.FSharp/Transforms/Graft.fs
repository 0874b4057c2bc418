namespace Riemann.FSharp

open System.Threading
open Riemann.Kernels

/// Gives values a derivative that is not that of the operations which computed them.
module internal Graft =
    let mutable private instances = 0L

    /// f over the operands that are batched, with the others captured.
    let private over (isBatched: bool[]) (f: Tensor[] -> Tensor) (operands: Tensor[]) : Tensor =
        let batched = operands |> Array.indexed |> Array.filter (fun (i, _) -> isBatched[i])

        let one (examples: Tensor[]) =
            let all = Array.copy operands
            batched |> Array.iteri (fun k (i, _) -> all[i] <- examples[k])
            f all

        vmap one (batched |> Array.map snd)

    /// Zeros that move: operand i moves them by `map operands i` where `isMoving i`.
    let rec private moving name (result: Aval) (isMoving: int -> bool) (map: Tensor[] -> int -> LinearMap) : Primitive =
        { Name = name
          Parameters = [ Number("instance", Interlocked.Increment &instances) ]
          Domain = []
          Shape = fun _ -> Ok result
          Kernel = Kernel.General(fun _ -> NDArray.Full(result.DType, result.Shape, 0.0))
          Derivative = fun operands _ i -> if isMoving i then map operands i else LinearMap.zero
          Batch =
            BatchRule.Rule(fun operands ->
                let isBatched = operands |> Array.map _.IsBatched
                let whole = { result with Shape = Shapes.prepend (Batching.size operands) result.Shape }

                operands
                |> Array.map _.Value
                |> Primitive.apply (moving name whole isMoving (mapped isBatched map))
                |> Batched.Whole) }

    /// The linear map of each example.
    and private mapped (isBatched: bool[]) (map: Tensor[] -> int -> LinearMap) (operands: Tensor[]) i =
        /// One direction of the map, applied to one more operand.
        let along isBatchedToo direction (x: Tensor) =
            let run (all: Tensor[]) = direction (map (Array.take operands.Length all) i) (Array.last all)
            over (Array.append isBatched [| isBatchedToo |]) run (Array.append operands [| x |])

        let pull c = along true _.Pull c
        LinearMap.create (along isBatched[i] _.Push) (if isBatched[i] then pull else pull >> Structure.sum [ 0 ])

    /// The first operand, moved by the second.
    let shift: Primitive =
        let first (x: NDArray[]) = x[0].BroadcastTo(Shape.Broadcast(x[0].Shape, x[1].Shape))
        Primitive.binary "shift" Domains.pair (Kernel.General first) (fun _ _ _ _ -> id)

    /// `attach name map values movers operands` are the values, moved by `map operands` when the movers move:
    /// a linear map from the vector of the movers' tangents to that of the values'. The operands are what the
    /// map needs to know; it depends on nothing else that is traced.
    ///
    /// Tangents travel beside the values: the movers' are gathered in a vector of zeros, which moves another
    /// vector of zeros, parts of which move the values. The zeros take no memory and no value is copied.
    let attach name (map: Ravel -> Ravel -> Tensor[] -> LinearMap) (values: Tensor[]) movers operands : Tensor[] =
        if Array.isEmpty values || Array.isEmpty movers then
            values
        else
            let from, into = Ravel.Of movers, Ravel.Of values
            let gather _ i = LinearMap.create (from.Place i) (from.Take i)
            let motion = Primitive.apply (moving $"{name}Motion" from.Aval (fun _ -> true) gather) movers
            let answer (operands: Tensor[]) _ = map from into (Array.tail operands)
            let moved = moving name into.Aval (fun i -> i = 0) answer
            let moved = Primitive.apply moved (Array.append [| motion |] operands)
            values |> Array.mapi (fun i value -> Primitive.apply2 shift value (into.Take i moved))
