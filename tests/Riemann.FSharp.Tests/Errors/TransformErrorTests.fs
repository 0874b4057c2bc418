/// Functions that have no derivative, and examples that do not pair up.
module Riemann.FSharp.Tests.TransformErrorTests

open Xunit
open Riemann.FSharp

let private x = tensor [ 1.0; 2.0; 3.0 ]
let private square (x: Tensor) = x * x

let private notScalar operation shape (action: unit -> 'T) =
    Expect.refusal
        _.IsNotDifferentiable
        [ $"{operation}: the result has shape {shape}, not one number"
          "  hint  reduce it with Tensor.sum or Tensor.mean, or ask for jacrev" ]
        action

[<Fact>]
let ``a gradient of several numbers is refused`` () =
    notScalar "grad" "[3]" (fun () -> grad square x)
    notScalar "grad" "[1]" (fun () -> grad square (tensor [ 1.0 ]))
    notScalar "grad" "[0]" (fun () -> grad square (Tensor.zeros [ 0 ]))
    notScalar "valueAndGrad" "[3]" (fun () -> valueAndGrad square x)
    notScalar "valueAndGradAux" "[3]" (fun () -> valueAndGradAux (fun x -> square x, ()) x)
    notScalar "grad" "[3]" (fun () -> hessian square x)
    notScalar "grad" "[3]" (fun () -> hvp square x x)

[<Fact>]
let ``a gradient of an integer is refused`` () =
    Expect.refusal
        _.IsNotDifferentiable
        [ "grad: the result is int64"
          "  hint  return a float; Tensor.cast does not carry a derivative to or from integers" ]
        (fun () -> grad (Tensor.argMax 0) x)

[<Fact>]
let ``an argument without float tensors is refused`` () =
    let refused operation (action: unit -> 'T) =
        Expect.refusal
            _.IsNotDifferentiable
            [ $"{operation}: the argument holds no tensor to differentiate by"
              "  hint  differentiate with respect to float tensors outside Buffer and Frozen" ]
            action

    refused "grad" (fun () -> grad Tensor.sum (tensor [ 1; 2 ]))
    refused "grad" (fun () -> grad (fun (_: int) -> tensor 1.0) 3)
    refused "grad" (fun () -> grad (fun (_: Tensor list) -> tensor 1.0) [])
    refused "grad" (fun () -> grad (fun (b: Buffer) -> Tensor.sum b.Value) (Buffer x))
    refused "grad" (fun () -> grad (fun (f: Frozen<Tensor>) -> Tensor.sum f.Value) (Frozen x))
    refused "grad" (fun () -> grad (fun (o: Tensor option) -> Tensor.sum o.Value) None)
    refused "jvp" (fun () -> jvp id (tensor [ true ]) (tensor [ true ]))
    refused "vjp" (fun () -> vjp id "text")
    refused "higherOrderGrad" (fun () -> higherOrderGrad 2 Tensor.sum (tensor [ 1 ]))

[<Fact>]
let ``a direction of another shape or type is refused`` () =
    Expect.refusal
        _.IsShape
        [ "jvp: the tangent does not fit"; "  value [3]   tangent []"; "  rule  value and tangent have one shape" ]
        (fun () -> jvp square x (tensor 1.0))

    Expect.refusal
        _.IsDType
        [ "jvp: the tangent does not fit"; "  value float64   tangent float32"; "  hint  Tensor.cast DType.Float64 it" ]
        (fun () -> jvp square x (tensor [ 1.0f; 1.0f; 1.0f ]))

    let _, pull = vjp square x

    Expect.refusal
        _.IsShape
        [ "vjp: the cotangent does not fit"
          "  value [3]   cotangent [1; 3]"
          "  rule  value and cotangent have one shape" ]
        (fun () -> pull (Tensor.ones [ 1; 3 ]))

[<Fact>]
let ``a derivative by several numbers is refused`` () =
    Expect.refusal
        _.IsNotDifferentiable
        [ "derivative: the argument has shape [3]"
          "  hint  use jacfwd for a tensor, or vmap (derivative f) for many numbers" ]
        (fun () -> derivative sin x)

[<Fact>]
let ``Jacobians of or by integers are refused`` () =
    let refused operation name dtype (action: unit -> Tensor) =
        Expect.refusal
            _.IsDType
            [ $"{operation}: the {name} does not hold floats"
              $"  {name} {dtype}"
              "  hint  derivatives are of floats by floats" ]
            action

    refused "jacfwd" "argument" "int32" (fun () -> jacfwd sin (tensor [ 1 ]))
    refused "jacrev" "argument" "bool" (fun () -> jacrev sin (tensor [ true ]))
    refused "jacfwd" "result" "int64" (fun () -> jacfwd (Tensor.argMax 0) x)
    refused "jacrev" "result" "int64" (fun () -> jacrev (Tensor.argMax 0) x)

[<Fact>]
let ``an order below 1 is refused`` () =
    for order in [ 0; -1 ] do
        Expect.refusal
            _.IsValue
            [ $"higherOrderGrad: there is no derivative of order {order}"; "  hint  order 1 or more" ]
            (fun () -> higherOrderGrad order Tensor.sum x)

let private examplesRule = "  rule  every tensor has the examples along axis 0, the same number in each"

[<Fact>]
let ``vmap without a common number of examples is refused`` () =
    Expect.refusal
        _.IsShape
        [ "vmap: the numbers of examples differ"; "  X     [3]   Y     [2; 3]"; examplesRule ]
        (fun () -> vmap (fun (p: {| X: Tensor; Y: Tensor |}) -> p.X) {| X = x; Y = Tensor.zeros [ 2; 3 ] |})

    Assert.True (Expect.error (fun () -> vmap2 (+) x (Tensor.zeros [ 2 ]))).Error.IsShape

[<Fact>]
let ``vmap without examples is refused`` () =
    Expect.refusal _.IsShape [ "vmap: there are no examples to map over"; "  tensor []"; examplesRule ] (fun () ->
        vmap id (tensor 1.0))

    Expect.refusal _.IsShape [ "vmap: there are no examples to map over"; examplesRule ] (fun () ->
        vmap id ([]: Tensor list))

    Assert.True (Expect.error (fun () -> vmap (fun (a: Tensor, b: Tensor) -> a * b) (x, tensor 2.0))).Error.IsShape

[<Fact>]
let ``reading a value under vmap is refused with a remedy`` () =
    let refused (f: Tensor -> Tensor) =
        for run in [ vmap f; vmap (grad f); grad (fun x -> Tensor.sum (vmap f x)) ] do
            Expect.refusal
                _.IsUnknown
                [ "reading a value: the value is not one number inside vmap"
                  "  hint  choose with Tensor.where or cond, or pass the value from outside as an ordinary argument" ]
                (fun () -> run x)

    refused (fun x -> if x.ToFloat() > 0.0 then x else -x)
    refused (fun x -> tensor (Array.sum (x.ToArray<float>())) * x)

[<Fact>]
let ``a value captured from outside may be read under vmap`` () =
    let threshold = tensor 2.0
    vmap (fun (y: Tensor) -> if threshold.ToFloat() > 0.0 then y else -y) x |> Expect.same x

[<Fact>]
let ``printing under a transformation shows what is known`` () =
    let mutable text = ""

    let show (y: Tensor) =
        text <- string y
        Tensor.sum y

    vmap show x |> ignore
    Assert.Equal("tensor [] float64 inside vmap", text)
    grad show x |> ignore
    Assert.Equal("tensor [3] float64 inside grad", text)

[<Fact>]
let ``random misuse is refused`` () =
    let key = Key.create 1L
    let refused problem hint (action: unit -> 'T) = Expect.refusal _.IsValue [ problem; $"  hint  {hint}" ] action
    refused "integers: no integer n has 3 <= n < 3" "low is less than high" (fun () -> Random.integers 3L 3L [] key)
    refused "bernoulli: 1.5 is not a probability" "between 0 and 1" (fun () -> Random.bernoulli 1.5 [] key)
    refused "bernoulli: NaN is not a probability" "between 0 and 1" (fun () -> Random.bernoulli nan [] key)
    let negative = "every dimension is 0 or more"
    refused "uniform: a dimension of [-2] is negative" negative (fun () -> Random.uniform [ -2 ] key)
    refused "normal: a dimension of [2; -1] is negative" negative (fun () -> Random.normal [ 2; -1 ] key)
    refused "permutation: a dimension of [-1] is negative" negative (fun () -> Random.permutation -1 key)
    refused "Key.splitMany: a dimension of [-1] is negative" negative (fun () -> Key.splitMany -1 key)
    refused "Key.stack: a dimension of [-1] is negative" negative (fun () -> Key.stack -1 key)

    for draw in [ Random.uniformOf; Random.normalOf ] do
        Assert.True (Expect.error (fun () -> draw DType.Int32 [ 2 ] key)).Error.IsDType
