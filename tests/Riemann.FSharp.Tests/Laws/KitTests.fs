/// The kit finds what is wrong: one broken rule for each law.
module Riemann.FSharp.Tests.Laws.KitTests

open Xunit
open Riemann.FSharp
open Riemann.Kernels

type private Net = { Weight: Tensor; Bias: Tensor option; Steps: int }

let private x = tensor [ [ 0.3; -1.2; 0.8 ]; [ 2.1; 0.5; -0.4 ] ]

let private sine = Elementary.sin

let private broken law (p: Primitive) operands =
    match Check.primitive p operands with
    | Ok() -> failwith $"{p.Name} passes"
    | Error failures ->
        let laws = failures |> List.map _.Law
        Assert.True(laws |> List.exists (fun l -> l.Contains(law: string)), $"%A{laws}")

let private withMap (map: Tensor[] -> Tensor -> int -> LinearMap) = { sine with Derivative = map }

[<Fact>]
let ``a wrong slope disagrees with differences`` () =
    let wrong = withMap (fun x _ _ -> LinearMap.self (fun t -> t * sin x[0]))
    broken "function: jvp agrees with differences" wrong [ x ]

[<Fact>]
let ``a slope off by 1e-9 passes, off by 1e-5 fails`` () =
    let off by = withMap (fun x _ _ -> LinearMap.self (fun t -> t * cos x[0] * (1.0 + by)))
    Assert.Equal(Ok(), Check.primitive (off 1e-9) [ x ])
    broken "jvp agrees with differences" (off 1e-5) [ x ]

[<Fact>]
let ``a pull that is not the adjoint of the push`` () =
    let wrong = withMap (fun x _ _ -> LinearMap.create (fun t -> t * cos x[0]) (fun c -> c * sin x[0]))

    broken "function: jvp and vjp are adjoint" wrong [ x ]

[<Fact>]
let ``a derivative right to first order only`` () =
    let wrong = withMap (fun x _ _ -> LinearMap.self (fun t -> t * stopGradient (cos x[0])))
    broken "jvp of the function: jvp agrees with differences" wrong [ x ]
    broken "vjp of the function: jvp agrees with differences" wrong [ x ]

[<Fact>]
let ``two directions that differ to second order`` () =
    let wrong = withMap (fun x _ _ -> LinearMap.create (fun t -> t * cos x[0]) (fun c -> c * stopGradient (cos x[0])))

    broken "Hessian times vector" wrong [ x ]

[<Fact>]
let ``a zero derivative of what moves`` () = broken "differences" (withMap (fun _ _ _ -> LinearMap.zero)) [ x ]

[<Fact>]
let ``a derivative that is not finite`` () =
    broken "jvp is finite" (withMap (fun x _ _ -> LinearMap.self (fun t -> t * cos x[0] / 0.0))) [ x ]

[<Fact>]
let ``a derivative by integers`` () =
    let wrong = { IndexingPrimitives.gather 0 with Derivative = fun _ _ _ -> LinearMap.self id }
    broken "only floats have derivatives" wrong [ x; tensor [ [ 1L; 0L; 1L ] ] ]

[<Fact>]
let ``a rule that raises`` () = broken "the derivative rule" (withMap (fun _ _ _ -> failwith "unfinished")) [ x ]

[<Fact>]
let ``a shape rule that promises something else`` () =
    broken "Shape agrees with the kernel" { sine with Shape = fun x -> Ok { x[0] with Shape = Shape.Scalar } } [ x ]
    broken "Shape agrees with the kernel" { sine with Shape = fun x -> Ok { x[0] with DType = DType.Bool } } [ x ]

[<Fact>]
let ``a batch rule that mixes examples`` () =
    let mixed = BatchRule.Rule(fun x -> Batched.Whole(sin x[0].Value.[0..0] |> Tensor.broadcastTo x[0].Value.Shape))
    broken "vmap of the operation" { sine with Batch = mixed } [ x ]

[<Fact>]
let ``a batch rule that takes the batch for an axis`` () =
    broken "vmap of the operation" { Structure.sumP [ 0 ] with Batch = BatchRule.Broadcasts } [ x ]

[<Fact>]
let ``a batch rule that changes the element type`` () =
    let other = BatchRule.Rule(fun x -> Batched.Whole(Tensor.cast DType.Float32 x[0].Value |> sin))
    broken "vmap of the operation" { sine with Batch = other } [ Tensor.zeros [ 2 ] ]

[<Fact>]
let ``a batch rule for the first operand only`` () =
    let first =
        BatchRule.Rule(fun x ->
            if x[1].IsBatched then
                failwith "the second operand has a batch"
            else
                Batched.Whole(x[0].Value + x[1].Value))

    broken "vmap of the operation" { Arithmetic.add with Batch = first } [ x; x ]

[<Fact>]
let ``rules that read values`` () =
    let looking (x: Tensor) (t: Tensor) = if x.Read().ToDouble 0 > 0.0 then t * cos x else t * cos x
    broken "Push reads" (withMap (fun x _ _ -> LinearMap.create (looking x[0]) (fun c -> c * cos x[0]))) [ x ]
    broken "Pull reads" (withMap (fun x _ _ -> LinearMap.create (fun t -> t * cos x[0]) (looking x[0]))) [ x ]

    let batch =
        BatchRule.Rule(fun x ->
            x[0].Value.Read() |> ignore
            Batched.Whole(sin x[0].Value))

    broken "Batch reads" { sine with Batch = batch } [ x ]

[<Fact>]
let ``functions of trees pass`` () =
    let net = { Weight = x; Bias = Some(tensor [ 0.1; 0.2 ]); Steps = 2 }

    let apply (net, input: Tensor) =
        let y = tanh (net.Weight *@ input + Option.defaultValue (tensor 0.0) net.Bias)
        [ y; y * float net.Steps ], Tensor.argMax 0 y

    Assert.Equal(Ok(), Check.derivatives apply (net, tensor [ 1.0; 2.0; 3.0 ]))

[<Fact>]
let ``a function with a kink at the point fails, and beside it passes`` () =
    let f (x: Tensor) = Tensor.sum (Tensor.relu x)
    Assert.Equal(Ok(), Check.derivatives f (tensor [ 1.0; -1.0 ]))

    match Check.derivatives f (tensor [ 1.0; 0.0 ]) with
    | Error(first :: _) ->
        Assert.Equal("function: jvp agrees with differences", first.Law)

        match first.Evidence with
        | Evidence.Numbers(analytic, numeric) -> Assert.NotEqual(analytic, numeric, 1e-3)
        | Evidence.Statement text -> failwith text
    | _ -> failwith "the kink was not seen"

[<Fact>]
let ``failures name the leaf and the element`` () =
    let f net = net.Weight * stopGradient net.Weight |> Tensor.sum

    match
        Check.derivatives
            (fun net -> { net with Weight = net.Weight * stopGradient net.Weight })
            { Weight = x; Bias = None; Steps = 1 }
    with
    | Error failures -> Assert.Contains(failures, fun f -> f.Place = "element 0 of Weight")
    | Ok() -> failwith "passes"

    let error =
        Assert.Throws<RiemannException>(fun () -> Check.assertDerivatives f { Weight = x; Bias = None; Steps = 1 })

    Assert.Contains("jvp agrees with differences", error.Message)

[<Fact>]
let ``float32 functions are measured with the precision they have`` () =
    let x = Tensor.cast DType.Float32 x
    Check.assertDerivatives (fun (x: Tensor) -> Tensor.sum (sin x * exp x)) x
    let wrong (x: Tensor) = sin x * stopGradient (1.0 + 0.05 * x)
    Assert.True((Check.derivatives wrong x).IsError)

[<Fact>]
let ``another key checks along other directions`` () =
    let f (x: Tensor) = sin x * Tensor.sum x
    Assert.Equal(Ok(), Check.derivativesWith (Key.create 42L) f x)

[<Fact>]
let ``a result without floats has no derivative to check`` () =
    let error = Assert.Throws<RiemannException>(fun () -> Check.derivatives (Tensor.argMax 0) x |> ignore)
    Assert.Contains("no float tensor", error.Message)
