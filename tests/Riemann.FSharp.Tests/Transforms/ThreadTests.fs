/// Transformations on many threads, across tasks, and after exceptions.
module Riemann.FSharp.Tests.ThreadTests

open System
open System.Threading.Tasks
open Xunit
open Riemann.FSharp

let private cube (x: Tensor) = x * x * x

[<Fact>]
let ``thousands of gradients at once are each right`` () =
    let found = Array.zeroCreate<float> 4000

    Parallel.For(0, found.Length, fun i -> found[i] <- (grad cube (tensor (float i))).ToFloat()) |> ignore

    Assert.Equal<float>(Array.init found.Length (fun i -> 3.0 * float i * float i), found)

[<Fact>]
let ``nested Hessians at once are each right`` () =
    let f (x: Tensor) = Tensor.sum (cube x) + x[0] * x[1]
    let found = Array.zeroCreate<float[]> 1000

    Parallel.For(0, found.Length, fun i -> found[i] <- hessian f (tensor [ float i; 1.0 ]) |> Expect.numbers) |> ignore

    for i in 0 .. found.Length - 1 do
        Assert.Equal<float>([| 6.0 * float i; 1.0; 1.0; 6.0 |], found[i])

[<Fact>]
let ``nested derivatives at once keep their variables apart`` () =
    let found = Array.zeroCreate<float> 2000
    let f (x: Tensor) = x * derivative (fun y -> x + y) (tensor 1.0)

    Parallel.For(0, found.Length, fun i -> found[i] <- (derivative f (tensor (float i))).ToFloat()) |> ignore

    Assert.All(found, fun slope -> Assert.Equal(1.0, slope))

[<Fact>]
let ``a parallel loop inside one grad is differentiated`` () =
    let f (x: Tensor) =
        let parts = Array.zeroCreate<Tensor> 200
        Parallel.For(0, parts.Length, fun i -> parts[i] <- float i * cube x) |> ignore
        Array.reduce (+) parts

    grad f (tensor 2.0) |> Expect.number (12.0 * 19900.0)

[<Fact>]
let ``tasks inside one grad are differentiated`` () =
    let f (x: Tensor) =
        let left = Task.Run(fun () -> cube x)
        let right = Task.Run(fun () -> x * derivative cube x)
        left.Result + right.Result // 4 x^3

    grad f (tensor 2.0) |> Expect.number 48.0
    derivative (grad f) (tensor 2.0) |> Expect.number 48.0

[<Fact>]
let ``a grad goes on after await, on whatever thread`` () : Task =
    task {
        let y, pull = vjp cube (tensor 2.0)
        do! Task.Yield()
        let! gradient = Task.Run(fun () -> pull y)
        Expect.number 96.0 gradient
    }

[<Fact>]
let ``a task that awaits inside one grad is differentiated`` () =
    let slowly (x: Tensor) =
        task {
            let y = x * x
            do! Task.Delay 1
            let! inner = Task.Run(fun () -> grad (fun z -> z * y) x)
            do! Task.Yield()
            return y + inner
        }

    grad (fun x -> (slowly x).Result) (tensor 3.0) |> Expect.number 12.0

[<Fact>]
let ``async workflows inside one grad are differentiated`` () =
    let parts (x: Tensor) = [ for i in 1..20 -> async { return x * float i } ]
    let f x = parts x |> Async.Parallel |> Async.RunSynchronously |> Array.reduce (+)
    grad f (tensor 1.0) |> Expect.number 210.0

[<Fact>]
let ``an exception passes through and leaves nothing behind`` () =
    let failing (x: Tensor) : Tensor =
        let _ = grad cube x
        raise (TimeoutException "in the middle")

    let transformations: ((Tensor -> Tensor) -> Tensor -> obj) list =
        [ (fun f x -> box (grad f x))
          (fun f x -> box (jvp f x x))
          (fun f x -> box (vjp f x))
          (fun f x -> box (vmap f (Tensor.stack 0 [ x; x ])))
          (fun f x -> box (hessian f x))
          (fun f x -> box (grad (grad f) x)) ]

    for transform in transformations do
        let error = Assert.Throws<TimeoutException>(fun () -> transform failing (tensor 2.0) |> ignore)
        Assert.Equal("in the middle", error.Message)
        grad cube (tensor 2.0) |> Expect.number 12.0

[<Fact>]
let ``an exception caught inside a grad does no harm`` () =
    let f (x: Tensor) =
        try
            grad (fun y -> y * x[7]) x
        with :? RiemannException ->
            cube x

    grad f (tensor 2.0) |> Expect.number 12.0

[<Fact>]
let ``a pullback used by many threads gives each its own`` () =
    let _, pull = vjp cube (tensor 2.0)
    let found = Array.zeroCreate<float> 2000
    Parallel.For(0, found.Length, fun i -> found[i] <- (pull (tensor (float i))).ToFloat()) |> ignore
    Assert.Equal<float>(Array.init found.Length (fun i -> 12.0 * float i), found)

[<Fact>]
let ``a long chain neither overflows the stack nor takes quadratic time`` () =
    let f (x: Tensor) = Seq.fold (fun (y: Tensor) _ -> y + 1e-6 * y) x (seq { 1..20_000 })
    grad f (tensor 1.0) |> Expect.near 1e-9 [ (1.0 + 1e-6) ** 20_000.0 ]
