namespace Riemann.FSharp.Learning.Nerva

open Riemann.FSharp
open Riemann.FSharp.Learning

/// A multilayer perceptron: a tree of tensors, which is differentiated, moved and saved like any other.
type Mlp = { Layers: MlpLayer list }

/// Nerva's multilayer perceptrons.
[<RequireQualifiedAccess>]
module Mlp =
    /// `Mlp.tryParse specification` is the plan that the texts describe, or what is wrong with them and where.
    let tryParse (specification: MlpSpecification) : Result<MlpPlan, SpecificationError> = MlpParser.parse specification

    /// `Mlp.parse specification` is what `tryParse` reads. Raises where that is an error.
    let parse (specification: MlpSpecification) : MlpPlan =
        tryParse specification |> Result.mapError SpecificationError.toRiemannError |> Fail.get "Mlp.parse"

    /// `Mlp.tryWithDensities "0.05;0.05;1" plan` is the plan with these parts of the weights, one for each linear layer or
    /// one for all, as after `--densities`: see `MlpLayerPlan.withDensity`. Or what is wrong with the text and where.
    let tryWithDensities (densities: string) (plan: MlpPlan) : Result<MlpPlan, SpecificationError> =
        MlpParser.withDensities densities plan

    /// `Mlp.withDensities densities plan` is the plan that `tryWithDensities` makes. Raises where that is an error.
    let withDensities (densities: string) (plan: MlpPlan) : MlpPlan =
        tryWithDensities densities plan
        |> Result.mapError SpecificationError.toRiemannError
        |> Fail.get "Mlp.withDensities"

    let private activated (linear: MlpLinear) activation =
        let layer name f = MlpLayer.Linear(linear, ActivationFunction.Of name f)

        match activation with
        | MlpActivation.Linear -> layer "Linear" id
        | MlpActivation.ReLU -> layer "ReLU" Activation.relu
        | MlpActivation.Sigmoid -> layer "Sigmoid" Activation.sigmoid
        | MlpActivation.Softmax -> layer "Softmax" (Activation.softmax -1)
        | MlpActivation.LogSoftmax -> layer "LogSoftmax" (Activation.logSoftmax -1)
        | MlpActivation.HyperbolicTangent -> layer "HyperbolicTangent" Activation.tanh
        | MlpActivation.LeakyReLU alpha -> layer $"LeakyReLU({alpha})" (Activation.leakyRelu alpha)
        | MlpActivation.AllReLU alpha -> layer $"AllReLU({alpha})" (Activation.allRelu alpha)
        | MlpActivation.SReLU settings -> MlpLayer.SReLU(linear, SRelu.init settings)

    /// `Mlp.init plan key` has random weights as the plan says, biases of 0, scales of 1, all of float32. The non-zeros of
    /// sparse layers are at random places. Raises where a size is not positive.
    let init (plan: MlpPlan) (key: Key) : Mlp =
        let layer inputs (index, layer: MlpLayerPlan) =
            match layer.Kind with
            | MlpLayerKind.Linear(outputs, activation, initialiser, density) ->
                activated (MlpLinear.init inputs outputs initialiser density (Key.foldIn index key)) activation, outputs
            | MlpLayerKind.BatchNormalization -> MlpLayer.BatchNormalization(BatchNormalization.init inputs), inputs

        { Layers = plan.Layers |> List.indexed |> List.mapFold layer plan.Inputs |> fst }

    /// `Mlp.apply mlp x` is what the layers make of x: [n; inputs] gives [n; outputs]. Raises where x does not fit.
    let apply (mlp: Mlp) (x: Tensor) : Tensor =
        (x, mlp.Layers)
        ||> List.fold (fun x layer ->
            match layer with
            | MlpLayer.Linear(linear, activation) -> activation.Apply(MlpLinear.forward linear x)
            | MlpLayer.SReLU(linear, rectifier) -> SRelu.apply rectifier (MlpLinear.forward linear x)
            | MlpLayer.BatchNormalization layer -> BatchNormalization.apply layer x)

    let private isWeight (name: string) = name.EndsWith ".Weight" || name.EndsWith ".Values" || name.EndsWith ".Gamma"

    let private made optimiser : Optimiser<Map<string, Tensor>> =
        let momentum mu = { NervaMomentum.defaults with Momentum = mu }

        match optimiser with
        | MlpOptimiser.GradientDescent -> Optimiser.gd Gd.defaults
        | MlpOptimiser.Momentum mu -> Optimiser.nervaMomentum (momentum mu)
        | MlpOptimiser.Nesterov mu -> Optimiser.nervaNesterov (momentum mu)

    /// `Mlp.optimiser plan` moves each layer of `Mlp.init plan` by its own optimisers, with a learning rate of 0.01 until
    /// another is set. Parts 2 i and 2 i + 1 of its state belong to the weights of layer i, counted from 0, and to what else
    /// that layer trains.
    let optimiser (plan: MlpPlan) : Optimiser<Mlp> =
        plan.Layers
        |> List.indexed
        |> List.collect (fun (index, layer) ->
            let belongs isOfWeights (name: string) = name.StartsWith $"Layers.{index}." && isWeight name = isOfWeights

            [ belongs true, made layer.WeightOptimiser; belongs false, made layer.BiasOptimiser ])
        |> Optimiser.groups

    let private toDense (mlp: Mlp) : Mlp = { Layers = mlp.Layers |> List.map (MlpLayer.mapLinear MlpLinear.toDense) }

    /// The perceptron with sparse layers where the other has them.
    let private sparseAs (other: Mlp) (mlp: Mlp) : Mlp =
        let alike (other: MlpLayer) =
            if (MlpLayer.pattern other).IsSome then MlpLayer.mapLinear MlpLinear.toSparse else id

        { Layers = List.map2 alike other.Layers mlp.Layers }

    /// `Mlp.toTensors mlp` are the tensors by the names that they have in Nerva's files: of linear layer i, counted from 1,
    /// the weights Wi [out; in] and biases bi, and of an SReLU ali, tli, ari and tri; of batch normalisation i, counted
    /// apart, gammai and betai. The weights of sparse layers have their zeros there.
    let toTensors (mlp: Mlp) : (string * Tensor) list =
        List.zip (MlpTensors.names mlp.Layers) (Tree.leaves (toDense mlp))

    /// `Mlp.tryOfTensors mlp tensors` is the perceptron with tensors by name in the place of its own, or an error that says
    /// which array is missing or does not fit. What is no weight or bias may be missing, as in files of Nerva, and stays;
    /// other names are passed over. A sparse layer has its non-zeros where those of the tensor are.
    let tryOfTensors (mlp: Mlp) (tensors: (string * Tensor) list) : Result<Mlp, RiemannError> =
        let own = toDense mlp

        toTensors own
        |> List.map (MlpTensors.fitted (Map.ofList tensors))
        |> SpecificationParser.all
        |> Result.map (Array.ofList >> Tree.rebuild own >> sparseAs mlp)

    /// `Mlp.ofTensors mlp tensors` is what `tryOfTensors` makes. Raises where that is an error.
    let ofTensors (mlp: Mlp) (tensors: (string * Tensor) list) : Mlp =
        tryOfTensors mlp tensors |> Fail.get "Mlp.ofTensors"
