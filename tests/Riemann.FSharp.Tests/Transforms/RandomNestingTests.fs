/// Random programs of nested transformations that keep values wherever a program can: what is given back too early would
/// raise or change numbers. RIEMANN_NESTINGS says how many; with RIEMANN_LARGEST_MANAGED=0 no array is too small to be
/// given back.
module Riemann.FSharp.Tests.RandomNestingTests

open System
open System.Threading.Tasks
open Xunit
open Riemann.FSharp

/// Rows and columns of every value: just large enough for blocks of the pool.
let private size = 24

let private programs =
    match Int32.TryParse(Environment.GetEnvironmentVariable "RIEMANN_NESTINGS") with
    | true, count -> count
    | _ -> 150

/// A function of a matrix to a matrix of the same shape, and how it is written.
type private Program = { Text: string; Run: Tensor -> Tensor }

/// What programs kept on the side, with its numbers at that time.
type private Kept = ResizeArray<Tensor * float[]>

let private squash (x: Tensor) = tanh (x * 0.7)
let private total (x: Tensor) = Tensor.sum (x * x) / float (size * size)

/// Keeps a value that does not move, if it can be read here.
let private keep (kept: Kept) (x: Tensor) =
    lock kept (fun () ->
        let still = stopGradient x

        try
            kept.Add(still, Expect.numbers still)
        with :? RiemannException ->
            ())

let private leaf (random: Random) =
    match random.Next 7 with
    | 0 -> { Text = "tanh"; Run = squash }
    | 1 -> { Text = "sin"; Run = sin }
    | 2 -> { Text = "x*x"; Run = fun x -> x * x * 0.5 }
    | 3 -> { Text = "x@x'"; Run = fun x -> squash (x *@ Tensor.transpose x / float size) }
    | 4 -> { Text = "where"; Run = fun x -> Tensor.where (Tensor.greater x (Tensor.zerosLike x)) (sin x) (x * 0.3) }
    | 5 -> { Text = "softmax"; Run = fun x -> exp x / Tensor.sum (exp x) * float size }
    | _ -> { Text = "flip"; Run = fun x -> Tensor.transpose x + x * 0.1 }

let rec private program (random: Random) (kept: Kept) depth =
    if depth = 0 then
        leaf random
    else
        let p, q = program random kept (depth - 1), program random kept (depth - 1)
        let node text run = { Text = $"{text}({p.Text}, {q.Text})"; Run = run }

        match random.Next 18 with
        | 0 -> node "compose" (p.Run >> squash >> q.Run)
        | 1 -> node "add" (fun x -> p.Run x + q.Run x)
        | 2 -> node "grad" (fun x -> grad (fun y -> total (p.Run y * q.Run x)) x |> squash)
        | 3 ->
            node "aux" (fun x ->
                let (value, aux), gradient = valueAndGradAux (fun y -> total (p.Run y), (q.Run y, y)) x
                squash (value + fst aux + gradient * snd aux))
        | 4 -> node "jvp" (fun x -> jvp p.Run x (squash (q.Run x)) |> snd |> squash)
        | 5 ->
            node "vjp" (fun x ->
                let y, pull = vjp p.Run x
                squash (pull y + pull (squash (q.Run x))))
        | 6 ->
            node "linearize" (fun x ->
                let y, push = linearize p.Run x
                squash (push y - push (squash (q.Run x)) * 0.5))
        | 7 -> node "vmap" (fun x -> vmap (fun row -> tanh row * Tensor.sum (p.Run x) * 0.01 + row) (q.Run x))
        | 8 ->
            node "vmap grad scan" (fun x ->
                let step (carry: Tensor) (row: Tensor) = tanh (carry + row), carry * row
                let along row = grad (fun c -> scan step c (squash (p.Run x)) |> snd |> Tensor.sum) row
                squash (vmap along (squash (q.Run x))))
        | 9 -> node "checkpoint" (fun x -> checkpoint (fun x -> p.Run x * q.Run x) x |> squash)
        | 10 ->
            node "scan" (fun x ->
                let step (carry: Tensor) (row: Tensor) = squash (carry * 0.9 + row), carry + row
                let last, rows = scanCheckpointed 5 step (Tensor.sumOver [ 0 ] (p.Run x)) (q.Run x)
                squash (last + rows))
        | 11 -> node "cond" (fun x -> cond (Tensor.greater (total x) (tensor 0.2)) p.Run q.Run x)
        | 12 ->
            node "vmap cond" (fun x ->
                let choose row =
                    cond (Tensor.greater (Tensor.sum row) (tensor 0.0)) (fun r -> sin r * 0.5) (fun r -> tanh r) row

                vmap choose (p.Run x) + q.Run x)
        | 13 ->
            node "customVjp" (fun x ->
                let forward (x: Tensor) =
                    let y = squash (p.Run x)
                    keep kept y
                    y, (x, y)

                let backward (x: Tensor, y: Tensor) (c: Tensor) = c * (1.0 - y * y) + (x - x) * c
                squash (customVjp (p.Run >> squash) forward backward x + q.Run x))
        | 14 -> node "customJvp" (fun x -> customJvp (p.Run >> squash) (fun x t -> squash (p.Run x), q.Run x * t) x)
        | 15 ->
            node "keep" (fun x ->
                let y = p.Run x
                keep kept y
                keep kept (Tensor.transpose (stopGradient y))
                y + stopGradient (q.Run x))
        | 16 -> node "task" (fun x -> Task.Run(fun () -> p.Run x).Result + Task.Run(fun () -> q.Run x).Result)
        | _ ->
            node "exception" (fun x ->
                let failing y : Tensor =
                    keep kept (p.Run y)
                    failwith "in the middle"

                try
                    grad failing x
                with Failure _ ->
                    q.Run x)

let private check seed =
    let random = Random seed
    let kept = Kept()
    let p = program random kept (1 + random.Next 3)

    try
        let x = Random.normal [ size; size ] (Key.create (int64 seed)) * 0.5
        let v = Random.normal [ size; size ] (Key.create (int64 (seed + 1)))
        let f = p.Run >> total
        let value = f x
        let again, gradient = valueAndGrad f x
        let _, pull = vjp f x
        let moved, slope = jvp f x v
        let other = f (x * 1.0)

        for found in [ again; moved; other ] do
            Expect.near 1e-9 (Expect.numbers value) found

        Expect.near 1e-7 (Expect.numbers slope) (Tensor.sum (gradient * v))
        Expect.near 1e-9 (Expect.numbers gradient) (pull (Tensor.onesLike value))
        Expect.near 1e-9 (Expect.numbers gradient) (pull (Tensor.onesLike value))

        for found, expected in kept do
            try
                Expect.near 0.0 expected found
            with :? RiemannException as error when error.Error.IsEscaped ->
                ()
    with error ->
        raise (Exception($"seed {seed}: {p.Text}", error))

[<Fact>]
let ``random nestings of transformations agree with each other and keep what they may`` () =
    for seed in 0 .. programs - 1 do
        check seed

[<Fact>]
let ``random nestings run on several threads at once`` () =
    Parallel.For(0, programs / 3, ParallelOptions(MaxDegreeOfParallelism = 4), fun i -> check (1_000_000 + i)) |> ignore
