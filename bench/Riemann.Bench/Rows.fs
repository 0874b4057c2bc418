module Riemann.Bench.Rows

open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Nerva
open Riemann.Bench.Row

let private scalarFunction (x: Tensor) = sin x * x + exp -x

let private rosenbrock (x: Tensor) =
    let before, after = x[.. x.Length - 2], x[1..]
    Tensor.sum (100.0 * Tensor.square (after - Tensor.square before) + Tensor.square (1.0 - before))

let private derivatives =
    let number () = tensor 0.7
    let hundred () = Random.normal [ 100 ] (Key.create 1L)
    let matrix () = Random.normal [ 100; 100 ] (Key.create 2L) / 10.0, hundred ()

    let perceptron () =
        let weights m n = Random.normal [ m; n ] (Key.create 3L) / 10.0
        let inner, outer = weights 20 100, weights 1 20
        (fun x -> Tensor.sum (outer *@ tanh (inner *@ x))), hundred ()

    [ on "gradient of sin(x) x + exp(-x)" (Some "scalar 1") number (grad scalarFunction)
      on "its second derivative" (Some "scalar 2") number (grad (grad scalarFunction))
      on "its derivative, forward" None number (derivative scalarFunction)
      on "its second derivative, forward" None number (derivative (derivative scalarFunction))
      on "Hessian of Rosenbrock's function, 100" (Some "rosenbrock hessian") hundred (hessian rosenbrock)
      on "Hessian of an MLP, 100 inputs, 20 hidden" (Some "mlp_hessian") perceptron (fun (f, x) -> hessian f x)
      on "Hessian times vector, Rosenbrock 100" (Some "rosenbrock hvp") hundred (fun x -> hvp rosenbrock x x)
      on "Jacobian of tanh(A x), 100 x 100" (Some "jacobian") matrix (fun (a, x) -> jacrev (fun x -> tanh (a *@ x)) x) ]

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
      product DType.Float32 2048 2048 2048
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

    let nervaSteps () =
        let keys = Key.splitMany 3 (Key.create 8L)
        let layer inputs outputs key = Linear.init { Linear.defaults with Inputs = inputs; Outputs = outputs } key
        let net = layer 3072 1024 keys[0], layer 1024 512 keys[1], layer 512 10 keys[2]

        let batch =
            Random.normalOf DType.Float32 [ 100; 3072 ] (Key.create 6L), Random.integers 0L 10L [ 100 ] (Key.create 7L)

        let loss (first, second, last) =
            let images, labels = batch
            let hidden = Linear.apply first >> Tensor.relu >> Linear.apply second >> Tensor.relu
            images |> hidden |> Linear.apply last |> Loss.crossEntropy labels

        let momentum = Optimiser.sgd { Sgd.defaults with LearningRate = 0.01; Momentum = 0.9 }
        let mutable state = net, momentum.Init net

        fun () ->
            let net, optimiser = state
            let _, gradient = valueAndGrad loss net
            state <- momentum.Update gradient optimiser net

    /// An epoch of Nerva's training, as its command line does it without shuffling.
    let nervaEpoch examples () =
        let plan =
            Mlp.parse
                { Layers = "ReLU;ReLU;Linear"
                  LayerSizes = "3072;1024;512;10"
                  LayerWeights = "XavierNormal"
                  Optimizers = "Momentum(0.9)" }

        let data =
            Random.normalOf DType.Float32 [ examples; 3072 ] (Key.create 6L),
            Random.integers 0L 10L [ examples ] (Key.create 7L)

        let settings = { NervaTraining.defaults with Epochs = 1 }
        let mutable mlp = Mlp.init plan (Key.create 8L)
        fun () -> mlp <- NervaTraining.runPlain settings 100 None plan data mlp

    /// Steps in one call, as a training loop takes them.
    let stepsTogether = 50

    let adamStep () =
        let random seed = Random.normalOf DType.Float32 [ 1_000_000 ] (Key.create seed)
        let start, gradient = random 9L, random 10L
        let adam = Optimiser.adam Adam.defaults
        let step (parameter, optimiser) = adam.Update gradient optimiser parameter
        fun () -> Tensor.iterate stepsTogether step (start, adam.Init start) |> ignore

    let ofOne net (image, label) = grad (loss (Tensor.insertAxis 0 image, Tensor.insertAxis 0 label)) net

    [ row "training step 784-200-10, Adam, batch 100" (Some "mlp_step") steps
      row "training step 3072-1024-512-10, momentum, batch 100" (Some "nerva_step") nervaSteps
      row "Nerva epoch 3072-1024-512-10, batch 100, 5,000 examples" (Some "nerva_epoch 5000") (nervaEpoch 5_000)
      { row "Adam step, 1,000,000 float32" (Some "adam_step") adamStep with Operations = stepsTogether }
      on "64 gradients, one for each example" (Some "per_sample") (fun () -> init (), batch 64) (fun (net, batch) ->
          vmap (ofOne net) batch) ]

let all =
    OperationRows.small
    @ derivatives
    @ OperationRows.arrays
    @ LayerRows.all
    @ products
    @ training
    @ KanRows.all
    @ SparseRows.all
    @ FacadeRows.all
