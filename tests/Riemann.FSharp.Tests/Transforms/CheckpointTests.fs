/// Recomputation in place of memory.
module Riemann.FSharp.Tests.CheckpointTests

open System
open System.Runtime.CompilerServices
open System.Threading
open Xunit
open Riemann.FSharp
open Riemann.Kernels

let private x = tensor [ 0.3; -0.2; 0.5 ]
let private body (w: Tensor) (x: Tensor) = tanh (w * x) * exp (sin x)

[<Fact>]
let ``a checkpoint changes nothing but memory`` () =
    let w = tensor [ 1.0; 2.0; 0.5 ]
    Modes.same (body w) (checkpoint (body w))

[<Fact>]
let ``a captured value that is also the argument moves in both places`` () =
    Modes.same (fun x -> body x (body (x * x) x)) (fun x -> checkpoint (body x) (checkpoint (body (x * x)) x))

[<Fact>]
let ``checkpoints nest`` () =
    Modes.same (fun x -> body x (body x x)) (fun x -> checkpoint (fun y -> body x (checkpoint (body y) x)) x)

[<Fact>]
let ``operations on captured values alone are part of the derivative`` () =
    let plain w x = sin (w * w) * x + cos w
    Modes.same (fun x -> plain x x) (fun x -> checkpoint (fun y -> plain x y) x)

    grad (fun w -> Tensor.sum (checkpoint (plain w) (tensor 2.0))) x
    |> Expect.same (grad (fun w -> Tensor.sum (plain w (tensor 2.0))) x)

[<Fact>]
let ``transformations inside a checkpoint`` () =
    let f (w: Tensor) (x: Tensor) = grad (fun y -> Tensor.sum (sin (w * y) * y)) x
    Modes.same (fun x -> f x (sin x)) (fun x -> checkpoint (f x) (sin x))
    let g (w: Tensor) (x: Tensor) = vmap (fun y -> sin (w * y)) x |> Tensor.sumOver [ 0 ]
    Modes.same (fun x -> g x (Tensor.stack 0 [ x; x * x ])) (fun x -> checkpoint (g x) (Tensor.stack 0 [ x; x * x ]))

[<Fact>]
let ``custom rules inside a checkpoint, and checkpoints inside rules`` () =
    let sine x = customVjp sin (fun x -> sin x, x) (fun x c -> cos x * c) x
    Modes.same (fun x -> sin (x * x) * x) (checkpoint (fun x -> sine (x * x) * x))

    let outer =
        customJvp (fun x -> sin x * x) (fun x t ->
            sin x * x, checkpoint (fun (x: Tensor, t: Tensor) -> (cos x * x + sin x) * t) (x, t))

    Modes.same (fun x -> sin x * x) outer

[<Fact>]
let ``trees of mixed types, whole and not`` () =
    let f (a: Tensor, b: Tensor, name: string) =
        {| Y = a * Tensor.cast DType.Float64 b; B = sin b; Best = Tensor.argMax 0 a; Name = name |}

    let p = x, tensor [ 1.0f; 2.0f; -1.0f ], "name"

    let loss f p =
        let r: {| Y: Tensor; B: Tensor; Best: Tensor; Name: string |} = f p
        Tensor.sum (sin r.Y) + Tensor.sum (Tensor.cast DType.Float64 r.B)

    let a, b, _ = grad (loss f) p
    let foundA, foundB, name = grad (loss (checkpoint f)) p
    Expect.same a foundA
    Expect.same b foundB
    Assert.Equal("name", name)
    Expect.same (f p).Best (checkpoint f p).Best
    Assert.Equal("name", (checkpoint f p).Name)

[<Fact>]
let ``integers, keys and truth values pass through`` () =
    let key = Key.create 3L

    let f (x: Tensor, key: Key) =
        let keep = Tensor.greater (Random.uniform [ 3 ] key) (tensor 0.5)
        Tensor.where keep (x * x) (sin x), keep

    let expected = grad (fun x -> Tensor.sum (fst (f (x, key)))) x
    grad (fun x -> Tensor.sum (fst (checkpoint f (x, key)))) x |> Expect.same expected
    Expect.same (snd (f (x, key))) (snd (checkpoint f (x, key)))

/// The identity, with a count of how often its kernel ran.
let private counting () =
    let count = ref 0

    let kernel (x: NDArray) =
        Interlocked.Increment count |> ignore
        x

    count, Primitive.apply1 (Primitive.unary "counting" Domain.Real kernel (Slope.Constant 1.0))

[<Fact>]
let ``the body runs again on the way back, and f is called once`` () =
    let count, observe = counting ()
    let mutable calls = 0

    let f (x: Tensor) =
        calls <- calls + 1
        Tensor.sum (sin (observe x))

    let value, pull = vjp (checkpoint f) x
    Assert.Equal(1, count.Value)
    pull (Tensor.onesLike value) |> Expect.same (cos x)
    Assert.Equal(2, count.Value)
    Assert.Equal(1, calls)

[<Fact>]
let ``what does not reach the result is not run again`` () =
    let count, observe = counting ()

    let f (x: Tensor) =
        observe (x * x) |> ignore
        Tensor.sum x

    grad (checkpoint f) x |> ignore
    Assert.Equal(1, count.Value)

/// The tensors that a body makes on its way, weakly held.
let private kept (wrap: (Tensor -> Tensor) -> Tensor -> Tensor) =
    let held = ResizeArray<WeakReference>()

    let watch =
        let kernel (x: NDArray) =
            let result = Elementwise.Multiply(x, x)
            held.Add(WeakReference result)
            result

        let derivative (x: Tensor[]) _ _ = let x = x[0] in LinearMap.self (fun t -> 2.0 * x * t)

        Primitive.apply1 { Primitive.unary "watched" Domain.Real kernel Slope.Zero with Derivative = derivative }

    let body (x: Tensor) = x |> watch |> watch |> watch |> watch |> sin
    let run () = vjp (fun x -> x |> wrap body |> wrap body) x
    held, run

[<MethodImpl(MethodImplOptions.NoInlining)>]
let private alive wrap =
    let held, run = kept wrap
    let pullback = run ()
    // What is still reachable from the pullback.
    for _ in 1..2 do
        GC.Collect()
        GC.WaitForPendingFinalizers()

    let alive = held |> Seq.filter _.IsAlive |> Seq.length
    GC.KeepAlive pullback
    alive

[<Fact>]
let ``a checkpoint keeps nothing of what happened in between`` () =
    Assert.Equal(8, alive id)
    Assert.Equal(0, alive checkpoint)

[<Fact>]
let ``a body may branch on values, and under vmap may not`` () =
    let f (x: Tensor) = if x.ToFloat() > 0.0 then x * x else -x
    grad (checkpoint f) (tensor 3.0) |> Expect.number 6.0
    grad (checkpoint f) (tensor -3.0) |> Expect.number -1.0
    Assert.True (Expect.error (fun () -> vmap (checkpoint f) x)).Error.IsUnknown

[<Fact>]
let ``a pullback may be called again, and after its captured values' transformation`` () =
    let _, pull = vjp (fun (w, x) -> checkpoint (body (w * w)) x) (x, x)
    let _, expected = vjp (fun (w, x) -> body (w * w) x) (x, x)

    for c in [ x; 2.0 * x ] do
        Expect.same (fst (expected c)) (fst (pull c))
        Expect.same (snd (expected c)) (snd (pull c))

[<Fact>]
let ``results that do not depend on the argument`` () =
    checkpoint (fun (_: Tensor) -> x) (tensor 1.0) |> Expect.same x
    grad (fun y -> Tensor.sum (checkpoint (fun (_: Tensor) -> x) y)) x |> Expect.same (Tensor.zerosLike x)
    grad (fun y -> Tensor.sum (checkpoint (fun (_: Tensor) -> y) x)) x |> Expect.same (Tensor.onesLike x)
    grad (fun y -> Tensor.sum (checkpoint id y)) x |> Expect.same (Tensor.onesLike x)

[<Fact>]
let ``misuse is reported in its name`` () =
    let hidden = Expect.error (fun () -> checkpoint (fun (x: Tensor) -> seq { x }) x)
    Assert.Contains("checkpoint: the function's result holds a sequence", hidden.Message)
    let mutable leak = x

    let keep (x: Tensor) =
        leak <- x * x
        x

    checkpoint keep x |> ignore
    Assert.Contains("escaped from checkpoint", (Expect.error (fun () -> leak + 1.0)).Message)
    Assert.True (Expect.error (fun () -> checkpoint (fun (x: Tensor) -> x *@ Tensor.eye 2) x)).Error.IsShape
