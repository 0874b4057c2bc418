namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Places of a sequence as rotations of queries and keys: see `RotaryPositions.defaults`.
type RotaryPositions =
    {
        /// The longest wavelength is about so many times 2 pi.
        Base: float
    }

[<RequireQualifiedAccess>]
module RotaryPositions =
    /// A base of 10000.
    let defaults: RotaryPositions = { Base = 10000.0 }

    /// `RotaryPositions.applyFrom first layer x` is x, [.., length, features], with the features 2i and 2i + 1 of place p,
    /// counted from `first`, turned by the angle p / base^(2i / features). The product of a query and a key that are turned
    /// so depends on the distance of their places only. Raises where the number of features is odd.
    /// Source: Su, Lu, Pan, Murtadha, Wen and Liu (2021), equation 34.
    let applyFrom (first: int) (layer: RotaryPositions) (x: Tensor) : Tensor =
        SinusoidalPositions.require "RotaryPositions.apply" layer.Base x
        let length, features = x.Aval.Shape[x.Rank - 2], x.Aval.Shape[x.Rank - 1]
        let angles = SinusoidalPositions.angles layer.Base DType.Float64 first length (features / 2)
        let cosine, sine = Tensor.cast x.DType (cos angles), Tensor.cast x.DType (sin angles)

        match x |> Tensor.reshape (List.take (x.Rank - 1) x.Shape @ [ features / 2; 2 ]) |> Tensor.unstack -1 with
        | [ even; odd ] ->
            Tensor.stack x.Rank [ even * cosine - odd * sine; even * sine + odd * cosine ] |> Tensor.reshape x.Shape
        | parts -> invalidOp $"{parts.Length} parts of a pair"

    /// `RotaryPositions.apply layer x` is `applyFrom 0 layer x`.
    let apply (layer: RotaryPositions) (x: Tensor) : Tensor = applyFrom 0 layer x
