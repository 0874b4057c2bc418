// Layers.
#load "Calls.fsx"

open System
open Riemann.FSharp
open Riemann.FSharp.Learning
open Calls

let private linear = Linear.init { Linear.defaults with Inputs = 4; Outputs = 5 } (Key.create 1L)

let private layers =
    [ for input in [ [ 4 ]; [ 6; 4 ]; [ 2; 3; 4 ]; [ 0; 4 ] ] do
          call3 "F.linear(x, y, z)" (real input) (real [ 5; 4 ]) (real [ 5 ]) (fun x weight bias ->
              Linear.apply { Weight = weight; Bias = Some bias } x)

          layer "call(nn.Linear(4, 5), p[1:], x)" linear Linear.apply (real input)

          call2 "F.linear(x, y)" (real input) (real [ 5; 4 ]) (fun x weight ->
              Linear.apply { Weight = weight; Bias = None } x) ]

let families = [ { Name = "layers"; Calls = layers } ]
