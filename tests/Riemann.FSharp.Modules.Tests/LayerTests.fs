module Riemann.FSharp.Modules.Tests.LayerTests

open System.Linq
open Riemann
open Riemann.FSharp
open Riemann.FSharp.Learning
open Xunit

let private linear inputs outputs = Linear.layer { Linear.defaults with Inputs = inputs; Outputs = outputs }

let private model = linear 3 4 >-> Layer.map "tanh" tanh >-> linear 4 2
let private parameters = model.Init(Key.create 1L)
let private numbers = [| for i in 0..5 -> float32 i / 3.0f |]
let private x: Tensor = Tensor.reshape [ 2; 3 ] (tensor numbers)
let private facadeX () = Riemann.Tensor.From(numbers).Reshape(2, 3)

[<Fact>]
let ``A layer as a module gives the same numbers under the same names`` () =
    let facade = Layer.toModule "model" model parameters

    Assert.Equal<string list>(Tree.names parameters, List.ofSeq (facade.StateDict().Keys))

    Assert.Equal<float32>(
        (Layer.apply model parameters x).ToArray<float32>(),
        facade.Call(facadeX ()).ToArray<float32>()
    )

    Assert.Equal("LayerModule(model", facade.ToString().Split('\n')[0])

[<Fact>]
let ``A layer as a module is trained by backward passes, and its copies on their own`` () =
    let facade = Layer.toModule "model" model parameters
    let loss (p: Chain<_, _>) = Tensor.sum (Layer.apply model p x)
    let copy = facade.DeepCopy()

    facade.Call(facadeX ()).Sum().Backward()

    let expected = grad loss parameters |> Tree.leaves

    for gradient, own in Seq.zip expected (facade.Parameters()) do
        Assert.Equal<float32>(gradient.ToArray<float32>(), own.Grad.ToArray<float32>())

    Assert.True(copy.Parameters().All(fun own -> isNull own.Grad))

[<Fact>]
let ``What a layer remembers are buffers, which training changes`` () =
    let norm = BatchNorm1d.layer { BatchNorm1d.defaults with Channels = 3 }
    let facade = Layer.toModule "norm" norm (norm.Init(Key.create 1L))
    let before = facade.StateDict()

    facade.Eval().Call(facadeX ()) |> ignore
    let same = facade.StateDict()
    facade.Train().Call(facadeX ()) |> ignore
    let after = facade.StateDict()

    let values (state: System.Collections.Generic.OrderedDictionary<string, Riemann.Tensor>) =
        [ for struct (name, _) in facade.NamedBuffers() -> string state[name] ]

    Assert.NotEmpty(facade.Buffers())
    Assert.Equal<string list>(values before, values same)
    Assert.NotEqual<string list>(values before, values after)

[<Fact>]
let ``A module as a layer has the gradients of its backward pass`` () =
    let facade = new Sequential(new Riemann.Linear(3, 4), new Riemann.Tanh(), new Riemann.Linear(4, 2))
    let layer = Layer.ofModule facade
    let own = layer.Init(Key.create 0L)
    facade.Call(facadeX ()).Sum().Backward()

    let gradients = grad (fun p -> Tensor.sum (Layer.apply layer p x)) own

    Assert.Equal<string list>([ "0.bias"; "0.weight"; "2.bias"; "2.weight" ], List.ofSeq own.Keys)

    for struct (name, parameter) in facade.NamedParameters() do
        Assert.Equal<float32>(parameter.Grad.ToArray<float32>(), gradients[name].ToArray<float32>())

[<Fact>]
let ``The mode of a layer is that of the module it was made of`` () =
    let layer = Layer.ofModule (new Riemann.Dropout(0.5))

    Assert.Equal<float32>(numbers, (Layer.apply layer Map.empty x).ToArray<float32>())
    let trained, _ = layer.Apply (Train(Key.create 1L)) Map.empty x
    Assert.NotEqual<float32>(numbers, trained.ToArray<float32>())
