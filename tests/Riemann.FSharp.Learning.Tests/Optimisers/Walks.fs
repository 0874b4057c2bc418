namespace Riemann.FSharp.Learning.Tests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

/// A model with everything a tree may hold, and walks of optimisers over it.
module Walks =
    type Model = { Layer: Linear; Fixed: Frozen<Tensor>; Seen: Buffer; Steps: Tensor }

    let model =
        { Layer = { Weight = tensor [ [ 1.0; -2.0 ]; [ 0.25; 3.0 ] ]; Bias = Some(tensor [ 0.5; -1.5 ]) }
          Fixed = Frozen(tensor [ 3.0 ])
          Seen = Buffer(tensor [ nan; 2.0 ])
          Steps = tensor [ 7L ] }

    let loss model =
        let weight, bias = model.Layer.Weight, model.Layer.Bias.Value
        (Tensor.sum (weight ** 4.0) / 4.0 + Tensor.sum (sin (weight * bias))) * model.Fixed.Value[0]

    let walk loss steps (optimiser: Optimiser<'P>) start =
        let step (p, state) _ = optimiser.Update (grad loss p) state p
        List.fold step (start, optimiser.Init start) [ 1..steps ]

    /// Asserts that two trees have the same bits, NaN too.
    let same (expected: 'T) (found: 'T) =
        Assert.Equal<string list>(Tree.names expected, Tree.names found)

        for wanted, found in List.zip (Tree.leaves expected) (Tree.leaves found) do
            Assert.Equal(wanted.DType, found.DType)
            Assert.Equal<int list>(wanted.Shape, found.Shape)
            Assert.Equal<float>(Numbers.floats wanted, Numbers.floats found)

    let sgd () : Optimiser<'P> = Optimiser.sgd { Sgd.defaults with LearningRate = 0.01; Momentum = 0.9 }
    let adam () : Optimiser<'P> = Optimiser.adam { Adam.defaults with LearningRate = 0.1 }

    /// The largest difference of the trained numbers of two trees.
    let apart a b = float (Gradient.norm infinity (Tree.map2 (-) a b))
