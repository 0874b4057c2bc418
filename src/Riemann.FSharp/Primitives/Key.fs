namespace Riemann.FSharp

open System
open Riemann.Kernels

/// Where random numbers come from: an immutable value, not a stream. The same key gives the same numbers, on
/// any number of threads and under vmap; independent numbers come from keys made by `Key.split`.
type Key = private { Bits: Tensor }

/// Draws as operations on keys. Element i of a draw depends only on the key and i.
module internal RandomPrimitives =
    let private draw name parameters dtype (shape: Shape) kernel : Primitive =
        let rec p =
            { Name = name
              Parameters = Dimensions shape :: ElementType dtype :: parameters
              Domain = [ Domain.Key ]
              Shape =
                fun keys ->
                    Shapes.ofArray [| yield! keys[0].Shape.Dimensions.ToArray(); yield! shape.Dimensions.ToArray() |]
                    |> Result.map (fun shape -> { Shape = shape; DType = dtype })
              Kernel = Kernel.General(fun keys -> kernel keys[0])
              Derivative = fun _ _ _ -> LinearMap.zero
              Batch = BatchRule.Rule(fun keys -> Batched.Whole(Primitive.apply1 p keys[0].Value)) }

        p

    let split count =
        draw "split" [] DType.Int64 (Shapes.ofDimensions [| count |]) (fun keys -> Philox.Split(keys, count))

    let foldIn (data: int64) =
        draw "foldIn" [ Number("data", data) ] DType.Int64 Shape.Scalar (fun keys -> Philox.FoldIn(keys, data))

    let uniform dtype shape = draw "uniform" [] dtype shape (fun keys -> Philox.Uniform(keys, shape, dtype))
    let normal dtype shape = draw "normal" [] dtype shape (fun keys -> Philox.Normal(keys, shape, dtype))

    let integers (low: int64) (high: int64) shape =
        draw "integers" [ Number("low", low); Number("high", high) ] DType.Int64 shape (fun keys ->
            Philox.Integers(keys, shape, low, high))

    let permutation count =
        draw "permutation" [] DType.Int64 (Shapes.ofDimensions [| count |]) (fun keys ->
            Philox.Permutation(keys, count))

    /// Operands keys and parameters, whose first axes are those of the keys: an int64 count for each parameter.
    let rec private counts name domain rule kernel : Primitive =
        let fits (operands: Aval[]) =
            let keys, shape = operands[0].Shape, operands[1].Shape

            if shape.Rank >= keys.Rank && keys.Dimensions.SequenceEqual(shape.Dimensions.Slice(0, keys.Rank)) then
                Ok { Shape = shape; DType = DType.Int64 }
            else
                let shapes = [ "keys", keys; "parameters", shape ]
                Error(RiemannError.Shape("the keys do not fit", shapes, "the first axes are those of the keys"))

        { Name = name
          Parameters = []
          Domain = Domain.Key :: domain
          Shape = fun x -> rule x[1..] |> Result.bind (fun _ -> fits x)
          Kernel = Kernel.General kernel
          Derivative = fun _ _ _ -> LinearMap.zero
          Batch =
            BatchRule.Rule(fun x ->
                x
                |> Array.map (Batching.spread (Batching.size x))
                |> Primitive.apply (counts name domain rule kernel)
                |> Batched.Whole) }

    /// Raises unless all elements are from 0 to the largest.
    let private requireBetween name what largest (x: NDArray) =
        let atLeast = Elementwise.GreaterEqual(x, Scalars.array 0.0 x.DType)
        let isGood = Elementwise.And(atLeast, Elementwise.LessEqual(x, Scalars.array largest x.DType))

        if not (Reduction.All(isGood, ReadOnlySpan [| 0 .. x.Rank - 1 |], false).Item<bool>()) then
            Fail.raise name (RiemannError.Value($"{what} is negative, NaN or too large", $"0 to {string largest}"))

    let poisson =
        counts "poisson" [ Domain.Between(0.0, 40.0) ] Rules.floats (fun x ->
            requireBetween "poisson" "a rate" 1e18 x[1]
            Counts.Poisson(x[0], x[1]))

    let binomial =
        counts "binomial" [ Domain.Between(20.0, 30.0); Domain.Between(0.0, 1.0) ] Rules.floats (fun x ->
            requireBetween "binomial" "a number of trials" 9007199254740992.0 x[1]
            requireBetween "binomial" "a probability" 1.0 x[2]
            Counts.Binomial(x[0], x[1], x[2]))

[<RequireQualifiedAccess>]
module Key =
    /// `create seed` is the key of a number.
    let create (seed: int64) : Key = { Bits = Tensor(NDArray.Full(DType.Int64, Shape.Scalar, seed), null) }

    /// `splitMany n key` are n independent keys. Use each one once, and the old one no more.
    let splitMany (count: int) (key: Key) : Key list =
        Shapes.ofList "Key.splitMany" [ count ] |> ignore
        let keys = Primitive.apply1 (RandomPrimitives.split count) key.Bits
        [ for i in 0 .. count - 1 -> { Bits = keys[i] } ]

    /// `split key` are two independent keys.
    let split (key: Key) : Key * Key =
        match splitMany 2 key with
        | [ first; second ] -> first, second
        | _ -> invalidOp "two keys were asked for"

    /// `stack n key` are n independent keys side by side, one for each example under vmap.
    let stack (count: int) (key: Key) : Key =
        Shapes.ofList "Key.stack" [ count ] |> ignore
        { Bits = Primitive.apply1 (RandomPrimitives.split count) key.Bits }

    /// `foldIn data key` is a key made from another and a number, such as the number of an epoch or a layer.
    let foldIn (data: int) (key: Key) : Key =
        { Bits = Primitive.apply1 (RandomPrimitives.foldIn (int64 data)) key.Bits }
