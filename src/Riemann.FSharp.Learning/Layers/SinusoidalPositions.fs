namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// Vectors for the places of a sequence that are sines and cosines of growing wavelengths: see `SinusoidalPositions.defaults`.
type SinusoidalPositions =
    {
        /// The longest wavelength is about so many times 2 pi.
        Base: float
    }

[<RequireQualifiedAccess>]
module SinusoidalPositions =
    /// A base of 10000.
    let defaults: SinusoidalPositions = { Base = 10000.0 }

    /// The angles [length; half] of the places from `first` on, half being the number of wavelengths.
    let internal angles (longest: float) dtype (first: int) (length: int) (half: int) : Tensor =
        let angle i = float (first + i / half) * longest ** (-float(i % half) / float half)
        Tensor.ofArray [ length; half ] (Array.init (length * half) angle) |> Tensor.cast dtype

    let internal require operation (longest: float) (x: Tensor) =
        if not (longest > 0.0 && longest < infinity) then
            Fail.raise operation (RiemannError.Value($"a base of {longest}", "a positive number, such as 10000"))

        if x.Rank < 2 || x.Aval.Shape[x.Rank - 1] % 2 <> 0 then
            let problem = "sines and cosines come in pairs of features"
            let rule = "[.., length, features], of which there is an even number"
            Fail.raise operation (RiemannError.Shape(problem, [ "input", x.Aval.Shape ], rule))

    /// `SinusoidalPositions.applyFrom first layer x` is x with the vectors of the places from `first` on added: [.., length,
    /// features] of the same shape. Features 2i and 2i + 1 of place p get the sine and the cosine of
    /// p / base^(2i / features). Raises where the number of features is odd. Source: Vaswani et al. (2017), section 3.5.
    let applyFrom (first: int) (layer: SinusoidalPositions) (x: Tensor) : Tensor =
        require "SinusoidalPositions.apply" layer.Base x
        let length, features = x.Aval.Shape[x.Rank - 2], x.Aval.Shape[x.Rank - 1]
        let angles = angles layer.Base DType.Float64 first length (features / 2)
        x + (Tensor.stack 2 [ sin angles; cos angles ] |> Tensor.reshape [ length; features ] |> Tensor.cast x.DType)

    /// `SinusoidalPositions.apply layer x` is `applyFrom 0 layer x`.
    let apply (layer: SinusoidalPositions) (x: Tensor) : Tensor = applyFrom 0 layer x

    /// `SinusoidalPositions.layer settings` is the layer as a step of a model.
    let layer (settings: SinusoidalPositions) : Layer<unit> = Layer.map "SinusoidalPositions" (apply settings)
