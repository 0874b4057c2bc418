module Riemann.FSharp.Learning.Tests.StepTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private names: TheoryData<string> = TheoryData<string>(EveryOptimiser.all<Tensor>() |> List.map fst)

let private find name : Optimiser<'P> = EveryOptimiser.all<'P>() |> List.find (fst >> (=) name) |> snd

type Named() =
    static member All = names

/// Parameters and slots after each of eight steps by drawn gradients: in one pass over memory, and under vmap by tensor
/// operations. Long enough for several threads and for a rest that fills no vector.
let private bothWays dtype (optimiser: Optimiser<Tensor>) =
    let random seed = Random.normalOf dtype [ 3; 25_003 ] (Key.create seed)

    let step ((p, state), (formula, slots)) number =
        let gradient = random number

        let update (p, (g, slots)) =
            let moved, after = optimiser.Update g { state with Slots = slots } p
            moved, after.Slots

        optimiser.Update gradient state p, vmap update (formula, (gradient, slots))

    let start = random 0L
    let state = optimiser.Init start
    List.scan step ((start, state), (start, state.Slots)) [ 1L .. 8L ] |> List.tail

[<Theory; MemberData("All", MemberType = typeof<Named>)>]
let ``a step in one pass has the bits of its formula`` name =
    for dtype in [ DType.Float32; DType.Float64 ] do
        for (p, state), byFormula in bothWays dtype (find name) do
            for expected, found in List.zip (Tree.leaves byFormula) (Tree.leaves (p, state.Slots)) do
                Assert.Equal<float>(Numbers.floats expected, Numbers.floats found)
                Assert.DoesNotContain(nan, Numbers.floats found)

[<Theory; MemberData("All", MemberType = typeof<Named>)>]
let ``element types and shapes stay, also of nothing`` name =
    let optimiser = find name

    for dtype in [ DType.Float32; DType.Float64 ] do
        for shape in [ []; [ 0 ]; [ 2; 0; 3 ]; [ 1 ]; [ 2; 3 ] ] do
            let start = Random.normalOf dtype shape (Key.create 1L)
            let moved, state = optimiser.Update (Tensor.onesLike start) (optimiser.Init start) start

            for found in moved :: state.Slots do
                Assert.Equal(dtype, found.DType)
                Assert.Equal<int list>(shape, found.Shape)

[<Theory; MemberData("All", MemberType = typeof<Named>)>]
let ``what is frozen or no float stays, and no input changes`` name =
    let optimiser: Optimiser<Tensor * Frozen<Tensor> * Tensor> = find name
    let tree x = tensor [ x; x ], Frozen(tensor [ x ]), tensor [ 7L ]
    let start, gradient = tree 2.0, tree 0.5
    let state = optimiser.Init start
    let before = Tree.leaves state |> List.map Numbers.floats
    let (moved, still, steps), after = optimiser.Update gradient state start
    let first (x, _, _) = x
    Assert.DoesNotContain(2.0, Numbers.floats moved)
    Numbers.equal [ 2.0 ] still.Value
    Assert.Equal<int64>([| 7L |], steps.ToArray<int64>())
    Numbers.equal [ 2.0; 2.0 ] (first start)
    Numbers.equal [ 0.5; 0.5 ] (first gradient)
    Assert.Equal<float[] list>(before, Tree.leaves state |> List.map Numbers.floats)
    Assert.Equal(1L, after.Step)
    Assert.Equal<Map<string, float>>(state.Hyper, after.Hyper)

[<Theory; MemberData("All", MemberType = typeof<Named>)>]
let ``a gradient that is NaN spoils its own element alone`` name =
    let optimiser = find name
    let start = Tensor.full DType.Float64 [ 11 ] 1.0
    let gradient = tensor [ for i in 0..10 -> if i = 2 || i = 9 then nan else 1.0 + float i ]

    for update in
        [ optimiser.Update
          fun g state p -> vmap (fun (g, p) -> optimiser.Update g (optimiser.Init p) p) (g, p) |> fun (p, _) -> p, state ] do
        let moved, _ = update gradient (optimiser.Init start) start

        Assert.Equal<int list>(
            [ 2; 9 ],
            [ for i, x in Seq.indexed (Numbers.floats moved) do
                  if System.Double.IsNaN x then i ]
        )

[<Theory; MemberData("All", MemberType = typeof<Named>)>]
let ``views are read in their order`` name =
    let optimiser = find name
    let whole = Random.normalOf DType.Float64 [ 5; 7 ] (Key.create 1L)
    let turned = Tensor.permute [ 1; 0 ] whole
    let step (p: Tensor) = optimiser.Update (p * 0.3) (optimiser.Init p) p |> fst
    Assert.Equal<float>(Numbers.floats (Tensor.permute [ 1; 0 ] (step whole)), Numbers.floats (step turned))
