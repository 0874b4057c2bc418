module Riemann.Bench.Rows

open Riemann.FSharp
open Riemann.FSharp.Learning

/// A line of the table.
type Row =
    {
        Name: string
        /// Makes the data, which live only while the row is measured, and the work on them.
        Prepare: unit -> (unit -> unit)
        /// Operations in one call, where the time of one is wanted.
        Operations: int
        /// What PyTorch is asked for beside it.
        Peer: string option
        /// Floating-point operations of one call, where a rate says more than a time.
        Flops: float option
    }

let private row name peer prepare = { Name = name; Prepare = prepare; Operations = 1; Peer = peer; Flops = None }

/// A row whose data are made by one function and worked on by another.
let private on name peer (data: unit -> 'T) (work: 'T -> 'U) =
    row name peer (fun () ->
        let data = data ()
        fun () -> work data |> ignore)

/// Operations in the chains that measure the cost of one small operation.
let private links = 100

let private chain (y: Tensor) (x: Tensor) =
    let mutable z = x

    for _ in 1 .. links / 2 do
        z <- tanh z
        z <- z * y

    z

let private adds (y: Tensor) (x: Tensor) =
    let mutable z = x

    for _ in 1..links do
        z <- z + y

    z

let private overhead =
    let small () = Tensor.linspace 0.1 0.8 8, Tensor.linspace 1.1 1.8 8
    let link name peer work = { on name peer small work with Operations = links }

    [ link "add, 8 float64" (Some "add f64 8") (fun (x, y) -> adds y x)
      link "add, 8 float64, jvp" None (fun (x, y) -> jvp (adds y) x y)
      link "add, 8 float64, grad" None (fun (x, y) -> grad (adds y >> Tensor.sum) x)
      link "tanh and multiply, 8 float64" None (fun (x, y) -> chain y x)
      link "tanh and multiply, 8 float64, jvp" None (fun (x, y) -> jvp (chain y) x y)
      link "tanh and multiply, 8 float64, grad" None (fun (x, y) -> grad (chain y >> Tensor.sum) x)
      link "tanh and multiply, 8 float64, grad of grad" None (fun (x, y) ->
          grad (grad (chain y >> Tensor.sum) >> Tensor.sum) x) ]

let private scalarFunction (x: Tensor) = sin x * x + exp -x

let private rosenbrock (x: Tensor) =
    let before, after = x[.. x.Length - 2], x[1..]
    Tensor.sum (100.0 * Tensor.square (after - Tensor.square before) + Tensor.square (1.0 - before))

let private derivatives =
    let number () = tensor 0.7
    let hundred () = Random.normal [ 100 ] (Key.create 1L)
    let matrix () = Random.normal [ 100; 100 ] (Key.create 2L) / 10.0, hundred ()

    [ on "gradient of sin(x) x + exp(-x)" (Some "scalar 1") number (grad scalarFunction)
      on "its second derivative" (Some "scalar 2") number (grad (grad scalarFunction))
      on "its derivative, forward" None number (derivative scalarFunction)
      on "its second derivative, forward" None number (derivative (derivative scalarFunction))
      on "Hessian of Rosenbrock's function, 100" (Some "rosenbrock hessian") hundred (hessian rosenbrock)
      on "Hessian times vector, Rosenbrock 100" (Some "rosenbrock hvp") hundred (fun x -> hvp rosenbrock x x)
      on "Jacobian of tanh(A x), 100 x 100" (Some "jacobian") matrix (fun (a, x) -> jacrev (fun x -> tanh (a *@ x)) x) ]

let private elementwise =
    let million seed () = Random.normalOf DType.Float32 [ 1_000_000 ] (Key.create seed)

    [ on "add, 1e6 float32" (Some "add f32 1000000") (fun () -> million 1L (), million 2L ()) (fun (x, y) -> x + y)
      on "exp, 1e6 float32" (Some "exp f32 1000000") (million 1L) exp
      on "tanh, 1e6 float32" (Some "tanh f32 1000000") (million 1L) tanh ]

let private products =
    let product (dtype: DType) m k n =
        let short = if dtype = DType.Float32 then "f32" else "f64"

        let operands () = Random.normalOf dtype [ m; k ] (Key.create 3L), Random.normalOf dtype [ k; n ] (Key.create 4L)

        { on $"matmul {m}x{k}x{n} {short}" (Some $"mm {short} {m} {k} {n}") operands (fun (a, b) -> a *@ b) with
            Flops = Some(2.0 * float m * float k * float n) }

    [ product DType.Float32 32 32 32
      product DType.Float32 128 128 128
      product DType.Float32 256 256 256
      product DType.Float32 1024 1024 1024
      product DType.Float32 100 784 200
      product DType.Float32 100 3072 1024
      product DType.Float64 256 256 256
      product DType.Float64 1024 1024 1024 ]

type private Net = { Hidden: Linear; Output: Linear }

let private training =
    let init () =
        let key1, key2 = Key.split (Key.create 5L)

        { Hidden = Linear.init { Linear.defaults with Inputs = 784; Outputs = 200 } key1
          Output = Linear.init { Linear.defaults with Inputs = 200; Outputs = 10 } key2 }

    let batch size =
        Random.normalOf DType.Float32 [ size; 784 ] (Key.create 6L), Random.integers 0L 10L [ size ] (Key.create 7L)

    let apply net x = x |> Linear.apply net.Hidden |> Tensor.relu |> Linear.apply net.Output
    let loss (images, labels) net = apply net images |> Loss.crossEntropy labels

    let steps () =
        let batch = batch 100
        let adam = Optimiser.adam { Adam.defaults with LearningRate = 1e-3; WeightDecay = 1e-4 }
        let net = init ()
        let mutable state = net, adam.Init net

        fun () ->
            let net, optimiser = state
            let _, gradient = valueAndGrad (loss batch) net
            state <- adam.Update gradient optimiser net

    let ofOne net (image, label) = grad (loss (Tensor.insertAxis 0 image, Tensor.insertAxis 0 label)) net

    [ row "training step 784-200-10, Adam, batch 100" (Some "mlp_step") steps
      on "64 gradients, one for each example" (Some "per_sample") (fun () -> init (), batch 64) (fun (net, batch) ->
          vmap (ofOne net) batch) ]

let all = overhead @ derivatives @ elementwise @ products @ training
