/// Convolution and its adjoints over one to three axes: all of stride, padding, dilation and groups.
module Riemann.FSharp.Tests.Laws.Rows.Convolution

open System.Collections.Immutable
open Riemann.FSharp
open Riemann.FSharp.Tests.Laws
open Riemann.FSharp.Tests.Laws.Table

let private settings stride before after dilation groups =
    let each (numbers: int list) = ImmutableArray.CreateRange numbers
    Riemann.Kernels.ConvolutionSettings(each stride, each before, each after, each dilation, groups)

let private plain axes groups =
    let each = List.replicate axes
    settings (each 1) (each 0) (each 0) (each 1) groups

/// Settings, with layouts of input and filter that they fit.
let private cases =
    [ plain 1 1, Plain [ 2; 1; 4 ], Plain [ 1; 1; 2 ]
      plain 1 2, Transposed [ 4; 5; 1 ], Reversed [ 2; 2; 2 ]
      settings [ 2 ] [ 1 ] [ 2 ] [ 1 ] 1, Reversed [ 2; 2; 4 ], Transposed [ 2; 3; 3 ]
      settings [ 3 ] [ 0 ] [ 3 ] [ 2 ] 3, Plain [ 2; 3; 5 ], Plain [ 3; 1; 3 ]
      settings [ 1 ] [ 2 ] [ 2 ] [ 1 ] 1, Plain [ 1; 2; 0 ], Plain [ 2; 2; 3 ]
      plain 1 1, Plain [ 0; 2; 4 ], Plain [ 3; 2; 2 ]
      plain 2 1, Plain [ 2; 2; 3; 4 ], Plain [ 3; 2; 2; 2 ]
      settings [ 2; 1 ] [ 1; 0 ] [ 0; 2 ] [ 1; 2 ] 2, Repeated [ 2; 4; 3; 3 ], Plain [ 2; 2; 2; 3 ]
      settings [ 1; 1 ] [ 1; 1 ] [ 1; 1 ] [ 1; 1 ] 2, Plain [ 2; 2; 3; 2 ], Repeated [ 4; 1; 3; 3 ]
      plain 2 1, Plain [ 2; 3; 2; 2 ], Plain [ 2; 3; 1; 1 ]
      settings [ 1; 2; 1 ] [ 0; 1; 0 ] [ 1; 0; 0 ] [ 1; 1; 2 ] 1, Plain [ 1; 2; 2; 2; 3 ], Plain [ 2; 2; 2; 2; 2 ] ]

let private dimensions layout =
    match layout with
    | Transposed dimensions -> List.last dimensions :: List.take (dimensions.Length - 1) dimensions
    | Plain dimensions
    | Reversed dimensions
    | Repeated dimensions -> dimensions

let private aval layout : Aval = { Shape = shape (dimensions layout); DType = DType.Float64 }

let private given settings input filter =
    match (ConvolutionPrimitives.convolution settings).Shape [| aval input; aval filter |] with
    | Ok result -> Plain(Shapes.toList result.Shape)
    | Error error -> failwith $"{error}"

let rows: Row list =
    [ Maker(
          "ConvolutionPrimitives.convolution",
          [ for settings, input, filter in cases ->
                sample [ input; filter ] (ConvolutionPrimitives.convolution settings) ]
      )
      Maker(
          "ConvolutionPrimitives.addConvolution",
          [ for settings, input, filter in cases do
                let bias = Plain [ List.head (dimensions filter) ]
                sample [ input; filter; bias ] (ConvolutionPrimitives.addConvolution settings) ]
      )
      Maker(
          "ConvolutionPrimitives.inputGradient",
          [ for settings, input, filter in cases do
                let p = ConvolutionPrimitives.inputGradient settings (shape (dimensions input))
                sample [ given settings input filter; filter ] p ]
      )
      Maker(
          "ConvolutionPrimitives.filterGradient",
          [ for settings, input, filter in cases do
                let p = ConvolutionPrimitives.filterGradient settings (shape (dimensions filter))
                sample [ input; given settings input filter ] p ]
      ) ]

let still: string list = []
