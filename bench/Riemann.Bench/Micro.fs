namespace Riemann.Bench

open BenchmarkDotNet.Attributes
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
