module Riemann.FSharp.Learning.Tests.WrapperTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Walks

let private wrappers<'P> : (string * (Optimiser<'P> -> Optimiser<'P>)) list =
    [ "chain", Optimiser.chain [ Gradient.clipByValue 1.0; Gradient.clipByNorm 0.5 ]
      "clipByNorm", Optimiser.clipByNorm 0.5
      "clipByValue", Optimiser.clipByValue 0.3
      "weightDecay", Optimiser.weightDecay 0.1
      "decoupledWeightDecay", Optimiser.decoupledWeightDecay 0.1
      "accumulate", Optimiser.accumulate 3
      "average", Optimiser.average 0.9
      "averageWith", Optimiser.averageWith { Decay = 0.5; BiasCorrection = true }
      "skipNonFinite", Optimiser.skipNonFinite
      "all", Optimiser.clipByNorm 0.5 >> Optimiser.weightDecay 0.1 >> Optimiser.average 0.9 >> Optimiser.accumulate 2 ]

[<Fact>]
let ``wrappers of gradients do what the functions do`` () =
    let by change =
        let inner = adam ()
        { inner with Update = fun g state p -> inner.Update (change p g) state p }

    for wrapped, change in
        [ Optimiser.clipByNorm 0.5, (fun _ -> Gradient.clipByNorm 0.5)
          Optimiser.clipByValue 0.3, (fun _ -> Gradient.clipByValue 0.3)
          Optimiser.weightDecay 0.1, Gradient.addDecay 0.1
          Optimiser.chain [ Gradient.clipByValue 0.3; Gradient.clipByNorm 0.5 ],
          (fun _ -> Gradient.clipByValue 0.3 >> Gradient.clipByNorm 0.5)
          Optimiser.clipByValue 0.3 << Optimiser.clipByNorm 0.5, // the outer one first
          (fun _ -> Gradient.clipByValue 0.3 >> Gradient.clipByNorm 0.5) ] do
        let expected, _ = walk loss 5 (by change) model
        let found, _ = walk loss 5 (wrapped (adam ())) model
        same expected found

[<Fact>]
let ``decoupled decay around Adam is AdamW, and coupled decay is that of Adam`` () =
    let rate, decay = 0.1, 0.2
    let adamW = Optimiser.adamW { AdamW.defaults with LearningRate = rate; WeightDecay = decay }
    let decayed = Optimiser.adam { Adam.defaults with LearningRate = rate; WeightDecay = decay }

    for expected, wrapper in [ adamW, Optimiser.decoupledWeightDecay decay; decayed, Optimiser.weightDecay decay ] do
        Assert.True(apart (fst (walk loss 5 expected model)) (fst (walk loss 5 (wrapper (adam ())) model)) < 1e-12)

[<Fact>]
let ``numbers of wrappers are hyperparameters, each its own`` () =
    let optimiser: Optimiser<Model> =
        Optimiser.sgd Sgd.defaults |> Optimiser.clipByNorm 1.0 |> Optimiser.clipByNorm 2.0 |> Optimiser.weightDecay 0.1

    let plain: Optimiser<Model> = Optimiser.sgd Sgd.defaults
    let names = Set (optimiser.Init model).Hyper.Keys
    let own = Set [ "CoupledDecay"; "MaxNorm"; "MaxNorm.2" ]
    Assert.Equal<Set<string>>(own, names - Set (plain.Init model).Hyper.Keys)
    let _, state = walk loss 2 optimiser model
    Assert.Equal<Set<string>>(names, Set state.Hyper.Keys)

    let clipped: Optimiser<Tensor> = Optimiser.sgd { Sgd.defaults with LearningRate = 1.0 } |> Optimiser.clipByValue 1.0
    let start = tensor [ 0.0; 0.0 ]
    let tighter = OptState.withHyper "MaxValue" 0.25 (clipped.Init start)
    Numbers.equal [ -0.25; 0.125 ] (fst (clipped.Update (tensor [ 3.0; -0.125 ]) tighter start))

[<Fact>]
let ``n equal gradients are one step, and move nothing before`` () =
    let inner = adam ()
    let gradient = grad loss model
    let expected, expectedState = inner.Update gradient (inner.Init model) model

    for n in [ 1; 2; 3; 7 ] do
        let optimiser = Optimiser.accumulate n inner
        let update (p, state) _ = optimiser.Update gradient state p
        let walked = List.scan update (model, optimiser.Init model) [ 1..n ]

        for p, state in List.take n walked do
            same model p
            Assert.Equal(0L, state.Step)

        let found, state = List.last walked
        same expected found
        Assert.Equal(1L, state.Step)
        same expectedState.Slots (List.take 2 state.Slots)

[<Fact>]
let ``a step is taken with the mean`` () =
    let optimiser: Optimiser<Tensor> = Optimiser.sgd { Sgd.defaults with LearningRate = 1.0 } |> Optimiser.accumulate 2

    let update (p, state) (g: float) = optimiser.Update (tensor [ g ]) state p
    let walked = List.scan update (tensor [ 0.0 ], optimiser.Init(tensor [ 0.0 ])) [ 1.0; 3.0; 5.0; 6.0; 9.0 ]
    let found = [ for p, _ in walked -> (Numbers.floats p)[0] ]
    Assert.Equal<float list>([ 0.0; 0.0; -2.0; -2.0; -7.5; -7.5 ], found)

[<Fact>]
let ``an average without decay is the parameters`` () =
    for correct in [ false; true ] do
        let optimiser = adam () |> Optimiser.averageWith { Decay = 0.0; BiasCorrection = correct }
        same model (Optimiser.averaged (optimiser.Init model) model)
        let moved, state = walk loss 3 optimiser model
        same moved (Optimiser.averaged state moved)
        same (fst (walk loss 3 (adam ()) model)) moved

[<Fact>]
let ``averages by hand`` () =
    let sgd: Optimiser<Tensor> = Optimiser.sgd { Sgd.defaults with LearningRate = 1.0 }

    let averages settings =
        let optimiser = Optimiser.averageWith settings sgd
        let update (p, state) _ = optimiser.Update (tensor [ -1.0 ]) state p
        let walked = List.scan update (tensor [ 0.0 ], optimiser.Init(tensor [ 0.0 ])) [ 1..3 ]
        [ for p, state in walked -> (Optimiser.averaged state p |> Numbers.floats)[0] ]

    Assert.Equal<float list>([ 0.0; 0.5; 1.25; 2.125 ], averages { Decay = 0.5; BiasCorrection = false })
    let corrected = averages { Decay = 0.5; BiasCorrection = true }
    Numbers.equal [ 0.0; 1.0; 1.25 / 0.75; 2.125 / 0.875 ] (tensor corrected)

[<Fact>]
let ``the average keeps what is not trained as the model has it now`` () =
    let optimiser = sgd () |> Optimiser.average 0.5 |> Optimiser.accumulate 2
    let state = optimiser.Init model

    let later =
        { model with Seen = Buffer(tensor [ 5.0; 6.0 ]); Layer = { model.Layer with Bias = Some(tensor [ 9.0; 9.0 ]) } }

    let averaged = Optimiser.averaged state later
    same later.Seen averaged.Seen
    same model.Layer averaged.Layer

[<Fact>]
let ``an average of a step that did not move stays`` () =
    let optimiser: Optimiser<Tensor> =
        Optimiser.sgd { Sgd.defaults with LearningRate = 1.0 } |> Optimiser.accumulate 2 |> Optimiser.average 0.5

    let start = tensor [ 0.0 ]
    let step (p, state) = optimiser.Update (tensor [ -1.0 ]) state p
    let read (p, state) = Optimiser.averaged state p |> Numbers.floats |> List.ofSeq
    let once = step (start, optimiser.Init start)
    Assert.Equal<float list>([ 0.0 ], read once)
    Assert.Equal<float list>([ 0.5 ], read (step once))

[<Fact>]
let ``a gradient that is not finite changes nothing and is counted`` () =
    for inner in [ sgd (); adam (); adam () |> Optimiser.accumulate 2 |> Optimiser.average 0.9 ] do
        let optimiser = Optimiser.skipNonFinite inner
        let p, state = walk loss 3 optimiser model
        let bad bias = { model with Layer = { model.Layer with Bias = Some(tensor [ 1.0; bias ]) } }
        let after, skipping = optimiser.Update (bad nan) state p
        let after, skipping = optimiser.Update (bad -infinity) skipping after
        same p after
        Assert.Equal(0L, Optimiser.skipped state)
        Assert.Equal(2L, Optimiser.skipped skipping)
        same state { skipping with Extra = skipping.Extra.Add("Skipped", state.Extra["Skipped"]) }
        Assert.Equal(state.Step, skipping.Step)
        let expected, _ = inner.Update (grad loss p) { state with Extra = state.Extra.Remove "Skipped" } p
        same expected (fst (optimiser.Update (grad loss after) skipping after))

[<Fact>]
let ``what is not trained stays, and so does what the tensors are called`` () =
    // The same tensors in another tree: a list of pairs.
    let other (model: Model) =
        [ model.Layer.Weight, Some model.Layer.Bias.Value ], (model.Fixed, model.Seen), [| model.Steps |]

    let back (pairs: (Tensor * Tensor option) list, (fixedPart, seen), steps: Tensor[]) =
        let weight, bias = pairs.Head
        { Layer = { Weight = weight; Bias = bias }; Fixed = fixedPart; Seen = seen; Steps = steps[0] }

    for (name, wrap), (_, wrapOther) in List.zip wrappers wrappers do
        let expected, expectedState = walk loss 6 (wrap (adam ())) model
        let found, state = walk (back >> loss) 6 (wrapOther (adam ())) (other model)
        same expected (back found)
        Assert.Equal(expectedState.Step, state.Step)
        Assert.Equal<Map<string, float>>(expectedState.Hyper, state.Hyper)
        same model.Seen expected.Seen
        same model.Fixed expected.Fixed
        same model.Steps expected.Steps
        Assert.True(apart model expected > 1e-3, name)

[<Fact>]
let ``a run goes on from a state that was saved by name`` () =
    for _, wrap in wrappers do
        let optimiser = wrap (adam ())
        let half, state = walk loss 3 optimiser model
        let restored = OptState.ofTensors (optimiser.Init model) (OptState.toTensors state)
        let next = optimiser.Update(grad loss half)
        same (fst (next state half)) (fst (next restored half))
        same (snd (next state half)) (snd (next restored half))

[<Fact>]
let ``settings out of range are refused`` () =
    let inner: Optimiser<Tensor> = sgd ()
    Numbers.refused "Optimiser.clipByNorm" "MaxNorm is -1" (fun () -> Optimiser.clipByNorm -1.0 inner)
    Numbers.refused "Optimiser.clipByValue" "bound is NaN" (fun () -> Optimiser.clipByValue nan inner)
    Numbers.refused "Optimiser.weightDecay" "decay is -1" (fun () -> Optimiser.weightDecay -1.0 inner)
    Numbers.refused "Optimiser.decoupledWeightDecay" "decay is NaN" (fun () -> Optimiser.decoupledWeightDecay nan inner)
    Numbers.refused "Optimiser.accumulate" "n is 0" (fun () -> Optimiser.accumulate 0 inner)
    Numbers.refused "Optimiser.average" "Decay is 1" (fun () -> Optimiser.average 1.0 inner)

    Numbers.refused "Optimiser.clipByNormWith" "Order is NaN" (fun () ->
        Optimiser.clipByNormWith { ClipByNorm.defaults with Order = nan } inner)

[<Fact>]
let ``a state or a gradient of something else is refused`` () =
    let start = tensor [ 1.0; 2.0 ]
    let inner: Optimiser<Tensor> = sgd ()
    let state = inner.Init start

    for operation, words, wrapped in
        [ "Optimiser.clipByNorm", "no MaxNorm", Optimiser.clipByNorm 1.0 inner
          "Optimiser.accumulate", "no AccumulateSteps", Optimiser.accumulate 2 inner
          "Optimiser.average", "no AverageDecay", Optimiser.average 0.5 inner
          "Optimiser.skipNonFinite", "no Skipped", Optimiser.skipNonFinite inner ] do
        Numbers.refused operation words (fun () -> wrapped.Update start state start)

    Numbers.refused "Optimiser.averaged" "no AverageSlot" (fun () -> Optimiser.averaged state start)
    Numbers.refused "Optimiser.skipped" "no Skipped" (fun () -> Optimiser.skipped state)
    let accumulated = Optimiser.accumulate 2 inner
    let _, once = accumulated.Update start (accumulated.Init start) start

    Numbers.refused "Optimiser.accumulate" "the trees do not fit" (fun () ->
        accumulated.Update (tensor [ 1.0 ]) once start)

    Numbers.refused "Optimiser.sgd" "the gradient does not fit" (fun () ->
        (Optimiser.clipByNorm 1.0 inner).Update (tensor [ 1.0 ]) ((Optimiser.clipByNorm 1.0 inner).Init start) start)
