namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How learned positions begin: see `LearnedPositions.defaults`.
type LearnedPositionsSettings =
    {
        /// The number of places.
        MaxLength: int
        /// The features of each.
        Features: int
        DType: DType
    }

/// A vector for each place of a sequence, which is learned.
type LearnedPositions =
    {
        /// [maxLength; features]
        Weight: Tensor
    }

[<RequireQualifiedAccess>]
module LearnedPositions =
    /// Of float32. `MaxLength` and `Features` are for the user to set.
    let defaults: LearnedPositionsSettings = { MaxLength = 0; Features = 0; DType = DType.Float32 }

    /// `LearnedPositions.init settings key` begins with normal numbers of mean 0 and deviation 1, as an embedding does.
    /// Raises where a size is not positive.
    let init (settings: LearnedPositionsSettings) (key: Key) : LearnedPositions =
        if settings.MaxLength < 1 || settings.Features < 1 then
            let problem = $"{settings.MaxLength} places of {settings.Features} features"
            let hint = "{ LearnedPositions.defaults with MaxLength = 100; Features = 512 }: both are positive"
            Fail.raise "LearnedPositions.init" (RiemannError.Value(problem, hint))

        { Weight = Init.normal 0.0 1.0 settings.DType [ settings.MaxLength; settings.Features ] key }

    /// `LearnedPositions.applyFrom first layer x` is x with the vectors of the places from `first` on added: [.., length,
    /// features] of the same shape. Raises where there are not so many places, or the features differ.
    let applyFrom (first: int) (layer: LearnedPositions) (x: Tensor) : Tensor =
        let input, weight = x.Aval.Shape, layer.Weight.Aval.Shape
        let length = if input.Rank < 2 then 0 else input[input.Rank - 2]

        if input.Rank < 2 || input[input.Rank - 1] <> weight[1] || first < 0 || first + length > weight[0] then
            let problem = $"the layer has {weight[0]} places of {weight[1]} features, from place {first} on"
            let shapes = [ "input", input; "weight", weight ]
            Fail.raise "LearnedPositions.apply" (RiemannError.Shape(problem, shapes, "[.., length, features]"))

        x + layer.Weight[first .. first + length - 1]

    /// `LearnedPositions.apply layer x` is `applyFrom 0 layer x`. Source: Gehring et al. (2017), section 3.1.
    let apply (layer: LearnedPositions) (x: Tensor) : Tensor = applyFrom 0 layer x

    /// `LearnedPositions.layer settings` is the layer as a step of a model.
    let layer (settings: LearnedPositionsSettings) : Layer<LearnedPositions> =
        Layer.make "LearnedPositions" (init settings) apply
