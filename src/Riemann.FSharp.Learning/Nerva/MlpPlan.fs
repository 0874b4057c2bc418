namespace Riemann.FSharp.Learning.Nerva

open Riemann.FSharp
open Riemann.FSharp.Learning

/// What follows the linear part of a layer.
[<RequireQualifiedAccess>]
type MlpActivation =
    /// Nothing.
    | Linear
    | ReLU
    | Sigmoid
    /// Over the units of each example.
    | Softmax
    /// Over the units of each example.
    | LogSoftmax
    | HyperbolicTangent
    /// With the slope for negative values.
    | LeakyReLU of alpha: float
    /// The values of `LeakyReLU`: a network that changes the sign from layer to layer gives each its own alpha.
    | AllReLU of alpha: float
    /// With the four numbers that training begins with.
    | SReLU of SReluSettings

/// How the weights of a linear layer begin. Biases begin at 0. In a sparse layer the inputs and outputs that a weight
/// counts are those that have one.
[<RequireQualifiedAccess>]
type WeightInitialiser =
    /// `Init.xavierNormal` with a gain of 1.
    | XavierNormal
    /// `Init.xavierUniform` with a gain of 1.
    | XavierUniform
    /// `Init.kaimingNormal` by the inputs, for ReLU.
    | HeNormal
    /// `Init.kaimingUniform` by the inputs, for ReLU.
    | HeUniform
    | Normal of mean: float * deviation: float
    | Uniform of low: float * high: float
    | Zero

/// How parameters move.
[<RequireQualifiedAccess>]
type MlpOptimiser =
    /// `Optimiser.gd`.
    | GradientDescent
    /// `Optimiser.nervaMomentum`.
    | Momentum of mu: float
    /// `Optimiser.nervaNesterov`.
    | Nesterov of mu: float

/// What a layer is.
[<RequireQualifiedAccess>]
type MlpLayerKind =
    /// `density` is the part of the weights that is not zero: 1 for a whole matrix.
    | Linear of outputs: int * activation: MlpActivation * weights: WeightInitialiser * density: float
    | BatchNormalization

/// A layer before it has numbers.
type MlpLayerPlan =
    {
        Kind: MlpLayerKind
        /// Moves the weights, or the scale of a batch normalisation.
        WeightOptimiser: MlpOptimiser
        /// Moves what else the layer trains.
        BiasOptimiser: MlpOptimiser
    }

[<RequireQualifiedAccess>]
module MlpLayerPlan =
    let private ofKind kind =
        { Kind = kind; WeightOptimiser = MlpOptimiser.GradientDescent; BiasOptimiser = MlpOptimiser.GradientDescent }

    /// `MlpLayerPlan.linear 1024 MlpActivation.ReLU WeightInitialiser.XavierNormal` is a linear layer with so many outputs
    /// and what follows it, which gradient descent moves.
    let linear (outputs: int) (activation: MlpActivation) (weights: WeightInitialiser) : MlpLayerPlan =
        ofKind (MlpLayerKind.Linear(outputs, activation, weights, 1.0))

    /// A batch normalisation, which gradient descent moves.
    let batchNormalization: MlpLayerPlan = ofKind MlpLayerKind.BatchNormalization

    /// `withDensity 0.05 layer` is the layer with 5% of its weights: a `SparseLinear` with that density, where 1 is a dense
    /// layer. A batch normalisation stays as it is. Raises for a density that is not above 0 and up to 1.
    let withDensity (density: float) (layer: MlpLayerPlan) : MlpLayerPlan =
        if not (density > 0.0 && density <= 1.0) then
            let problem = $"a density of {string density}"
            Fail.raise "MlpLayerPlan.withDensity" (RiemannError.Value(problem, "above 0 and up to 1"))

        match layer.Kind with
        | MlpLayerKind.Linear(outputs, activation, weights, _) ->
            { layer with Kind = MlpLayerKind.Linear(outputs, activation, weights, density) }
        | MlpLayerKind.BatchNormalization -> layer

    /// `withOptimiser optimiser layer` is the layer with all of its parameters moved by the optimiser.
    let withOptimiser (optimiser: MlpOptimiser) (layer: MlpLayerPlan) : MlpLayerPlan =
        { layer with WeightOptimiser = optimiser; BiasOptimiser = optimiser }

    /// `withOptimisers weights others layer` is the layer with an optimiser for the weights, or the scale of a batch
    /// normalisation, and another for the bias and what else it trains: Nerva's composite optimiser.
    let withOptimisers (weights: MlpOptimiser) (others: MlpOptimiser) (layer: MlpLayerPlan) : MlpLayerPlan =
        { layer with WeightOptimiser = weights; BiasOptimiser = others }

/// A multilayer perceptron before it has numbers: how many an example has, and the layers it passes. Each takes what the
/// one before gives.
type MlpPlan =
    { Inputs: int
      Layers: MlpLayerPlan list }

    /// The numbers that come out.
    member plan.Outputs =
        (plan.Inputs, plan.Layers)
        ||> List.fold (fun size layer ->
            match layer.Kind with
            | MlpLayerKind.Linear(outputs = outputs) -> outputs
            | MlpLayerKind.BatchNormalization -> size)

/// A plan as text: lists with semicolons between the items, in the words of Nerva's command line.
type MlpSpecification =
    {
        /// `--layers`, such as `ReLU;LeakyReLU(0.5);BatchNormalization;Linear`.
        Layers: string
        /// `--layer-sizes`: the inputs, and the outputs of each linear layer, such as `784;1024;512;10`.
        LayerSizes: string
        /// `--layer-weights`: an initialiser for each linear layer, or one for all.
        LayerWeights: string
        /// `--optimizers`: one for each layer, batch normalisations too, or one for all.
        Optimizers: string
    }
