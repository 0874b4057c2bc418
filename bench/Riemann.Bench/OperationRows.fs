module Riemann.Bench.OperationRows

open Riemann.Kernels
open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.Bench.Row

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

let private smallOperations =
    let small () = Tensor.linspace 0.1 0.8 8, Tensor.linspace 1.1 1.8 8
    let link name peer work = { on name peer small work with Operations = links }

    let one () = tensor [ 0.5 ], tensor [ 1.5 ]

    [ { on "add, 1 float64" (Some "add f64 1") one (fun (x, y) -> adds y x) with Operations = links }
      link "add, 8 float64" (Some "add f64 8") (fun (x, y) -> adds y x)
      link "add, 8 float64, jvp" None (fun (x, y) -> jvp (adds y) x y)
      link "add, 8 float64, grad" None (fun (x, y) -> grad (adds y >> Tensor.sum) x)
      link "tanh and multiply, 8 float64" None (fun (x, y) -> chain y x)
      link "tanh and multiply, 8 float64, jvp" None (fun (x, y) -> jvp (chain y) x y)
      link "tanh and multiply, 8 float64, grad" None (fun (x, y) -> grad (chain y >> Tensor.sum) x)
      link "tanh and multiply, 8 float64, grad of grad" None (fun (x, y) ->
          grad (grad (chain y >> Tensor.sum) >> Tensor.sum) x) ]

let private elementwise =
    let million seed () = Random.normalOf DType.Float32 [ 1_000_000 ] (Key.create seed)

    let pair () = million 1L (), million 2L ()

    [ on "add, 1e6 float32" (Some "add f32 1000000") pair (fun (x, y) -> x + y)
      on "add, 1e6 float32, in a scope" (Some "add f32 1000000") pair (fun (x, y) ->
          Tensor.scope (fun () -> x + y |> ignore))
      on "exp, 1e6 float32" (Some "exp f32 1000000") (million 1L) exp
      on "tanh, 1e6 float32" (Some "tanh f32 1000000") (million 1L) tanh ]

let private reductions =
    let matrix () = Random.normalOf DType.Float32 [ 1000; 1000 ] (Key.create 1L)

    [ on "sum over the first axis, 1000 x 1000 float32" (Some "sum f32 1000 1000 0") matrix (Tensor.sumOver [ 0 ])
      on "sum over the last axis, 1000 x 1000 float32" (Some "sum f32 1000 1000 1") matrix (Tensor.sumOver [ 1 ])
      on "logSumExp, 1000 x 1000 float32" (Some "logsumexp f32 1000 1000 1") matrix (Tensor.logSumExpOver [ 1 ])
      on "softmax, 1000 x 1000 float32" (Some "softmax f32 1000 1000 1") matrix (Activation.softmax 1) ]

let private shape (dimensions: int list) =
    let lengths = Array.ofList dimensions
    Shape.Of(System.ReadOnlySpan lengths)

/// Normal numbers of float32.
let normal (seed: int64) (dimensions: int list) =
    Philox.Normal(NDArray.Full(DType.Int64, Shape.Scalar, float seed), shape dimensions, DType.Float32)

/// The kernels alone; PyTorch's operands are laid out with channels last, which is faster for it.
let private convolutions =
    let plain = ConvolutionSettings.Plain 2
    let ones = plain.Stride
    let settings = ConvolutionSettings(ones, ones, ones, ones, 1)
    let image, filter, result = [ 256; 32; 14; 14 ], [ 64; 32; 3; 3 ], [ 256; 64; 14; 14 ]
    let pair left right () = normal 1L left, normal 2L right
    let flops = 2.0 * 256.0 * 14.0 * 14.0 * 64.0 * 32.0 * 9.0

    let pass name peer data work =
        { on $"convolution 3x3, 32 to 64, 256x14x14, {name}" (Some $"convolution {peer}") data work with
            Flops = Some flops }

    [ pass "forward" "forward" (pair image filter) (fun (x, w) -> Convolution.Forward(x, w, settings))
      pass "input gradient" "input" (pair result filter) (fun (c, w) ->
          Convolution.InputGradient(c, w, shape image, settings))
      pass "filter gradient" "filter" (pair image result) (fun (x, c) ->
          Convolution.FilterGradient(x, c, shape filter, settings))
      on "max pooling 2x2, 256x32x26x26" (Some "max_pool") (fun () -> normal 1L [ 256; 32; 26; 26 ]) (fun x ->
          MaxPooling.Forward(x, PoolingSettings.Tiles(System.ReadOnlySpan [| 2; 2 |]))) ]

let private decompositions =
    let square () = Random.normal [ 200; 200 ] (Key.create 1L)
    let positive () = let a = square () in a *@ Tensor.transpose a + 200.0 * Tensor.eye 200
    let part seed = Random.normal [ 1 <<< 20 ] (Key.create seed)
    let signal () = ComplexTensor.create (part 1L) (part 2L)

    [ on "solve, 200 float64" (Some "solve") (fun () -> square (), Random.normal [ 200 ] (Key.create 2L)) (fun (a, b) ->
          Tensor.solve a b)
      on "cholesky, 200 float64" (Some "cholesky") positive Tensor.cholesky
      on "eigh, 200 float64" (Some "eigh") positive Tensor.eigh
      on "fft, 2^20 complex float64" (Some "fft") signal (Fourier.forward 0) ]

let small = smallOperations
let arrays = elementwise @ reductions @ convolutions @ decompositions
