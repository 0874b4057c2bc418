/// Rows of what normalises groups of elements.
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

let rows: Row list =
    [ Maker(
          "StandardisationPrimitives.standardise",
          [ for settings, x, weight, bias in settings ->
                sample [ x; weight; bias ] (StandardisationPrimitives.standardise settings) ]
      )
      Maker(
          "StandardisationPrimitives.standardiseGradient",
          [ for settings, x, weight, c in settings do
                for c in [ x; c ] do
                    sample [ x; weight; c ] (StandardisationPrimitives.standardiseGradient settings) ]
      ) ]

let still: string list = []
