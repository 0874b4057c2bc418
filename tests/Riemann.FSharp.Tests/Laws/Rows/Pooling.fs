/// Dropout and pooling.
module Riemann.FSharp.Tests.Laws.Rows.Pooling

open System
open System.Collections.Immutable
open Riemann.FSharp
open Riemann.Kernels
open Riemann.FSharp.Tests.Laws
open Riemann.FSharp.Tests.Laws.Table

/// One key and several, and elements and parts.
let private drops =
    let drop together keys x = sample [ keys; x ] (DropoutPrimitives.dropout 0.4 together)

    [ for x in
          [ Layout.scalar; Plain [ 40 ]; Transposed [ 5; 9 ]; Reversed [ 5; 9 ]; Repeated [ 5; 9 ]; Plain [ 0; 3 ] ] do
          drop 0 Layout.scalar x
      drop 1 Layout.scalar (Transposed [ 9; 3 ])
      drop 2 Layout.scalar (Plain [ 2; 7; 2; 3 ])
      drop 2 Layout.scalar (Plain [ 2; 3 ])
      drop 0 (Reversed [ 2 ]) (Transposed [ 2; 20 ])
      drop 1 (Plain [ 2 ]) (Plain [ 2; 3 ])
      sample [ Layout.scalar; Layout.matrix ] (DropoutPrimitives.dropout 1.0 0) ]

let private windows kernel stride padding dilation ceilMode =
    PoolingSettings(
        ImmutableArray.CreateRange(kernel: int list),
        ImmutableArray.CreateRange(stride: int list),
        ImmutableArray.CreateRange(padding: int list),
        ImmutableArray.CreateRange(dilation: int list),
        ceilMode
    )

/// Settings without dilation and planes for them, with each number of spatial axes.
let private pooled =
    [ windows [ 2 ] [ 2 ] [ 0 ] [ 1 ] false, [ Plain [ 2; 3; 5 ]; Plain [ 0; 2; 4 ]; Plain [ 1; 0; 4 ] ]
      windows [ 3 ] [ 2 ] [ 1 ] [ 1 ] true, [ Plain [ 1; 2; 6 ]; Transposed [ 1; 4; 3 ] ]
      windows [ 3; 2 ] [ 1; 2 ] [ 1; 0 ] [ 1; 1 ] true, [ Plain [ 1; 2; 3; 5 ]; Reversed [ 2; 1; 3; 3 ] ]
      windows [ 2; 1; 2 ] [ 1; 1; 2 ] [ 0; 0; 1 ] [ 1; 1; 1 ] false, [ Plain [ 1; 2; 3; 2; 3 ] ] ]

let private averages =
    [ for settings, layouts in pooled do
          for counted, divisor in [ true, Nullable(); false, Nullable(); true, Nullable 3 ] do
              AveragePooling(settings, counted, divisor), layouts ]

let private adaptive =
    [ [ 2 ], [ Plain [ 2; 3; 5 ]; Transposed [ 2; 4; 1 ]; Plain [ 0; 2; 4 ] ]
      [ 3; 1 ], [ Plain [ 1; 2; 4; 3 ]; Reversed [ 1; 2; 3; 2 ] ]
      [ 1; 2; 4 ], [ Plain [ 1; 2; 2; 3; 4 ] ] ]

let private shapeOf layout =
    match layout with
    | Plain shape
    | Transposed shape
    | Reversed shape
    | Repeated shape -> shape

/// The adjoint takes what the map gives.
let private adjoint (map: Primitive) (make: Shape -> Primitive) layout =
    let input = shape (shapeOf layout)
    let given = map.Shape [| { Shape = input; DType = DType.Float64 } |] |> Fail.get map.Name
    sample [ Plain(Shapes.toList given.Shape) ] (make input)

/// Indices of planes of so many elements.
let private placed p (layout: Layout) (elements: int) indices =
    let draw domain place = Samples.draw domain place (Key.create 7L)
    let at = Tensor.remainder (draw (Domain.Index elements) 1 indices) (tensor (int64 elements))
    { Of = p; Operands = [ draw Domain.Real 0 layout; at ] }

let private taken =
    let take = PoolingPrimitives.take

    [ placed take (Plain [ 2; 2; 5 ]) 5 (Plain [ 2; 2; 3 ])
      placed take (Transposed [ 4; 3; 2; 1 ]) 12 (Reversed [ 1; 2; 2; 2 ])
      placed take (Repeated [ 2; 3; 4 ]) 4 (Repeated [ 2; 3; 6 ])
      placed take (Plain [ 0; 2; 4 ]) 4 (Plain [ 0; 2; 2 ]) ]

let private put =
    let put = shape >> PoolingPrimitives.put

    [ placed (put [ 2; 2; 5 ]) (Plain [ 2; 2; 3 ]) 5 (Plain [ 2; 2; 3 ])
      placed (put [ 1; 2; 3; 4 ]) (Transposed [ 2; 2; 2; 1 ]) 12 (Reversed [ 1; 2; 2; 2 ])
      placed (put [ 2; 3; 4 ]) (Repeated [ 2; 3; 6 ]) 4 (Repeated [ 2; 3; 6 ])
      placed (put [ 0; 2; 4 ]) (Plain [ 0; 2; 2 ]) 4 (Plain [ 0; 2; 2 ]) ]

let rows: Row list =
    let each settings make =
        [ for settings, layouts in settings do
              yield! places (make settings) layouts ]

    let adjoints settings map make =
        [ for settings, layouts in settings do
              for layout in layouts -> adjoint (map settings) (make settings) layout ]

    let dilated = [ windows [ 2; 2 ] [ 1; 1 ] [ 1; 0 ] [ 2; 1 ] false, [ Plain [ 1; 2; 4; 3 ] ] ]

    [ Maker("DropoutPrimitives.dropout", drops)
      Maker("PoolingPrimitives.average", each averages PoolingPrimitives.average)
      Maker(
          "PoolingPrimitives.averageAdjoint",
          adjoints averages PoolingPrimitives.average PoolingPrimitives.averageAdjoint
      )
      Maker("PoolingPrimitives.adaptiveAverage", each adaptive PoolingPrimitives.adaptiveAverage)
      Maker(
          "PoolingPrimitives.adaptiveAverageAdjoint",
          adjoints adaptive PoolingPrimitives.adaptiveAverage (fun _ -> PoolingPrimitives.adaptiveAverageAdjoint)
      )
      Maker("PoolingPrimitives.maxIndices", each (pooled @ dilated) PoolingPrimitives.maxIndices)
      Maker("PoolingPrimitives.adaptiveMaxIndices", each adaptive PoolingPrimitives.adaptiveMaxIndices)
      Value("PoolingPrimitives.take", (fun _ -> taken))
      Maker("PoolingPrimitives.put", put) ]

let still = [ "PoolingPrimitives.maxIndices"; "PoolingPrimitives.adaptiveMaxIndices" ]
