namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How a group normalisation begins: see `GroupNorm.defaults`.
type GroupNormSettings =
    {
        /// How many groups the channels form.
        Groups: int
        Channels: int
        /// Added to the variance.
        Epsilon: float
        /// Whether each channel has a weight and a bias.
        Affine: bool
        DType: DType
    }

/// Group normalisation: y = (x - mean) / sqrt (variance + epsilon) weight + bias, with the statistics of groups of
/// channels of each example.
type GroupNorm =
    {
        /// [channels]
        Weight: Tensor option
        /// [channels]
        Bias: Tensor option
        Settings: GroupNormSettings
    }

[<RequireQualifiedAccess>]
module GroupNorm =
    /// With weights and biases, of float32, and an epsilon of 1e-5. `Groups` and `Channels` are for the user to set.
    let defaults: GroupNormSettings = { Groups = 0; Channels = 0; Epsilon = 1e-5; Affine = true; DType = DType.Float32 }

    /// `GroupNorm.init settings` has weights of 1 and biases of 0. Raises where the channels do not form that many groups,
    /// or epsilon is negative.
    let init (settings: GroupNormSettings) : GroupNorm =
        Normalising.requireChannels "GroupNorm.init" "GroupNorm.defaults" settings.Channels
        Normalising.requireEpsilon "GroupNorm.init" settings.Epsilon

        if settings.Groups < 1 || settings.Channels % settings.Groups <> 0 then
            let problem = $"{settings.Channels} channels do not form {settings.Groups} groups"
            Fail.raise "GroupNorm.init" (RiemannError.Value(problem, "a divisor of the number of channels"))

        { Weight = Normalising.ones settings.Affine settings.DType [ settings.Channels ]
          Bias = Normalising.zeros settings.Affine settings.DType [ settings.Channels ]
          Settings = settings }

    /// `GroupNorm.apply layer x` is x, [batch; channels; ..], with neighbouring channels of each example normalised
    /// together. Raises where x does not have the layer's channels. Source: Wu and He (2018), equations 1, 2 and 7.
    let apply (layer: GroupNorm) (x: Tensor) : Tensor =
        let settings = layer.Settings
        let spatial = x.Rank - 2
        let forms = if x.Rank < 2 then [ 2, "[batch; channels; ..]" ] else [ x.Rank, "[batch; channels; ..]" ]
        Normalising.requireInput "GroupNorm.apply" settings.Channels forms spatial x
        let grouped = [ settings.Groups; settings.Channels / settings.Groups ]

        let beside (parameter: Tensor option) =
            parameter |> Option.map (Tensor.reshape (grouped @ List.replicate spatial 1))

        x
        |> Tensor.reshape (x.Shape[0] :: grouped @ List.skip 2 x.Shape)
        |> Normalising.standardise settings.Epsilon [ 2 .. x.Rank ] (beside layer.Weight) (beside layer.Bias)
        |> Tensor.reshape x.Shape

    /// `GroupNorm.layer settings` is the layer as a step of a model.
    let layer (settings: GroupNormSettings) : Layer<GroupNorm> = Layer.make "GroupNorm" (fun _ -> init settings) apply
