module Riemann.FSharp.Learning.Tests.Layers.Rows.Convolution

open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Layers.Table

let private plain = { Conv1d.defaults with Inputs = 2; Outputs = 2; Kernel = [ 2 ] }

let private transposed = { ConvTranspose1d.defaults with Inputs = 2; Outputs = 2; Kernel = [ 2 ] }

let private conv name axes settings shape =
    let init, apply =
        match axes with
        | 1 -> Conv1d.init, Conv1d.apply
        | 2 -> Conv2d.init, Conv2d.apply
        | _ -> Conv3d.init, Conv3d.apply

    layer name (init settings (Key.create 1L) |> shaken 1L) apply (real 2L shape)

let private convTranspose name axes settings shape =
    let init, apply =
        match axes with
        | 1 -> ConvTranspose1d.init, ConvTranspose1d.apply
        | 2 -> ConvTranspose2d.init, ConvTranspose2d.apply
        | _ -> ConvTranspose3d.init, ConvTranspose3d.apply

    layer name (init settings (Key.create 1L) |> shaken 1L) apply (real 2L shape)

let rows: Row list =
    [ conv "Conv1d" 1 plain [ 2; 2; 4 ]
      conv "Conv1d" 1 { plain with Padding = Pad.Same; PaddingMode = Padding.Reflect; Bias = false } [ 2; 4 ]
      conv "Conv2d" 2 { plain with Groups = 2; Stride = [ 1; 2 ]; Padding = Pad.By [ 1; 0 ] } [ 2; 2; 2; 4 ]
      conv "Conv2d" 2 { plain with Padding = Pad.Sides [ 1, 0 ]; PaddingMode = Padding.Circular } [ 2; 2; 3 ]
      conv "Conv3d" 3 { plain with Dilation = [ 1; 2; 1 ] } [ 1; 2; 2; 3; 2 ]
      convTranspose "ConvTranspose1d" 1 { transposed with Stride = [ 2 ]; OutputPadding = [ 1 ] } [ 2; 2; 3 ]
      convTranspose "ConvTranspose1d" 1 { transposed with Dilation = [ 3 ]; OutputPadding = [ 2 ] } [ 2; 2 ]
      convTranspose "ConvTranspose2d" 2 { transposed with Groups = 2; Padding = [ 1; 0 ] } [ 1; 2; 2; 2 ]
      convTranspose "ConvTranspose3d" 3 { transposed with Bias = false } [ 1; 2; 1; 2; 1 ] ]
