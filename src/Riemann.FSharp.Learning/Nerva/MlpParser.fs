namespace Riemann.FSharp.Learning.Nerva

open System
open System.Globalization
open Riemann.FSharp.Learning

/// Reads plans from text.
module internal MlpParser =
    /// What a name among the layers stands for.
    type private Kind =
        | Activated of MlpActivation
        | Normalisation

    let private alpha = SpecificationNumber.any "alpha"

    let private layers =
        let plain name activation = Choice.plain name (Activated activation)
        let start = SRelu.defaults

        [ plain "Linear" MlpActivation.Linear
          plain "ReLU" MlpActivation.ReLU
          plain "Sigmoid" MlpActivation.Sigmoid
          plain "Softmax" MlpActivation.Softmax
          plain "LogSoftmax" MlpActivation.LogSoftmax
          plain "HyperbolicTangent" MlpActivation.HyperbolicTangent
          Choice.ofNumbers "LeakyReLU" [ alpha ] (fun values -> Activated(MlpActivation.LeakyReLU values[0]))
          Choice.ofNumbers "AllReLU" [ alpha ] (fun values -> Activated(MlpActivation.AllReLU values[0]))
          Choice.ofNumbers
              "SReLU"
              [ SpecificationNumber.any "al" |> SpecificationNumber.withDefault start.LeftSlope
                SpecificationNumber.any "tl" |> SpecificationNumber.withDefault start.LeftThreshold
                SpecificationNumber.any "ar" |> SpecificationNumber.withDefault start.RightSlope
                SpecificationNumber.any "tr" |> SpecificationNumber.withDefault start.RightThreshold ]
              (fun values ->
                  Activated(
                      MlpActivation.SReLU
                          { start with
                              LeftSlope = values[0]
                              LeftThreshold = values[1]
                              RightSlope = values[2]
                              RightThreshold = values[3] }
                  ))
          Choice.plain "BatchNormalization" Normalisation ]

    let private weights =
        [ Choice.plain "XavierNormal" WeightInitialiser.XavierNormal
          Choice.plain "XavierUniform" WeightInitialiser.XavierUniform
          Choice.plain "HeNormal" WeightInitialiser.HeNormal
          Choice.plain "HeUniform" WeightInitialiser.HeUniform
          Choice.ofNumbers
              "Normal"
              [ SpecificationNumber.any "mean"; SpecificationNumber.notNegative "std" ]
              (fun values -> WeightInitialiser.Normal(values[0], values[1]))
          Choice.ofNumbers "Uniform" [ SpecificationNumber.any "a"; SpecificationNumber.any "b" ] (fun values ->
              WeightInitialiser.Uniform(values[0], values[1]))
          Choice.plain "Zero" WeightInitialiser.Zero ]

    let private optimisers =
        let mu = SpecificationNumber.notNegative "mu"

        [ Choice.plain "GradientDescent" MlpOptimiser.GradientDescent
          Choice.ofNumbers "Momentum" [ mu ] (fun values -> MlpOptimiser.Momentum values[0])
          Choice.ofNumbers "Nesterov" [ mu ] (fun values -> MlpOptimiser.Nesterov values[0]) ]

    let private size flag (item: Item) =
        match Int32.TryParse(item.Whole.Text, NumberStyles.None, CultureInfo.InvariantCulture) with
        | true, size when size > 0 -> Ok(item, size)
        | _ ->
            let found = $"a size is '{SpecificationError.cut item.Whole.Text}'"
            Choice.fail flag item item.Whole.Column found "a whole number, 1 or more"

    /// The weights of a layer must fit into a tensor.
    let private requireRoom flag (sizes: (Item * int) list) =
        let tooLarge ((_, inputs), (_, outputs)) = int64 inputs * int64 outputs > int64 Int32.MaxValue

        match List.pairwise sizes |> List.tryFind tooLarge with
        | Some((_, inputs), (item, outputs)) ->
            let found = $"a layer from {inputs} to {outputs} has too many weights"
            Choice.fail flag item item.Whole.Column found $"at most {Int32.MaxValue} weights in a layer"
        | None -> Ok sizes

    let private sizes flag linear (text: string) =
        let expected = $"{linear + 1}: the inputs, and the outputs of each of the {linear} linear layers in --layers"

        SpecificationParser.items flag "a whole number, 1 or more" text
        |> Result.bind (List.map (size flag) >> SpecificationParser.all)
        |> Result.bind (requireRoom flag)
        |> Result.bind (Choice.requireCount flag (linear + 1) "size" expected)

    /// The plan of layers, with what belongs to each linear one, and to each.
    let private join kinds (sizes: int list) weights optimisers : MlpPlan =
        let layer linear kind =
            match kind, linear with
            | Activated activation, (outputs, initialiser) :: linear ->
                MlpLayerPlan.linear outputs activation initialiser, linear
            | _ -> MlpLayerPlan.batchNormalization, linear

        let layers, _ = (List.zip sizes.Tail weights, kinds) ||> List.mapFold layer

        { Inputs = sizes.Head; Layers = (optimisers, layers) ||> List.map2 MlpLayerPlan.withOptimiser }

    let private density =
        { SpecificationNumber.any "a density" with
            Rule = "a number above 0, up to 1"
            IsGood = fun value -> value > 0.0 && value <= 1.0 }

    /// The plan with the densities of a list, one for each linear layer or one for all.
    let withDensities (text: string) (plan: MlpPlan) : Result<MlpPlan, SpecificationError> =
        let flag = "--densities"
        let read (item: Item) = Choice.number flag item density item.Whole |> Result.map (fun value -> item, value)
        let isLinear (layer: MlpLayerPlan) = layer.Kind.IsLinear
        let linear = plan.Layers |> List.filter isLinear |> List.length

        let layer (densities: float list) layer =
            if isLinear layer then MlpLayerPlan.withDensity densities.Head layer, densities.Tail else layer, densities

        SpecificationParser.items flag density.Rule text
        |> Result.bind (List.map read >> SpecificationParser.all)
        |> Result.bind (Choice.spread flag linear "number" "linear layers")
        |> Result.map (fun densities -> { plan with Layers = (densities, plan.Layers) ||> List.mapFold layer |> fst })

    let parse (text: MlpSpecification) : Result<MlpPlan, SpecificationError> =
        let (>>=) result next = Result.bind next result

        Choice.list "layer" layers "--layers" text.Layers
        >>= fun items ->
            let kinds = List.map snd items
            let linear = kinds |> List.filter _.IsActivated |> List.length

            sizes "--layer-sizes" linear text.LayerSizes
            >>= fun sizes ->
                Choice.list "initialiser" weights "--layer-weights" text.LayerWeights
                >>= Choice.spread "--layer-weights" linear "initialiser" "linear layers"
                >>= fun weights ->
                    Choice.list "optimiser" optimisers "--optimizers" text.Optimizers
                    >>= Choice.spread "--optimizers" kinds.Length "optimiser" "layers"
                    |> Result.map (join kinds sizes weights)
