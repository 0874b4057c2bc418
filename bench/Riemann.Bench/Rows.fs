module Riemann.Bench.Rows

open System
open Riemann.FSharp
open Riemann.FSharp.Learning

/// A line of the table: our work, how many of the named unit it does, and what PyTorch is asked for beside it.
type Row =
    {
        Name: string
        Work: unit -> unit
        /// Operations in one call, where the time of one is wanted.
        Operations: int
        Peer: string option
        /// Floating-point operations of one call, where a rate says more than a time.
        Flops: float option
    }

let private row name peer work = { Name = name; Work = work; Operations = 1; Peer = peer; Flops = None }

/// Operations in the chains that measure the cost of one small operation.
let private links = 100

let private chain (y: Tensor) (x: Tensor) =
    let mutable z = x

    for _ in 1 .. links / 2 do
        z <- tanh z
        z <- z * y

    z

let private overhead =
    let x = Tensor.linspace 0.1 0.8 8
    let y = Tensor.linspace 1.1 1.8 8
    let perOperation row = { row with Operations = links }

    let add () =
        let mutable z = x

        for _ in 1..links do
            z <- z + y

    let loss = chain y >> Tensor.sum

    [ perOperation (row "add, 8 float64, eager" (Some "add f64 8") add) |> fun r -> { r with Operations = links }
      perOperation (row "tanh and multiply, 8 float64, eager" None (fun () -> chain y x |> ignore))
      perOperation (row "the same, jvp" None (fun () -> jvp (chain y) x y |> ignore))
      perOperation (row "the same, grad" None (fun () -> grad loss x |> ignore))
      perOperation (row "the same, grad of grad" None (fun () -> grad (grad loss >> Tensor.sum) x |> ignore)) ]

let private elementwise =
    let x = Random.normalOf DType.Float32 [ 1_000_000 ] (Key.create 1L)
    let y = Random.normalOf DType.Float32 [ 1_000_000 ] (Key.create 2L)

    [ row "add, 1e6 float32" (Some "add f32 1000000") (fun () -> x + y |> ignore)
      row "exp, 1e6 float32" (Some "exp f32 1000000") (fun () -> exp x |> ignore)
      row "tanh, 1e6 float32" (Some "tanh f32 1000000") (fun () -> tanh x |> ignore) ]

let private products =
    let product (dtype: DType) m k n =
        let a = Random.normalOf dtype [ m; k ] (Key.create 3L)
        let b = Random.normalOf dtype [ k; n ] (Key.create 4L)
        let short = if dtype = DType.Float32 then "f32" else "f64"

        { row $"matmul {m}x{k}x{n} {short}" (Some $"mm {short} {m} {k} {n}") (fun () -> a *@ b |> ignore) with
            Flops = Some(2.0 * float m * float k * float n) }

    [ product DType.Float32 64 64 64
      product DType.Float32 256 256 256
      product DType.Float32 1024 1024 1024
      product DType.Float32 100 784 200
      product DType.Float64 256 256 256
      product DType.Float64 1024 1024 1024 ]

type private Net = { Hidden: Linear; Output: Linear }

let private training =
    let key1, key2 = Key.split (Key.create 5L)

    let net =
        { Hidden = Linear.init { Linear.defaults with Inputs = 784; Outputs = 200 } key1
          Output = Linear.init { Linear.defaults with Inputs = 200; Outputs = 10 } key2 }

    let images = Random.normalOf DType.Float32 [ 100; 784 ] (Key.create 6L)
    let labels = Random.integers 0L 10L [ 100 ] (Key.create 7L)
    let apply net x = x |> Linear.apply net.Hidden |> Tensor.relu |> Linear.apply net.Output
    let adam = Optimiser.adam { Adam.defaults with LearningRate = 1e-3; WeightDecay = 1e-4 }
    let mutable state = net, adam.Init net

    let step () =
        let net, optimiser = state
        let _, gradient = valueAndGrad (fun net -> apply net images |> Loss.crossEntropy labels) net
        state <- adam.Update gradient optimiser net

    [ row "training step 784-200-10, Adam, batch 100" (Some "mlp_step") step ]

let all = overhead @ elementwise @ products @ training
