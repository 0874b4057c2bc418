/// Trees of tensors: what is a leaf, what it is called, what is trained.
module Riemann.FSharp.Tests.TreeTests

open Xunit
open Riemann.FSharp

type Layer = { Weight: Tensor; Bias: Tensor }

type Model =
    { Layers: Layer list
      Scale: Tensor option
      Mean: Buffer
      Fixed: Frozen<Layer>
      Steps: Tensor
      Name: string
      Activation: Tensor -> Tensor }

type Expression =
    | Constant of value: Tensor
    | Sum of left: Expression * right: Expression
    | Nothing

type Box<'T> = { Item: 'T; Note: string }

[<Struct>]
type Point = { X: Tensor; Y: Tensor }

type Handmade(a: Tensor, b: Tensor, label: string) =
    member _.A = a
    member _.B = b
    member _.Label = label

    interface ITree<Handmade> with
        member _.Leaves = [| a; b |]
        member _.WithLeaves tensors = Handmade(tensors[0], tensors[1], label)

let private layer first = { Weight = tensor [ first; first + 1.0 ]; Bias = tensor 0.5 }

let private model =
    { Layers = [ layer 1.0; layer 3.0 ]
      Scale = Some(tensor 2.0)
      Mean = Buffer(tensor [ 7.0 ])
      Fixed = Frozen(layer 9.0)
      Steps = tensor [ 1; 2; 3 ]
      Name = "model"
      Activation = tanh }

let private sumOfSquares tree = Tree.leaves tree |> List.map (fun x -> Tensor.sum (x * x)) |> List.reduce (+)

let private isDoubled (tree: 'T) (gradient: 'T) =
    List.iter2 (fun (x: Tensor) g -> Expect.same (2.0 * x) g) (Tree.leaves tree) (Tree.leaves gradient)

/// The gradient of the sum of squares is twice the tree, whatever the tree.
let private differentiates (tree: 'T) = isDoubled tree (grad sumOfSquares tree)

let private one, two = tensor [ 1.0; 2.0 ], tensor 3.0

[<Fact>]
let ``grad runs through every kind of tree`` () =
    differentiates one
    differentiates (layer 1.0)
    differentiates {| A = one; B = {| C = two |} |}
    differentiates (one, two)
    differentiates struct (one, two)
    differentiates { X = one; Y = two }
    differentiates [ one; two ]
    differentiates [| one; two |]
    differentiates (Map [ "b", one; "a", two ])
    differentiates (Map [ 2, [ one ]; 1, [] ])
    differentiates (Some one)
    differentiates (ValueSome one)
    differentiates (Sum(Constant one, Sum(Constant two, Nothing)))
    differentiates { Item = { Item = [ one ]; Note = "inner" }; Note = "outer" }
    differentiates (Handmade(one, two, "by hand"))
    differentiates [| Some(one, [ two ]); None |]
    differentiates (Ok one: Result<Tensor, string>)
    differentiates (one, two, one, two, one, two, one, two, one)

[<Fact>]
let ``an option without a value has no leaves`` () =
    Assert.Empty(Tree.leaves (None: Tensor option))
    Assert.Empty(Tree.leaves (ValueNone: Tensor voption))
    Assert.Empty(Tree.leaves Nothing)
    let gradient = grad (fun (x: Tensor, _: Tensor option) -> Tensor.sum x) (one, None)
    Assert.True((snd gradient).IsNone)

[<Fact>]
let ``empty lists, arrays and maps are trees without leaves`` () =
    Assert.Empty(Tree.leaves ([]: Tensor list))
    Assert.Empty(Tree.leaves ([||]: Layer[]))
    Assert.Empty(Tree.leaves (Map.empty: Map<string, Tensor>))
    let gradient = grad (fun (x: Tensor, _: Layer list) -> Tensor.sum x) (one, [])
    Assert.Empty(snd gradient)

[<Fact>]
let ``names are the paths of the leaves in order`` () =
    let expected =
        [ "Layers.0.Weight"
          "Layers.0.Bias"
          "Layers.1.Weight"
          "Layers.1.Bias"
          "Scale"
          "Mean"
          "Fixed.Weight"
          "Fixed.Bias"
          "Steps" ]

    Assert.Equal<string list>(expected, Tree.names model)
    Assert.Equal<string list>([ "" ], Tree.names one)
    Assert.Equal<string list>([ "0"; "1" ], Tree.names (one, two))
    Assert.Equal<string list>([ "a.0"; "b.0"; "b.1" ], Tree.names (Map [ "b", [ one; two ]; "a", [ two ] ]))
    Assert.Equal<string list>([ "left.value"; "right.value" ], Tree.names (Sum(Constant one, Constant two)))
    Assert.Equal<string list>([ "0"; "1" ], Tree.names (Handmade(one, two, "")))

[<Fact>]
let ``names, leaves and mapAll go through the leaves in one order`` () =
    Assert.Equal((Tree.names model).Length, (Tree.leaves model).Length)
    let mutable seen = []

    Tree.mapAll
        (fun x ->
            seen <- x :: seen
            x)
        model
    |> ignore

    Assert.Equal<Tensor list>(Tree.leaves model, List.rev seen)

[<Fact>]
let ``count is the number of trained numbers`` () =
    Assert.Equal(3L + 3L + 1L, Tree.count model)
    Assert.Equal(0L, Tree.count [ tensor [ 1; 2 ] ])
    Assert.Equal(0L, Tree.count "text")

[<Fact>]
let ``map changes what is trained and nothing else`` () =
    let mapped = Tree.map (fun x -> x + 1.0) model
    Expect.values [ 2.0; 3.0 ] mapped.Layers[0].Weight
    Expect.number 3.0 mapped.Scale.Value
    Assert.Same(model.Mean.Value, mapped.Mean.Value)
    Assert.Same(model.Fixed.Value.Weight, mapped.Fixed.Value.Weight)
    Assert.Same(model.Steps, mapped.Steps)
    Assert.Equal("model", mapped.Name)

[<Fact>]
let ``mapAll changes every tensor`` () =
    let mapped = Tree.mapAll (Tensor.cast DType.Float32) model
    Assert.All(Tree.leaves mapped, fun x -> Assert.Equal(DType.Float32, x.DType))

[<Fact>]
let ``map2 takes what is not trained from the left`` () =
    let right = Tree.map (fun x -> 10.0 * x) { model with Name = "right"; Mean = Buffer(tensor [ 8.0 ]) }
    let joined = Tree.map2 (+) model right
    Expect.values [ 11.0; 22.0 ] joined.Layers[0].Weight
    Expect.values [ 7.0 ] joined.Mean.Value
    Assert.Equal("model", joined.Name)

[<Fact>]
let ``what is not trained comes back from grad as it is`` () =
    let gradient = grad (fun model -> Tensor.sum model.Layers[1].Weight * model.Scale.Value) model
    Expect.values [ 2.0; 2.0 ] gradient.Layers[1].Weight
    Expect.number 7.0 gradient.Scale.Value
    Expect.values [ 0.0; 0.0 ] gradient.Layers[0].Weight
    Expect.number 0.0 gradient.Layers[0].Bias
    Assert.Same(model.Mean.Value, gradient.Mean.Value)
    Assert.Same(model.Fixed.Value.Bias, gradient.Fixed.Value.Bias)
    Assert.Same(model.Steps, gradient.Steps)
    Assert.Equal("model", gradient.Name)
    Expect.number (tanh 0.5) (gradient.Activation(tensor 0.5))

[<Fact>]
let ``a frozen part and a buffer are constants of the derivative`` () =
    let f model = Tensor.sum (model.Mean.Value * model.Mean.Value * model.Layers[0].Bias * model.Fixed.Value.Bias)
    let gradient = grad f model
    Expect.number (49.0 * 0.5) gradient.Layers[0].Bias

[<Fact>]
let ``a function in the tree may be applied inside grad`` () =
    let f model = model.Activation model.Layers[0].Bias
    Expect.number (1.0 - tanh 0.5 ** 2.0) (grad f model).Layers[0].Bias

[<Fact>]
let ``a tensor that stands in two places is two parameters`` () =
    let left, right = grad (fun (a: Tensor, b: Tensor) -> Tensor.sum (a * a * b)) (one, one)
    Expect.values [ 2.0; 8.0 ] left
    Expect.values [ 1.0; 4.0 ] right

[<Fact>]
let ``a type made by hand keeps what it does not show`` () =
    let gradient = grad (fun (h: Handmade) -> Tensor.sum h.A * h.B) (Handmade(one, two, "label"))
    Assert.Equal("label", gradient.Label)
    Expect.values [ 3.0; 3.0 ] gradient.A
    Expect.number 3.0 gradient.B

[<Fact>]
let ``keys are carried along and mapped over`` () =
    let key = Key.create 3L
    let _, same = grad (fun (x: Tensor, key: Key) -> Tensor.sum (x * Random.normal [ 2 ] key)) (one, key)
    Expect.same (Random.normal [ 2 ] key) (Random.normal [ 2 ] same)

[<Fact>]
let ``trees of different form are refused with their names`` () =
    (fun () -> Tree.map2 (+) [ one ] [ one; two ])
    |> Expect.refusal
        _.IsValue
        [ "Tree.map2: the trees differ: [0] and [0; 1]"; "  hint  both must hold tensors in the same places" ]

    (fun () -> jvp (fun (m: Map<string, Tensor>) -> m["a"]) (Map [ "a", one ]) Map.empty)
    |> Expect.refusal
        _.IsValue
        [ "jvp: the trees differ: [a] and []"; "  hint  both must hold tensors in the same places" ]

    let _, pull = vjp (fun x -> [ x; x ]) one

    (fun () -> pull [ one ])
    |> Expect.refusal
        _.IsValue
        [ "vjp: the trees differ: [0; 1] and [0]"; "  hint  both must hold tensors in the same places" ]

[<Fact>]
let ``trees with as many tensors in other places are refused`` () =
    (fun () -> Tree.map2 (+) (Map [ "a", one ]) (Map [ "b", one ]))
    |> Expect.refusal
        _.IsValue
        [ "Tree.map2: the trees differ: [a] and [b]"; "  hint  both must hold tensors in the same places" ]

[<Fact>]
let ``deep trees are no trouble`` () =
    let deep = List.fold (fun tree _ -> Sum(tree, Constant two)) (Constant one) [ 1..500 ]
    Assert.Equal(502L, Tree.count deep)
    differentiates deep

[<Fact>]
let ``a type is taken apart on many threads at once`` () =
    System.Threading.Tasks.Parallel.For(0, 200, fun _ -> differentiates {| Only = one; Here = [ two ] |}) |> ignore

type Holder(weight: Tensor) =
    member _.Weight = weight

[<Fact>]
let ``a class that holds tensors out of sight is refused by name`` () =
    let f (holder: Holder, x: Tensor) = holder.Weight * x

    Expect.refusal
        _.IsValue
        [ "Tree: the class Holder holds tensors out of sight"; "  hint  make it a record, or implement ITree<Holder>" ]
        (fun () -> grad f (Holder(tensor 1.0), tensor 2.0))

[<Fact>]
let ``a tensor of one element converts to a float`` () =
    Assert.Equal(2.5, float (tensor [ 2.5 ]))
    Assert.Equal(3.0, float (tensor 3))

    Expect.refusal
        _.IsValue
        [ "ToFloat: 2 elements are not one number"; "  hint  reduce it, or take one element such as x[0]" ]
        (fun () -> float (tensor [ 1.0; 2.0 ]))
