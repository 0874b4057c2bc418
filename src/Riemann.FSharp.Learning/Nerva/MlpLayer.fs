namespace Riemann.FSharp.Learning.Nerva

open Riemann.FSharp
open Riemann.FSharp.Learning

/// A layer of a multilayer perceptron.
[<RequireQualifiedAccess>]
type MlpLayer =
    | Linear of Linear: MlpLinear * Activation: ActivationFunction
    /// A linear layer followed by an S-shaped rectifier, whose numbers train.
    | SReLU of Linear: MlpLinear * Rectifier: SRelu
    | BatchNormalization of Normalization: BatchNormalization

module internal MlpLayer =
    /// The layer with another linear part, where it has one.
    let mapLinear (f: MlpLinear -> MlpLinear) (layer: MlpLayer) : MlpLayer =
        match layer with
        | MlpLayer.Linear(linear, activation) -> MlpLayer.Linear(f linear, activation)
        | MlpLayer.SReLU(linear, rectifier) -> MlpLayer.SReLU(f linear, rectifier)
        | MlpLayer.BatchNormalization _ -> layer

    /// Where the weights of a sparse layer are.
    let pattern (layer: MlpLayer) : SparsityPattern option =
        match layer with
        | MlpLayer.Linear(MlpLinear.Sparse linear, _)
        | MlpLayer.SReLU(MlpLinear.Sparse linear, _) -> Some linear.Pattern
        | _ -> None
