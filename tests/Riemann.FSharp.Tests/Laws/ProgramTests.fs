/// Laws of transformations and of their compositions, on random programs.
module Riemann.FSharp.Tests.Laws.ProgramTests

open FsCheck
open FsCheck.FSharp
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Tests
open Riemann.FSharp.Tests.Laws.Programs

/// The same programs on every run, others for every law.
let private holds (seed: uint64) count (law: Program -> unit) =
    let replay = Some { Rnd = Rnd seed; Size = None }
    let config = Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(replay)
    FsCheck.Check.One(config, Prop.forAll programs law)

let private stack = Tensor.stack 0

[<Fact>]
let ``jvp agrees with differences, and grad with jvp, to second order`` () =
    holds 1UL 100 (fun program ->
        let x = (inputs 1 program).Head
        Check.assertDerivatives (run program) x
        Check.assertDerivatives (number program) x)

[<Fact>]
let ``vmap is the function on every example`` () =
    holds 2UL 100 (fun program ->
        let xs = inputs 3 program
        Expect.same (stack [ for x in xs -> run program x ]) (vmap (run program) (stack xs)))

[<Fact>]
let ``vmap of the gradient is the gradient on every example`` () =
    holds 3UL 100 (fun program ->
        let xs = inputs 3 program
        let expected = stack [ for x in xs -> grad (number program) x ]
        Expect.same expected (vmap (grad (number program)) (stack xs)))

[<Fact>]
let ``the gradient through vmap is the gradient on every example`` () =
    holds 4UL 100 (fun program ->
        let xs = inputs 3 program
        let expected = stack [ for x in xs -> grad (number program) x ]
        Expect.same expected (grad (fun xs -> Tensor.sum (vmap (number program) xs)) (stack xs)))

[<Fact>]
let ``vmap of vmap is the function on every pair`` () =
    holds 5UL 60 (fun program ->
        let xs = inputs 3 program
        let f (x: Tensor) (y: Tensor) = number program (x + 0.01 * y)
        let expected = stack [ for x in xs -> stack [ for y in xs -> f x y ] ]
        Expect.same expected (vmap (fun x -> vmap (f x) (stack xs)) (stack xs)))

[<Fact>]
let ``the Hessian is symmetric and the same in four ways`` () =
    holds 6UL 80 (fun program ->
        let x = (inputs 1 program).Head
        let f = number program
        let matrix (h: Tensor) = Tensor.reshape [ x.Length; x.Length ] h
        let expected = matrix (hessian f x)

        Expect.same expected (Tensor.transpose expected)

        for outer, inner in [ jacfwd, jacrev; jacrev, jacfwd; jacfwd, jacfwd; jacrev, jacrev ] do
            Expect.same expected (matrix (outer (inner f) x)))
