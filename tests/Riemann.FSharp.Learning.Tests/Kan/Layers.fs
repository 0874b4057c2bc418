/// What the tests of Kolmogorov-Arnold networks share.
module Riemann.FSharp.Learning.Tests.Kan.Layers

open System
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let settings: KanLinearSettings = { KanLinear.defaults with Inputs = 3; Outputs = 4; DType = DType.Float64 }
let layerOf settings = KanLinear.init settings (Key.create 3L)
let real seed shape = Random.normal shape (Key.create seed)

/// Numbers between -1 and 1.
let inside seed shape = Random.uniform shape (Key.create seed) * 2.0 - 1.0

/// A layer whose splines are as large as the rest.
let large settings : KanLinear =
    let layer = layerOf settings
    let weight = Random.normalOf settings.DType layer.SplineWeight.Shape (Key.create 5L)
    { layer with SplineWeight = weight }

let near tolerance (expected: Tensor) (found: Tensor) =
    Assert.Equal<int list>(expected.Shape, found.Shape)
    let apart = if found.Length = 0 then 0.0 else float (Tensor.max (abs (expected - found)))
    Assert.True(apart <= tolerance, $"{apart} apart")

/// The message without the line that names a place.
let message (action: unit -> 'T) =
    let error = Assert.Throws<RiemannException>(fun () -> action () |> ignore)
    error.Message.Split '\n' |> Array.filter (fun line -> not (line.StartsWith "  at    ")) |> String.concat "\n"

let refused (expected: string list) (action: unit -> 'T) = Assert.Equal(String.concat "\n" expected, message action)
