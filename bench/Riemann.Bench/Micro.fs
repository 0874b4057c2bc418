namespace Riemann.Bench

open BenchmarkDotNet.Attributes
open Riemann.Kernels
open Riemann.FSharp

/// The cost of one small operation, by BenchmarkDotNet: times, and bytes that an operation allocates.
[<MemoryDiagnoser>]
type SmallOperations() =
    let x = Tensor.linspace 0.1 0.8 8
    let y = Tensor.linspace 1.1 1.8 8
    let scalar = tensor 0.7
    let f (v: Tensor) = sin v * v + exp -v

    [<Benchmark>]
    member _.Add() = x + y

    [<Benchmark>]
    member _.MultiplyByNumber() = x * 2.0

    [<Benchmark>]
    member _.Tanh() = tanh x

    [<Benchmark>]
    member _.Sum() = Tensor.sum x

    [<Benchmark>]
    member _.Gradient() = grad f scalar

    [<Benchmark>]
    member _.SecondDerivative() = grad (grad f) scalar

/// Matrix products of square float32 matrices.
[<MemoryDiagnoser>]
type Products() =
    let mutable a = Tensor.zeros [ 0; 0 ]

    [<Params(32, 128, 512)>]
    member val Size = 0 with get, set

    [<GlobalSetup>]
    member benchmark.Setup() = a <- Random.normalOf DType.Float32 [ benchmark.Size; benchmark.Size ] (Key.create 1L)

    [<Benchmark>]
    member _.Product() = a *@ a

    [<Benchmark>]
    member _.ProductTransposed() = a *@ Tensor.transpose a

/// A convolution of 32 to 64 channels and its two gradients.
[<MemoryDiagnoser>]
type Convolutions() =
    let settings = ConvolutionSettings.Plain 2
    let normal = OperationRows.normal
    let x, w, c = normal 1L [ 32; 32; 14; 14 ], normal 2L [ 64; 32; 3; 3 ], normal 3L [ 32; 64; 12; 12 ]

    [<Benchmark>]
    member _.Forward() = Convolution.Forward(x, w, settings)

    [<Benchmark>]
    member _.InputGradient() = Convolution.InputGradient(c, w, x.Shape, settings)

    [<Benchmark>]
    member _.FilterGradient() = Convolution.FilterGradient(x, c, w.Shape, settings)

    [<Benchmark>]
    member _.MaxPooling() = MaxPooling.Forward(x, PoolingSettings.Tiles(System.ReadOnlySpan [| 2; 2 |]))

/// One pass of the optimisers over a parameter of a million float32.
[<MemoryDiagnoser>]
type OptimiserSteps() =
    let zeros = NDArray.Full(DType.Float32, Shape.Of(System.ReadOnlySpan [| 1_000_000 |]), 0.0).Contiguous()
    let ones = NDArray.Full(DType.Float32, Shape.Of(System.ReadOnlySpan [| 1_000_000 |]), 1.0).Contiguous()

    [<Benchmark>]
    member _.Momentum() =
        MomentumStep(0.1, 0.9, 1.0, false).Apply(OptimiserOperands(ones, ones, [| zeros |], 0.0, false))

    [<Benchmark>]
    member _.AdamW() =
        AdamStep(0.9, 0.999, 1e-3, 1e-8, 1e-5, false)
            .Apply(OptimiserOperands(ones, ones, [| zeros; zeros |], 0.0, false))
