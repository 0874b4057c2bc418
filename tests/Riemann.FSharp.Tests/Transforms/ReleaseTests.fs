/// Memory of what a transformation computes comes back when it returns, and nothing that can be seen goes with it.
namespace Riemann.FSharp.Tests

open Xunit

/// The tests that count the memory of the whole process run alone.
[<CollectionDefinition("memory", DisableParallelization = true)>]
type MemoryCollection() = class end

[<Collection("memory")>]
module ReleaseTests =
    open System.Threading.Tasks
    open Riemann.FSharp
    open Riemann.Kernels

    /// Large enough for blocks of the pool.
    let private x = Random.normal [ 100; 100 ] (Key.create 1L)

    let private f (x: Tensor) = Tensor.sum (tanh (x *@ x) * Tensor.sigmoid x + exp (x / 4.0))
    let private copy (x: Tensor) = Tensor.ofArray x.Shape (x.ToArray<float>())

    /// The result, and the bytes that its computation left outstanding; without a collection in between.
    let private left (work: unit -> 'T) =
        work () |> ignore

        for _ in 1..2 do // so that nothing of earlier tests is found dead in between
            System.GC.Collect()
            System.GC.WaitForPendingFinalizers()

        let before = Memory.Report()
        let result = work ()
        let after = Memory.Report()
        Assert.Equal(before.Collections, after.Collections)
        struct (result, after.Outstanding - before.Outstanding)

    let private blockOf (x: Tensor) = int64 x.Length * 8L * 5L / 4L

    [<Fact>]
    let ``a gradient leaves nothing but the gradient`` () =
        let struct (_, bytes) = left (fun () -> grad f x)
        Assert.InRange(bytes, 0L, blockOf x)
        let struct ((_, g), bytes) = left (fun () -> valueAndGrad f x)
        Assert.InRange(bytes, 0L, blockOf x)
        Expect.same (jacfwd f x) g

    [<Fact>]
    let ``jvp and vmap leave nothing but their results`` () =
        let struct (_, bytes) = left (fun () -> jvp (fun x -> tanh (x *@ x) + x) x x)
        Assert.InRange(bytes, 0L, 2L * blockOf x)
        let struct (_, bytes) = left (fun () -> vmap (fun x -> exp (x * x) + x) x)
        Assert.InRange(bytes, 0L, blockOf x)

    [<Fact>]
    let ``nested derivatives leave nothing but the result`` () =
        let struct (_, bytes) = left (fun () -> jvp (grad f) x x)
        Assert.InRange(bytes, 0L, 2L * blockOf x)
        let struct (_, bytes) = left (fun () -> vmap (grad (fun x -> Tensor.sum (sin x * x))) x)
        Assert.InRange(bytes, 0L, blockOf x)

    [<Fact>]
    let ``what a program may keep stays readable`` () =
        let kept = ResizeArray<Tensor * Tensor>()

        let keep (x: Tensor) =
            kept.Add(x, copy x)
            x

        let work (x: Tensor) =
            let y = tanh x *@ x
            keep (stopGradient y) |> ignore
            keep (Tensor.cast DType.Float64 (Tensor.greater y (Tensor.zerosLike y))) |> ignore
            keep (Tensor.ones [ 100; 100 ] * 2.0) |> ignore // depends on nothing that is differentiated
            Tensor.sum (y * Tensor.transpose x)

        let gradients = [ for _ in 1..5 -> keep (grad work x) ]
        let moved = [ for _ in 1..5 -> keep (snd (jvp (fun x -> tanh x *@ x) x x)) ]
        let views = [ for _ in 1..5 -> keep (Tensor.transpose (vmap (fun row -> row * 2.0) x)) ]
        Assert.Equal(15, gradients.Length + moved.Length + views.Length)

        for value, expected in kept do
            Expect.same expected value

    [<Fact>]
    let ``results that are the argument, or a part of it`` () =
        let y = jvp (fun x -> Tensor.transpose x) x x |> fst
        let z, aux = valueAndGradAux (fun x -> Tensor.sum (x * x), Tensor.reshape [ 10; 1000 ] (exp x)) x |> fst
        grad f x |> ignore
        Expect.same (Tensor.transpose x) y
        Expect.same (Tensor.sum (x * x)) z
        Expect.same (Tensor.reshape [ 10; 1000 ] (exp x)) aux

    [<Fact>]
    let ``a pullback keeps what it needs`` () =
        let y, pull = vjp (fun x -> tanh (x *@ x)) x
        let first = pull (Tensor.onesLike y)
        grad f x |> ignore
        Expect.same first (pull (Tensor.onesLike y))

    [<Fact>]
    let ``operations of other threads leave their memory to the collector`` () =
        let work (x: Tensor) =
            let parts = Array.init 4 (fun i -> Task.Run(fun () -> tanh (x * float (i + 1)) *@ x))
            Task.WhenAll(parts).Result |> Array.reduce (+) |> Tensor.sum

        let expected = grad (fun x -> [ for i in 1..4 -> tanh (x * float i) *@ x ] |> List.reduce (+) |> Tensor.sum) x

        for _ in 1..20 do
            Expect.same expected (grad work x)

    [<Fact>]
    let ``an exception leaves all arrays as they are`` () =
        let mutable seen = x

        let failing (x: Tensor) : Tensor =
            seen <- stopGradient (x *@ x)
            failwith "in the middle"

        Assert.Throws<exn>(fun () -> grad failing x |> ignore) |> ignore
        grad f x |> ignore
        Expect.same (x *@ x) seen

    [<Fact>]
    let ``a scope leaves nothing but its result`` () =
        let mutable kept = x

        let work () =
            kept <- x + 1.0
            kept *@ x, "a name", [ tanh (x *@ x) ]

        let struct ((product, _, rest), bytes) = left (fun () -> Tensor.scope work)
        Assert.InRange(bytes, 0L, 2L * blockOf x)
        Expect.same ((x + 1.0) *@ x) product
        Expect.same (tanh (x *@ x)) rest.Head
        let error = Assert.Throws<System.InvalidOperationException>(fun () -> kept + x |> ignore)
        Assert.Contains("return it from there to keep it", error.Message)

    [<Fact>]
    let ``a scope inside a gradient, and a gradient inside a scope`` () =
        let expected = grad f x
        Expect.same expected (grad (fun x -> Tensor.scope (fun () -> f x)) x)
        Expect.same expected (Tensor.scope (fun () -> grad f (x + 0.0)))

    [<Fact>]
    let ``the report says what was given back`` () =
        let before = Memory.Report()
        grad f x |> ignore
        let after = Memory.Report()
        Assert.True(after.Released > before.Released)
        Assert.Contains("given back when their transformation or scope returned", string after)

    [<Fact>]
    let ``a loop keeps its last state, what states share and nothing else`` () =
        let step (x: Tensor, fixedPart: Tensor, count: int) = tanh (x *@ fixedPart) + 0.1, fixedPart, count + 1
        let expected, _, _ = List.fold (fun state _ -> step state) (x, x, 0) [ 1..20 ]

        let struct ((found, kept, count), bytes) = left (fun () -> Tensor.iterate 20 step (x, x, 0))
        Expect.same expected found
        Expect.same (copy x) kept
        Assert.Equal(20, count)
        Assert.InRange(bytes, 0L, 2L * blockOf x)

    [<Fact>]
    let ``a state of a loop that was kept elsewhere cannot be read`` () =
        let mutable kept = x

        let step (x: Tensor) =
            kept <- x
            x *@ x / 100.0

        let result = Tensor.iterate 5 step x
        Assert.All(result.ToArray<float>(), (fun value -> Assert.True(System.Double.IsFinite value)))
        let error = Assert.Throws<System.InvalidOperationException>(fun () -> kept.ToArray<float>() |> ignore)
        Assert.StartsWith("the array belongs to a transformation or scope that has returned", error.Message)

    [<Fact>]
    let ``a loop that is differentiated, or does nothing`` () =
        let step (x: Tensor) = sin x * 1.1
        let loop (x: Tensor) = Tensor.sum (Tensor.iterate 4 step x)
        Expect.same (grad (step >> step >> step >> step >> Tensor.sum) x) (grad loop x)
        Expect.same x (Tensor.iterate 0 step x)
        let message = Assert.Throws<RiemannException>(fun () -> Tensor.iterate -1 step x |> ignore).Message
        Assert.StartsWith("iterate: -1 times", message)
