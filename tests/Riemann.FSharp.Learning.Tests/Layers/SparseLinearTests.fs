module Riemann.FSharp.Learning.Tests.SparseLinearTests

open System.IO
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private settings = { SparseLinear.defaults with Inputs = 30; Outputs = 20; DType = DType.Float64 }
let private layer = SparseLinear.init settings (Key.create 1L)
let private x = Random.normal [ 7; 30 ] (Key.create 2L)
let private loss layer = SparseLinear.apply layer x |> Tensor.square |> Tensor.sum

[<Fact>]
let ``a layer does what the dense one with the same weights does`` () =
    Numbers.equal
        (List.ofArray (Numbers.floats (Linear.apply (SparseLinear.toDense layer) x)))
        (SparseLinear.apply layer x)

    let own = grad loss layer
    let dense = grad (fun dense -> Linear.apply dense x |> Tensor.square |> Tensor.sum) (SparseLinear.toDense layer)
    Numbers.equal (List.ofArray (Numbers.floats (Tensor.toSparse layer.Pattern dense.Weight))) own.Values
    Numbers.equal (List.ofArray (Numbers.floats dense.Bias.Value)) own.Bias.Value

[<Fact>]
let ``a new layer has exactly the density asked for`` () =
    for density, count in [ 0.1, 60; 0.05, 30; 1.0, 600; 1e-9, 1 ] do
        let layer = SparseLinear.init { settings with Density = density } (Key.create 1L)
        Assert.Equal(count, layer.Pattern.Count)
        Assert.Equal<int list>([ count ], layer.Values.Shape)
        Assert.Equal(float count / 600.0, SparseLinear.density layer)

    Assert.True (SparseLinear.init { settings with Bias = false } (Key.create 1L)).Bias.IsNone

    Assert.Equal(
        DType.Float32,
        (SparseLinear.init { settings with DType = DType.Float32 } (Key.create 1L)).Values.DType
    )

[<Fact>]
let ``first values lie within 1 / sqrt of the output's own fan-in, whose sums vary as a dense layer's`` () =
    let layer = SparseLinear.init { settings with Inputs = 4000; Outputs = 50; Density = 0.05 } (Key.create 3L)
    let starts, values = layer.Pattern.RowStarts.ToArray<int>(), Numbers.floats layer.Values

    for row in 0..49 do
        let own = values[starts[row] .. starts[row + 1] - 1] |> Array.map abs
        let bound = 1.0 / sqrt (float own.Length)
        Assert.InRange(Array.max own, 0.9 * bound, bound)
        Assert.InRange(abs (Array.item row (Numbers.floats layer.Bias.Value)), 0.0, bound)

    // A third of x is what uniform weights within 1 / sqrt n make of numbers of variance 1.
    let y = SparseLinear.apply { layer with Bias = None } (Random.normal [ 200; 4000 ] (Key.create 4L))
    Assert.InRange(float (Tensor.mean (Tensor.square y)), 0.30, 0.37)

[<Fact>]
let ``sizes and densities that make no layer are refused`` () =
    let refused words settings =
        Numbers.refused "SparseLinear.init" words (fun () -> SparseLinear.init settings (Key.create 1L))

    refused "a layer from 0 inputs to 20 outputs" { settings with Inputs = 0 }
    refused "a layer from 30 inputs to -1 outputs" { settings with Outputs = -1 }

    for density, words in [ 0.0, "0"; -0.1, "-0.1"; 1.5, "1.5"; nan, "NaN"; infinity, "Infinity" ] do
        refused $"a density of {words}\n  hint  above 0 and up to 1" { settings with Density = density }

    refused "at most 2147483647" { settings with Inputs = 1_000_000; Outputs = 1_000_000; Density = 0.5 }

[<Fact>]
let ``inputs that do not fit are refused`` () =
    Numbers.refused "SparseLinear.apply" "the layer takes 30 features" (fun () ->
        SparseLinear.apply layer (Tensor.zeros [ 7; 20 ]))

    Numbers.refused "SparseLinear.apply" "the layer takes 30 features" (fun () -> SparseLinear.apply layer (tensor 1.0))

[<Fact>]
let ``a dense layer keeps what is above the threshold`` () =
    let dense = { Weight = tensor [ [ 0.5; -2.0; 0.0 ]; [ nan; 1.0; -0.1 ] ]; Bias = None }
    let kept threshold = (SparseLinear.ofDense threshold dense).Values |> Numbers.floats
    Assert.Equal<float>([| 0.5; -2.0; 1.0; -0.1 |], kept 0.0)
    Assert.Equal<float>([| -2.0; 1.0 |], kept 0.5)

    for threshold in [ -1.0; nan ] do
        Numbers.refused "SparseLinear.ofDense" "a threshold of" (fun () -> SparseLinear.ofDense threshold dense)

    Numbers.equal
        (List.ofArray (Numbers.floats layer.Values))
        (SparseLinear.ofDense 0.0 (SparseLinear.toDense layer)).Values

[<Fact>]
let ``every optimiser takes the steps of the dense layer`` () =
    for (name, sparse), (_, dense) in List.zip (EveryOptimiser.all<SparseLinear>()) (EveryOptimiser.all<Linear>()) do
        let gradient = grad loss layer

        let (moved, _), (whole, _) =
            ((layer, sparse.Init layer), (SparseLinear.toDense layer, dense.Init(SparseLinear.toDense layer)))
            |> fun start ->
                (start, [ 1..3 ])
                ||> List.fold (fun ((own, ownState), (other, otherState)) _ ->
                    sparse.Update gradient ownState own, dense.Update (SparseLinear.toDense gradient) otherState other)

        Assert.Same(layer.Pattern, moved.Pattern)
        let apart = Tensor.toSparse layer.Pattern whole.Weight - moved.Values |> abs |> Tensor.max
        Assert.True(float apart < 1e-12, $"{name} is off by {float apart}")

[<Fact>]
let ``gradients for each of many examples have the layer's form`` () =
    let one x = grad (fun layer -> SparseLinear.apply layer x |> Tensor.square |> Tensor.sum) layer
    let many = vmap one x
    Assert.Equal<int list>([ 7; 60 ], many.Values.Shape)
    Numbers.equal (List.ofArray (Numbers.floats (one x[3]).Values)) many.Values[3]

[<Fact>]
let ``a saved layer comes back with its pattern, into one that has another`` () =
    let folder = Directory.CreateTempSubdirectory "riemann-sparse"

    try
        let path = Path.Combine(folder.FullName, "layer.safetensors")
        let start key = TrainState.start (Optimiser.adam Adam.defaults) (Key.create 5L) (SparseLinear.init settings key)
        let saved = start (Key.create 1L)
        Checkpoint.save path saved
        let loaded = Checkpoint.load path (start (Key.create 9L))
        Assert.Equal(saved.Parameters.Pattern, loaded.Parameters.Pattern)
        Numbers.equal (List.ofArray (Numbers.floats (loss saved.Parameters))) (loss loaded.Parameters)
        let other = SparseLinear.init { settings with Density = 0.2 } (Key.create 1L)
        let words = "its Parameters.Values is float64 [60], not float64 [120]"
        Numbers.refused "Checkpoint.loadParameters" words (fun () -> Checkpoint.loadParameters path other)
        // As many rows and non-zeros, and other columns.
        let wider = SparseLinear.init { settings with Inputs = 60; Density = 0.05 } (Key.create 1L)

        Numbers.refused "SparsityPattern" "the pattern is of size [20; 30], not [20; 60]" (fun () ->
            SparseLinear.density (Checkpoint.loadParameters path wider))
    finally
        folder.Delete true

let private places (layer: SparseLinear) = layer.Pattern.Places.ToArray<int64>()

let private byPlace (layer: SparseLinear) = Array.zip (places layer) (Numbers.floats layer.Values) |> Map.ofArray

[<Fact>]
let ``regrowth keeps the number of non-zeros, and the values of those that stay`` () =
    let random = System.Random 1

    for i in 1..200 do
        let inputs, outputs, seed = random.Next(1, 13), random.Next(1, 13), random.Next 1_000_000
        let key = Key.create (int64 seed)
        let density, fraction = float (1 + seed % 10) / 10.0, float (seed % 11) / 10.0
        let pruning = if i % 2 = 0 then Pruning.Magnitude else Pruning.EachSign
        let grown = if i % 3 = 0 then GrownValue.Zero else GrownValue.Initial
        let before = SparseLinear.init { settings with Inputs = inputs; Outputs = outputs; Density = density } key
        let after = SparseLinear.regrow { Fraction = fraction; Pruning = pruning; Grown = grown } key before
        Assert.Equal(before.Pattern.Count, after.Pattern.Count)
        Assert.Equal<int64>(Array.sort (Array.distinct (places after)), places after)
        let survivors = byPlace (SparseLinear.prune pruning fraction before)
        let found = byPlace after

        for KeyValue(place, value) in survivors do
            Assert.Equal((byPlace before)[place], value)
            Assert.Equal(value, found[place])

        for KeyValue(place, value) in found do
            if not (survivors.ContainsKey place) then Assert.Equal((grown = GrownValue.Zero), (value = 0.0))

let private small values =
    { Values = tensor (values: float list)
      Bias = None
      Pattern = SparsityPattern.create 1 values.Length [| 0; values.Length |] [| 0 .. values.Length - 1 |] }

[<Fact>]
let ``the smallest are pruned, over all or of each sign`` () =
    let layer = small [ 5.0; -1.0; 0.5; -4.0; 3.0; -3.5; 0.0; 2.0 ]
    let pruned pruning fraction = Numbers.floats (SparseLinear.prune pruning fraction layer).Values
    Assert.Equal<float>([| 5.0; -4.0; 3.0; -3.5 |], pruned Pruning.Magnitude 0.5)
    // Of five that are not negative two go, of three negative ones two, 1.5 rounded to even.
    Assert.Equal<float>([| 5.0; -4.0; 3.0; 2.0 |], pruned Pruning.EachSign 0.5)
    Assert.Equal<float>(Numbers.floats layer.Values, pruned Pruning.EachSign 0.0)
    Assert.Empty(pruned Pruning.Magnitude 1.0)
    let withNaN = small [ nan; 1.0; -2.0; infinity ]
    let kept = Numbers.floats (SparseLinear.prune Pruning.Magnitude 0.5 withNaN).Values
    Assert.Equal<float>([| nan; infinity |], kept)

[<Fact>]
let ``fractions beyond 0 and 1 are refused`` () =
    for fraction in [ -0.1; 1.1; nan ] do
        Numbers.refused "SparseLinear.regrow" "a fraction of" (fun () ->
            SparseLinear.regrow { Regrowth.defaults with Fraction = fraction } (Key.create 1L) layer)

        Numbers.refused "SparseLinear.prune" "a fraction of" (fun () ->
            SparseLinear.prune Pruning.Magnitude fraction layer)

[<Fact>]
let ``an optimiser's state moves with the layer`` () =
    let momentum = Optimiser.sgd { Sgd.defaults with LearningRate = 0.01; Momentum = 0.9 }
    let layer, state = momentum.Update (grad loss layer) (momentum.Init layer) layer
    let regrown = SparseLinear.regrow Regrowth.defaults (Key.create 7L) layer
    let state = { state with Slots = state.Slots |> List.map (SparseLinear.onto regrown.Pattern) }
    let before, after = byPlace { layer with Values = (momentum.Init layer).Slots[0].Values }, byPlace state.Slots[0]
    Assert.Equal(before.Count, after.Count)
    let first = byPlace (grad loss (SparseLinear.init settings (Key.create 1L)))

    for KeyValue(place, value) in after do
        let expected = if before.ContainsKey place then first[place] else 0.0
        Assert.Equal(expected, value, 12)

    let next, _ = momentum.Update (grad loss regrown) state regrown
    Assert.Same(regrown.Pattern, next.Pattern)
