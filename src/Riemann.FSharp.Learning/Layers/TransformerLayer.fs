namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// How the layers of a transformer begin: see `TransformerLayer.defaults`.
type TransformerLayerSettings =
    {
        /// The features of every place, PyTorch's `d_model`.
        EmbedDim: int
        /// Of every attention.
        NumHeads: int
        /// The features between the two linear layers.
        FeedForwardDim: int
        /// The probability of dropout in training: of attention weights, between the linear layers, and of every part of
        /// a layer before it is added to what it was made of.
        Dropout: float
        Activation: ActivationFunction
        LayerNormEpsilon: float
        /// [batch; length; features] in place of [length; batch; features].
        BatchFirst: bool
        /// Normalises what goes into each part of a layer, in place of what comes out.
        NormFirst: bool
        DType: DType
    }

[<RequireQualifiedAccess>]
module TransformerLayer =
    /// PyTorch's: 2048 features between the linear layers, relu, dropout 0.1, epsilon 1e-5, normalised behind each part,
    /// and the length on the first axis. `EmbedDim` and `NumHeads` are for the user to set.
    let defaults: TransformerLayerSettings =
        { EmbedDim = 0
          NumHeads = 1
          FeedForwardDim = 2048
          Dropout = 0.1
          Activation = ActivationFunction.Relu
          LayerNormEpsilon = 1e-5
          BatchFirst = false
          NormFirst = false
          DType = DType.Float32 }

/// What the layers of encoders and decoders are made of.
module internal TransformerParts =
    let attention (settings: TransformerLayerSettings) key : MultiheadAttention =
        MultiheadAttention.init
            { MultiheadAttention.defaults with
                EmbedDim = settings.EmbedDim
                NumHeads = settings.NumHeads
                Dropout = settings.Dropout
                BatchFirst = settings.BatchFirst
                DType = settings.DType }
            key

    let linear (settings: TransformerLayerSettings) inputs outputs key : Linear =
        Linear.init { Linear.defaults with Inputs = inputs; Outputs = outputs; DType = settings.DType } key

    let norm (settings: TransformerLayerSettings) : LayerNorm =
        LayerNorm.init
            { LayerNorm.defaults with
                NormalizedShape = [ settings.EmbedDim ]
                Epsilon = settings.LayerNormEpsilon
                DType = settings.DType }

    let drop (settings: TransformerLayerSettings) mode (x: Tensor) : Tensor =
        Dropout.apply mode { Probability = settings.Dropout } x

    /// x and what a part of the layer makes of it, normalised before or after.
    let residual (settings: TransformerLayerSettings) mode norm (part: Tensor -> Tensor) (x: Tensor) : Tensor =
        if settings.NormFirst then
            x + drop settings mode (part (LayerNorm.apply norm x))
        else
            LayerNorm.apply norm (x + drop settings mode (part x))

    let feedForward (settings: TransformerLayerSettings) mode first second (x: Tensor) : Tensor =
        Linear.apply first x |> settings.Activation.Apply |> drop settings mode |> Linear.apply second
