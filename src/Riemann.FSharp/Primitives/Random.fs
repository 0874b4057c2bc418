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

/// Random tensors. Every function takes its key last.
[<RequireQualifiedAccess>]
module Random =
    let private draw (primitive: Primitive) (key: Key) = Primitive.apply1 primitive key.Bits

    let private float operation (dtype: DType) =
        if not (dtype.IsFloat()) then
            let hint = "draw floats, or use Random.integers"
            Fail.raise operation (RiemannError.DType("the distribution is continuous", [ "wanted", dtype ], hint))

        dtype

    /// `uniformOf dtype [2; 3] key` are floats from the interval [0, 1).
    let uniformOf (dtype: DType) (dimensions: int list) (key: Key) =
        draw (RandomPrimitives.uniform (float "uniform" dtype) (Shapes.ofList "uniform" dimensions)) key

    /// `uniform [2; 3] key` are float64 numbers from the interval [0, 1).
    let uniform (dimensions: int list) (key: Key) = uniformOf DType.Float64 dimensions key

    /// `normalOf dtype [2; 3] key` are floats from the normal distribution with mean 0 and variance 1, by
    /// inversion of its distribution function (Wichura 1988, AS 241).
    let normalOf (dtype: DType) (dimensions: int list) (key: Key) =
        draw (RandomPrimitives.normal (float "normal" dtype) (Shapes.ofList "normal" dimensions)) key

    /// `normal [2; 3] key` are float64 numbers from the normal distribution with mean 0 and variance 1.
    let normal (dimensions: int list) (key: Key) = normalOf DType.Float64 dimensions key

    /// `integers low high [2; 3] key` are int64 numbers n with low <= n < high, all equally likely.
    let integers (low: int64) (high: int64) (dimensions: int list) (key: Key) =
        if low >= high then
            Fail.raise "integers" (RiemannError.Value($"no integer n has {low} <= n < {high}", "low is less than high"))

        draw (RandomPrimitives.integers low high (Shapes.ofList "integers" dimensions)) key

    /// `permutation n key` are the int64 numbers 0 .. n - 1 in random order.
    let permutation (count: int) (key: Key) =
        Shapes.ofList "permutation" [ count ] |> ignore
        draw (RandomPrimitives.permutation count) key

    /// `bernoulli p [2; 3] key` are truth values, each true with probability p.
    let bernoulli (probability: float) (dimensions: int list) (key: Key) =
        if not (probability >= 0.0 && probability <= 1.0) then
            Fail.raise "bernoulli" (RiemannError.Value($"{string probability} is not a probability", "between 0 and 1"))

        Tensor.less (uniform dimensions key) (tensor probability)
