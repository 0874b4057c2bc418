namespace Riemann.FSharp.Learning.Nerva

open Riemann.FSharp.Learning

/// A layer of a multilayer perceptron.
[<RequireQualifiedAccess>]
type MlpLayer =
    | Linear of Linear: Linear * Activation: ActivationFunction
    /// A linear layer followed by an S-shaped rectifier, whose numbers train.
    | SReLU of Linear: Linear * Rectifier: SRelu
    | BatchNormalization of Normalization: BatchNormalization
