module Riemann.FSharp.Learning.Tests.Nerva.SpecificationTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Nerva
open Riemann.FSharp.Learning.Tests

let private specification =
    { Layers = "ReLU;LeakyReLU(0.5);Linear"
      LayerSizes = "784;1024;512;10"
      LayerWeights = "XavierNormal"
      Optimizers = "Momentum(0.9)" }

let private plan specification =
    match Mlp.tryParse specification with
    | Ok plan -> plan
    | Error error -> failwith $"{error}"

let private kinds layers sizes =
    (plan { specification with Layers = layers; LayerSizes = sizes }).Layers |> List.map _.Kind

let private activation layer =
    match kinds layer "3;2" with
    | [ MlpLayerKind.Linear(2, activation, WeightInitialiser.XavierNormal, 1.0) ] -> activation
    | other -> failwith $"%A{other}"

[<Fact>]
let ``a text and F# values describe the same plan`` () =
    let parsed =
        plan
            { specification with
                LayerWeights = "XavierNormal;XavierUniform;HeNormal"
                Optimizers = "Nesterov(0.9);Momentum(0.8);GradientDescent" }

    let built =
        { Inputs = 784
          Layers =
            [ MlpLayerPlan.linear 1024 MlpActivation.ReLU WeightInitialiser.XavierNormal
              |> MlpLayerPlan.withOptimiser (MlpOptimiser.Nesterov 0.9)
              MlpLayerPlan.linear 512 (MlpActivation.LeakyReLU 0.5) WeightInitialiser.XavierUniform
              |> MlpLayerPlan.withOptimiser (MlpOptimiser.Momentum 0.8)
              MlpLayerPlan.linear 10 MlpActivation.Linear WeightInitialiser.HeNormal ] }

    Assert.Equal(built, parsed)
    Assert.Equal(10, parsed.Outputs)

[<Fact>]
let ``all layers are read, with blanks and names`` () =
    Assert.Equal(MlpActivation.Sigmoid, activation " Sigmoid ")
    Assert.Equal(MlpActivation.Softmax, activation "Softmax()")
    Assert.Equal(MlpActivation.LogSoftmax, activation "LogSoftmax( )")
    Assert.Equal(MlpActivation.HyperbolicTangent, activation "HyperbolicTangent")
    Assert.Equal(MlpActivation.AllReLU 0.3, activation "AllReLU( alpha = 0.3 )")
    Assert.Equal(MlpActivation.AllReLU -1e-3, activation "AllReLU(-1e-3)")
    Assert.Equal(MlpActivation.SReLU SRelu.defaults, activation "SReLU")
    Assert.Equal(MlpActivation.SReLU SRelu.defaults, activation "SReLU()")

    let numbers = { SRelu.defaults with LeftSlope = 0.1; RightThreshold = 2.0; RightSlope = 0.5 }
    Assert.Equal(MlpActivation.SReLU numbers, activation "SReLU(0.1, tr=2, ar=.5)")

[<Fact>]
let ``batch normalisations have an optimiser and no size`` () =
    let plan =
        plan
            { specification with
                Layers = "BatchNormalization;ReLU;BatchNormalization;Linear"
                LayerSizes = "5;4;3"
                LayerWeights = "Normal(0,0.1);Uniform(a=-1,b=1)"
                Optimizers = "Momentum(0.9);GradientDescent;Nesterov(mu=0.5);GradientDescent" }

    let expected =
        [ MlpLayerPlan.batchNormalization |> MlpLayerPlan.withOptimiser (MlpOptimiser.Momentum 0.9)
          MlpLayerPlan.linear 4 MlpActivation.ReLU (WeightInitialiser.Normal(0.0, 0.1))
          MlpLayerPlan.batchNormalization |> MlpLayerPlan.withOptimiser (MlpOptimiser.Nesterov 0.5)
          MlpLayerPlan.linear 3 MlpActivation.Linear (WeightInitialiser.Uniform(-1.0, 1.0)) ]

    Assert.Equal(5, plan.Inputs)
    Assert.Equal<MlpLayerPlan list>(expected, plan.Layers)

[<Fact>]
let ``densities are for linear layers, one for each or one for all`` () =
    let plan =
        plan
            { specification with
                Layers = "ReLU;BatchNormalization;LeakyReLU(0.5);Linear"
                Optimizers = "Momentum(0.9)" }

    let densities text =
        [ for layer in (Mlp.withDensities text plan).Layers do
              match layer.Kind with
              | MlpLayerKind.Linear(density = density) -> density
              | MlpLayerKind.BatchNormalization -> nan ]

    Assert.Equal<float list>([ 0.05; nan; 0.5; 1.0 ], densities "0.05; .5 ;1")
    Assert.Equal<float list>([ 0.1; nan; 0.1; 0.1 ], densities "1e-1")
    Assert.Equal(plan, Mlp.withDensities "1" plan)

    Assert.Equal<MlpLayerPlan list>(
        plan.Layers |> List.map (MlpLayerPlan.withDensity 0.25),
        (Mlp.withDensities "0.25" plan).Layers
    )

[<Fact>]
let ``learning rates are read, several of them too`` () =
    let rates text = [ for rate in LearningRate.parse text -> [ for epoch in 0..4 -> LearningRate.at epoch rate ] ]
    let near (expected: float list) actual = List.iter2 (fun a b -> Assert.Equal(a, b, 1e-12)) expected actual

    near [ 0.1; 0.1; 0.1; 0.1; 0.1 ] (rates "Constant(lr=0.1)").Head
    near [ 0.1; 0.1 / 1.5; 0.1 / 3.0; 0.1 / 7.5; 0.1 / 22.5 ] (rates "TimeBased(0.1, 0.5)").Head
    near [ 1.0; 0.5; 0.5; 0.25; 0.25 ] (rates "StepBased(1,0.5,2)").Head
    near [ 1.0; 0.1; 0.1; 0.01; 0.01 ] (rates "MultiStepLR(1;1,3;0.1)").Head
    near [ 1.0; 1.0; 0.5; 0.5; 0.5 ] (rates "MultistepLR( lr=1 ; 2 ; gamma=0.5 )").Head
    near [ for epoch in 0..4 -> 0.1 * exp (-0.2 * float epoch) ] (rates "Exponential(0.1,0.2)").Head
    Assert.Equal(3, (rates "Constant(0.1);MultiStepLR(1;1,3;0.1);Exponential(0.1,0)").Length)

[<Fact>]
let ``one learning rate is for all layers of a plan`` () =
    let count text = LearningRate.tryParseFor (plan specification) text |> Result.map _.Length
    Assert.Equal(Ok 3, count "Constant(0.1)")
    Assert.Equal(Ok 3, count "Constant(0.1);Constant(0.2);Constant(0.3)")

/// What is wrong, with its column.
let private wrong (column: int) (words: string) (result: Result<'T, SpecificationError>) =
    match result with
    | Ok value -> failwith $"read %A{value}"
    | Error error ->
        let message = string error
        Assert.Contains(words, message)
        Assert.DoesNotContain("\n", message)
        Assert.Equal(column, error.Column)

let private wrongLayers layers column words = Mlp.tryParse { specification with Layers = layers } |> wrong column words

[<Fact>]
let ``an unknown name is refused where it stands, with the nearest known one`` () =
    wrongLayers "ReLU; relu ;Linear" 7 "--layers: there is no layer 'relu' in 'relu' at column 7"
    wrongLayers "ReLU; relu ;Linear" 7 "did you mean ReLU?"
    wrongLayers "ReLU;BatchNormalisation" 6 "did you mean BatchNormalization?"
    wrongLayers "ReLU;AllReLU(alfa=1);Linear" 14 "did you mean alpha?"
    wrongLayers (String.replicate 100 "x") 1 "there is no layer 'xxxx"
    NervaLoss.tryParse "SoftMaxCrossEntropy" |> wrong 1 "did you mean SoftmaxCrossEntropy?"
    LearningRate.tryParse "Constant(0.1);Expo(1,2)" |> wrong 15 "there is no learning rate 'Expo'"
    Mlp.tryParse { specification with Optimizers = "Adam" } |> wrong 1 "--optimizers: there is no optimiser 'Adam'"

    Mlp.tryParse { specification with LayerWeights = "Xavier" }
    |> wrong 1 "--layer-weights: there is no initialiser 'Xavier'"

[<Fact>]
let ``what is no list of items is refused where it goes wrong`` () =
    wrongLayers "" 1 "an item is empty"
    wrongLayers "ReLU;;Linear" 6 "an item is empty"
    wrongLayers "ReLU;Linear;" 13 "an item is empty"
    wrongLayers "ReLU;AllReLU(0.3;Linear" 13 "'(' is not closed"
    wrongLayers "ReLU);Linear" 5 "')' has no '(' before it"
    wrongLayers "AllReLU(0.3)x" 13 "something follows ')'"
    wrongLayers "AllReLU(0.3)(0.3)" 13 "something follows ')'"
    wrongLayers "AllReLU((0.3))" 9 "'(' stands inside parentheses"
    wrongLayers "(0.3)" 1 "a name is missing"
    wrongLayers "AllReLU(,)" 9 "an argument is empty"
    wrongLayers "AllReLU(alpha=)" 15 "alpha has no value"
    wrongLayers "AllReLU(=1)" 9 "a name is missing before '='"
    wrongLayers "SReLU(1;2)" 9 "';' stands inside parentheses"

[<Fact>]
let ``arguments that do not fit are refused where they stand`` () =
    wrongLayers "ReLU;AllReLU;Linear" 13 "alpha is missing"
    wrongLayers "AllReLU(0.1,0.2)" 13 "there is an argument too many"
    wrongLayers "ReLU(1)" 6 "there is an argument too many"
    wrongLayers "ReLU(x=1)" 6 "there is an argument too many"
    wrongLayers "AllReLU(alpha=much)" 15 "alpha is 'much'"
    wrongLayers "AllReLU(nan)" 9 "expected a number"
    wrongLayers "AllReLU(1e999)" 9 "expected a number"
    wrongLayers "SReLU(al=1,al=2)" 15 "al is given twice"
    wrongLayers "SReLU(1,al=2)" 12 "al is given twice"
    wrongLayers "SReLU(al=1,2)" 12 "a value without a name follows one with a name"
    Mlp.tryParse { specification with Optimizers = "Momentum(-1)" } |> wrong 10 "mu is '-1'"
    Mlp.tryParse { specification with LayerWeights = "Normal(0,-1)" } |> wrong 10 "std is '-1'"
    let withDensities text = Mlp.tryWithDensities text (plan specification)

    withDensities "0.1;1.5;1"
    |> wrong 5 "--densities: a density is '1.5' in '1.5' at column 5; expected a number above 0"

    withDensities "0" |> wrong 1 "a density is '0'"
    withDensities "nan" |> wrong 1 "a density is 'nan'"
    withDensities "1;;1" |> wrong 3 "an item is empty"
    withDensities "1(1)" |> wrong 1 "a density is '1(1)'"
    LearningRate.tryParse "Constant(-1)" |> wrong 10 "expected a number, 0 or more"
    LearningRate.tryParse "StepBased(1,0.5,0)" |> wrong 17 "expected a whole number, 1 or more"
    LearningRate.tryParse "StepBased(1,0.5,1.5)" |> wrong 17 "expected a whole number, 1 or more"
    LearningRate.tryParse "MultiStepLR(1;2)" |> wrong 1 "there are 2 parts between ';', not 3"
    LearningRate.tryParse "MultiStepLR" |> wrong 1 "there are 0 parts"
    LearningRate.tryParse "MultiStepLR(1;2,x;0.5)" |> wrong 17 "a milestone is 'x'"
    LearningRate.tryParse "MultiStepLR(1;-2;0.5)" |> wrong 15 "a milestone is '-2'"
    LearningRate.tryParse "MultiStepLR(1,2;3;0.5)" |> wrong 13 "lr is not one number"
    LearningRate.tryParse "MultiStepLR(1;2;ga=0.5)" |> wrong 20 "gamma is not one number"

[<Fact>]
let ``lists of the wrong length are refused, with the length that is wanted`` () =
    let withSizes sizes = Mlp.tryParse { specification with LayerSizes = sizes }
    withSizes "784;1024;10" |> wrong 10 "--layer-sizes: there are 3 sizes in '10' at column 10; expected 4: the inputs"
    withSizes "784;1024;512;10;2" |> wrong 17 "there are 5 sizes"
    withSizes "784;1024;0;10" |> wrong 10 "a size is '0'"
    withSizes "784;1024;-5;10" |> wrong 10 "a size is '-5'"
    withSizes "784;1024;99999999999;10" |> wrong 10 "expected a whole number, 1 or more"
    withSizes "784;1024;5(1);10" |> wrong 10 "a size is '5(1)'"
    withSizes "784;100000;100000;10" |> wrong 12 "too many weights"
    let withOptimizers optimizers = Mlp.tryParse { specification with Optimizers = optimizers }
    withOptimizers "Momentum(0.9);Momentum(0.9)" |> wrong 15 "there are 2 optimisers"
    withOptimizers "Momentum(0.9);Momentum(0.9)" |> wrong 15 "3, one for each of the layers in --layers, or one for all"
    Mlp.tryParse { specification with LayerWeights = "Zero;Zero;Zero;Zero" } |> wrong 16 "there are 4 initialisers"
    let withDensities text = Mlp.tryWithDensities text (plan specification)
    withDensities "0.1;0.2" |> wrong 5 "--densities: there are 2 numbers in '0.2' at column 5; expected 3, one for each"
    let rates = LearningRate.tryParseFor (plan specification) "Constant(1);Constant(2)"
    rates |> wrong 13 "--learning-rate: there are 2 learning rates"
    NervaLoss.tryParse "SquaredError;SquaredError" |> wrong 14 "there are several losses"

[<Fact>]
let ``what raises says the same`` () =
    Numbers.refused "Mlp.parse" "there is no layer 'relu'" (fun () -> Mlp.parse { specification with Layers = "relu" })
    Numbers.refused "NervaLoss.parse" "--loss" (fun () -> NervaLoss.parse "")
    Numbers.refused "Mlp.withDensities" "--densities" (fun () -> Mlp.withDensities "2" (plan specification))

    for density in [ 0.0; 1.1; nan ] do
        Numbers.refused "MlpLayerPlan.withDensity" "a density of" (fun () ->
            MlpLayerPlan.withDensity density MlpLayerPlan.batchNormalization)

    Numbers.refused "LearningRate.parse" "column 10" (fun () -> LearningRate.parse "Constant(x)")

/// Texts made of the parser's own words and of any characters.
let private randomText (random: System.Random) =
    let words =
        [| ";"
           "("
           ")"
           ","
           "="
           " "
           "ReLU"
           "SReLU"
           "alpha"
           "al"
           "0.1"
           "-3"
           "Constant"
           "MultiStepLR"
           "lr"
           "\000"
           "\n"
           "é"
           "😀"
           "\ud800"
           "784"
           "1e999"
           "BatchNormalization"
           "Momentum"
           "((" |]

    String.concat "" [ for _ in 1 .. random.Next 12 -> words[random.Next words.Length] ]

[<Fact>]
let ``no text raises; errors are one line, with a column in the text or at its end`` () =
    let random = System.Random 5

    for _ in 1..20_000 do
        let text = randomText random

        let check (result: Result<'T, SpecificationError>) =
            match result with
            | Error error ->
                Assert.InRange(error.Column, 1, text.Length + 1)
                Assert.DoesNotContain("\n", string error)
            | Ok _ -> ()

        check (LearningRate.tryParse text)
        check (NervaLoss.tryParse text)
        check (Mlp.tryWithDensities text (plan specification))
        check (Mlp.tryParse { Layers = text; LayerSizes = text; LayerWeights = text; Optimizers = text })

        check (
            Mlp.tryParse { Layers = "ReLU"; LayerSizes = text; LayerWeights = "Zero"; Optimizers = "GradientDescent" }
        )

        check (
            Mlp.tryParse { Layers = "ReLU"; LayerSizes = "1;2"; LayerWeights = text; Optimizers = "GradientDescent" }
        )

[<Fact>]
let ``long texts are read in time`` () =
    let many = 100_000
    wrongLayers (String.replicate many "ReLU;") (5 * many + 1) "an item is empty"
    wrongLayers ("AllReLU(" + String.replicate many "1," + "1)") 11 "there is an argument too many"
    let layers = String.replicate many "ReLU;" + "Linear"
    let sizes = String.replicate (many + 1) "2;" + "2"
    Assert.Equal(many + 1, (plan { specification with Layers = layers; LayerSizes = sizes }).Layers.Length)
    wrongLayers (String.replicate many "(") 1 "'(' is not closed"

    let error =
        match Mlp.tryParse { specification with Layers = String.replicate many "x" } with
        | Error e -> e
        | Ok _ -> failwith ""

    Assert.True((string error).Length < 1000)
