module Riemann.FSharp.Learning.Tests.Layers.Rows.Recurrent

open Riemann.FSharp
open Riemann.FSharp.Learning
open Riemann.FSharp.Learning.Tests.Layers.Table

let private key = Key.create 1L

let private cells: Row list =
    [ for shape in [ [ 2 ]; [ 3; 2 ] ] do
          let leading = List.take (shape.Length - 1) shape
          let x = real 2L shape
          let hidden = real 3L (leading @ [ 3 ])

          for bias, nonlinearity in [ true, RnnNonlinearity.Tanh; false, RnnNonlinearity.Relu ] do
              let settings = { RnnCell.defaults with Inputs = 2; Hidden = 3; Bias = bias; Nonlinearity = nonlinearity }

              layer
                  "RnnCell"
                  (RnnCell.init settings key |> shaken 4L)
                  (fun cell (h, x) -> RnnCell.apply cell h x)
                  (hidden, x)

          for bias, projection in [ true, None; false, Some 2 ] do
              let settings = { LstmCell.defaults with Inputs = 2; Hidden = 3; Bias = bias; Projection = projection }
              let output = real 5L (leading @ [ Option.defaultValue 3 projection ])

              layer
                  "LstmCell"
                  (LstmCell.init settings key |> shaken 4L)
                  (fun cell (state, x) -> LstmCell.apply cell state x)
                  ({ Hidden = output; Cell = hidden }, x)

          for bias in [ true; false ] do
              let settings = { GruCell.defaults with Inputs = 2; Hidden = 3; Bias = bias }

              layer
                  "GruCell"
                  (GruCell.init settings key |> shaken 4L)
                  (fun cell (h, x) -> GruCell.apply cell h x)
                  (hidden, x) ]

let private rnn settings = Rnn.init settings key |> shaken 4L
let private lstm settings = Lstm.init settings key |> shaken 4L
let private gru settings = Gru.init settings key |> shaken 4L
let private small = { Lstm.defaults with Inputs = 2; Hidden = 2 }

let private networks: Row list =
    [ layer "Rnn" (rnn { Rnn.defaults with Inputs = 2; Hidden = 2 }) (Rnn.apply Eval) (real 2L [ 3; 2; 2 ])
      layer
          "Rnn"
          (rnn { Rnn.defaults with Inputs = 2; Hidden = 2; Layers = 2; Bidirectional = true; Bias = false })
          (Rnn.apply Eval)
          (real 2L [ 3; 2 ])
      layer "Gru" (gru { Gru.defaults with Inputs = 2; Hidden = 2 }) (Gru.apply Eval) (real 2L [ 3; 2; 2 ])
      layer
          "Gru"
          (gru { Gru.defaults with Inputs = 1; Hidden = 2; Bidirectional = true; BatchFirst = true })
          (fun network (state, x) -> Gru.applyPadded Eval network [ 1; 3 ] state x)
          (real 3L [ 2; 2; 2 ], real 2L [ 2; 3; 1 ])
      layer "Lstm" (lstm small) (Lstm.apply Eval) (real 2L [ 3; 2; 2 ])
      layer "Lstm" (lstm { small with Projection = Some 1; Layers = 2 }) (Lstm.apply Eval) (real 2L [ 2; 2; 2 ])
      layer
          "Lstm"
          (lstm { small with Layers = 2; Dropout = 0.5 })
          (Lstm.apply (Train(Key.create 7L)))
          (real 2L [ 2; 2; 2 ])
      layer
          "Lstm"
          (lstm { small with Bidirectional = true })
          (fun network (state, x) -> Lstm.applyFrom Eval network state x)
          ({ Hidden = real 3L [ 2; 2; 2 ]; Cell = real 4L [ 2; 2; 2 ] }, real 2L [ 2; 2; 2 ]) ]

let rows = cells @ networks
