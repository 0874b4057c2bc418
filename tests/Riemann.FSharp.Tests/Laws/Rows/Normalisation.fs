/// Rows of what normalises groups of elements, and of the gradients in one pass.
module Riemann.FSharp.Tests.Laws.Rows.Normalisation

open Riemann.FSharp
open Riemann.FSharp.Tests.Laws
open Riemann.FSharp.Tests.Laws.Table

/// The operand, the axes of a group, and the shapes of weight and bias.
let private groups =
    [ Plain [ 3; 4 ], [ 1 ], Layout.scalar, Layout.scalar
      Plain [ 3; 4 ], [ 1 ], Plain [ 4 ], Plain [ 4 ]
      Plain [ 2; 3; 4 ], [ 1; 2 ], Plain [ 3; 4 ], Layout.scalar
      Plain [ 3; 2; 9 ], [ 0; 2 ], Plain [ 2; 1 ], Plain [ 2; 1 ]
      Plain [ 3; 2 ], [ 0 ], Plain [ 2 ], Plain [ 2 ]
      Plain [ 2; 2; 2; 9 ], [ 2; 3 ], Plain [ 2; 2; 1 ], Reversed [ 2; 2; 1 ]
      Plain [ 2; 3; 2 ], [ 0; 2 ], Plain [ 2; 3; 2 ], Reversed [ 2; 3; 2 ]
      Transposed [ 3; 4 ], [ 0 ], Reversed [ 3; 1 ], Plain [ 4 ]
      Reversed [ 2; 3 ], [ 0; 1 ], Repeated [ 2; 3 ], Layout.scalar
      Plain [ 3 ], [], Plain [ 3 ], Plain [ 3 ]
      Plain [ 0; 3 ], [ 1 ], Plain [ 3 ], Plain [ 3 ]
      Plain [ 2; 0 ], [ 1 ], Plain [ 2; 1 ], Layout.scalar
      Layout.scalar, [], Layout.scalar, Layout.scalar ]

let private settings =
    [ for isCentred in [ true; false ] do
          for x, axes, weight, other in groups ->
              { Axes = axes; Epsilon = 0.3; IsCentred = isCentred }, x, weight, other ]

/// Each axis of operands of one shape.
let private alongAxis count (make: int -> Primitive) =
    [ for layout, axes in
          [ Layout.vector, [ 0 ]
            Plain [ 2; 3; 4 ], [ 0; 1; 2 ]
            Transposed [ 2; 3 ], [ 0; 1 ]
            Reversed [ 2; 3 ], [ 1 ]
            Repeated [ 2; 3 ], [ 0 ]
            Plain [ 3; 1 ], [ 1 ]
            Plain [ 2; 0 ], [ 0; 1 ] ] do
          for axis in axes do
              sample (List.replicate count layout) (make axis) ]

/// Logits, labels that are classes, and as many cotangents.
let private labelled cotangents p =
    [ for logits, labels in
          [ Plain [ 3 ], Layout.scalar
            Plain [ 4; 3 ], Plain [ 4 ]
            Plain [ 2; 2; 3 ], Transposed [ 2; 2 ]
            Transposed [ 4; 3 ], Reversed [ 4 ]
            Repeated [ 2; 3 ], Plain [ 2 ]
            Plain [ 0; 3 ], Plain [ 0 ] ] do
          let key = Key.create 7L

          { Of = p
            Operands =
              [ Samples.draw Domain.Real 0 key logits
                abs (Samples.draw (Domain.Index 2) 1 key labels)
                for i in 1..cotangents do
                    Samples.draw Domain.Real (i + 1) key labels ] } ]

let rows: Row list =
    [ Maker("ReductionPrimitives.squaredDeviations", totalReduction ReductionPrimitives.squaredDeviations)
      Maker("SoftmaxPrimitives.softmax", alongAxis 1 SoftmaxPrimitives.softmax)
      Maker("SoftmaxPrimitives.softmaxGradient", alongAxis 2 SoftmaxPrimitives.softmaxGradient)
      Maker("SoftmaxPrimitives.logSoftmax", alongAxis 1 SoftmaxPrimitives.logSoftmax)
      Maker("SoftmaxPrimitives.logSoftmaxGradient", alongAxis 2 SoftmaxPrimitives.logSoftmaxGradient)
      Value("CrossEntropyPrimitives.crossEntropy", labelled 0)
      Value("CrossEntropyPrimitives.gradient", labelled 1)
      Value("SmoothUnitPrimitives.gelu", unary)
      Value("SmoothUnitPrimitives.geluGradient", binary)
      Value("SmoothUnitPrimitives.geluTanh", unary)
      Value("SmoothUnitPrimitives.geluTanhGradient", binary)
      Value("SmoothUnitPrimitives.silu", unary)
      Value("SmoothUnitPrimitives.siluGradient", binary)
      Value("ExponentialPrimitives.sigmoidGradient", binary)
      Value("ComparisonPrimitives.reluGradient", binary)
      Maker(
          "StandardisationPrimitives.standardise",
          [ for settings, x, weight, bias in settings ->
                sample [ x; weight; bias ] (StandardisationPrimitives.standardise settings) ]
      )
      Maker(
          "StandardisationPrimitives.standardiseGradient",
          [ for settings, x, weight, c in settings do
                for c in [ x; c ] do
                    sample [ x; weight; c ] (StandardisationPrimitives.standardiseGradient settings) ]
      )
      Maker(
          "StandardisationPrimitives.standardiseGradients",
          [ for settings, x, weight, c in settings do
                for c, hasBias in [ x, true; c, false ] do
                    sample [ x; weight; c ] (StandardisationPrimitives.standardiseGradients settings hasBias) ]
      ) ]

let still: string list = []
