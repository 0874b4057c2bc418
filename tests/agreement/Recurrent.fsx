// Recurrent cells and networks: every option, through all outputs and every part of the last state.
#load "Calls.fsx"

open Riemann.FSharp
open Riemann.FSharp.Learning
open Calls

let private key = Key.create 1L
let private steps, batch, inputs, hidden = 4, 3, 2, 5

let private cells =
    [ for leading in [ [ 3 ]; [] ] do
          let x, h = leading @ [ inputs ], leading @ [ hidden ]

          for bias, theirs in [ true, "True"; false, "False" ] do
              for nonlinearity, name in [ RnnNonlinearity.Tanh, "tanh"; RnnNonlinearity.Relu, "relu" ] do
                  let cell =
                      RnnCell.init
                          { RnnCell.defaults with Inputs = 2; Hidden = 5; Bias = bias; Nonlinearity = nonlinearity }
                          key

                  layer
                      $"call(nn.RNNCell(2, 5, {theirs}, '{name}'), p[1:], x)"
                      cell
                      (fun cell x -> RnnCell.apply cell (RnnCell.initial cell x) x)
                      (real x)

                  layer
                      $"call(nn.RNNCell(2, 5, {theirs}, '{name}'), p[1:-1], x, p[-1])"
                      (cell, Tensor.zeros h)
                      (fun (cell, h) x -> RnnCell.apply cell h x)
                      (real x)

              let cell = GruCell.init { GruCell.defaults with Inputs = 2; Hidden = 5; Bias = bias } key

              layer
                  $"call(nn.GRUCell(2, 5, {theirs}), p[1:], x)"
                  cell
                  (fun cell x -> GruCell.apply cell (GruCell.initial cell x) x)
                  (real x)

              layer
                  $"call(nn.GRUCell(2, 5, {theirs}), p[1:-1], x, p[-1])"
                  (cell, Tensor.zeros h)
                  (fun (cell, h) x -> GruCell.apply cell h x)
                  (real x)

              let cell = LstmCell.init { LstmCell.defaults with Inputs = 2; Hidden = 5; Bias = bias } key

              for part, pick in [ 0, (fun (state: LstmState) -> state.Hidden); 1, _.Cell ] do
                  layer
                      $"call(nn.LSTMCell(2, 5, {theirs}), p[1:], x)[{part}]"
                      cell
                      (fun cell x -> pick (LstmCell.apply cell (LstmCell.initial cell x) x))
                      (real x)

                  layer
                      $"call(nn.LSTMCell(2, 5, {theirs}), p[1:-2], x, (p[-2], p[-1]))[{part}]"
                      (cell, { LstmState.Hidden = Tensor.zeros h; Cell = Tensor.zeros h })
                      (fun (cell, state) x -> pick (LstmCell.apply cell state x))
                      (real x) ]

/// What the networks have in common: layers, biases, batch first, both directions.
let private forms =
    [ 1, true, false, false
      2, true, false, false
      1, false, false, false
      1, true, true, false
      1, true, false, true
      3, false, true, true ]

let private python value = if value then "True" else "False"

/// A batch, one step, one sequence, and an empty batch where PyTorch takes it.
let private sizes batchFirst =
    [ [ steps; batch; inputs ]; [ 1; batch; inputs ]; [ steps; inputs ] ]
    |> List.map (fun shape -> if batchFirst && shape.Length = 3 then [ shape[1]; shape[0]; shape[2] ] else shape)

let private options layers bias batchFirst bidirectional =
    $"num_layers={layers}, bias={python bias}, batch_first={python batchFirst}, bidirectional={python bidirectional}"

/// The calls of one network: from zeros, from a state, and padded, of which each part is compared.
let private network
    name
    (arguments: string)
    batchFirst
    cells
    network
    (zeros: int list -> 'S)
    apply
    applyFrom
    applyPadded
    (parts: (string * ('S -> Tensor)) list)
    =
    let theirs = $"call(nn.{name}({arguments}), p[1:], x)"
    let count = List.length (Tree.leaves (zeros [ cells; 1 ]))
    let given = if count = 1 then "p[-1]" else "(p[-2], p[-1])"
    let own = $"call(nn.{name}({arguments}), p[1:-{count}], x, {given})"

    let lengths = [ 2; 4; 1 ]

    let packed =
        $"call(nn.{name}({arguments}), p[1:-{count}], pack(x, %A{lengths}, batch_first={python batchFirst}), {given})"
            .Replace(";", ",")

    let all = ("[0]", (fun (y: Tensor, _: 'S) -> y)) :: [ for place, part in parts -> place, (fun (_, s) -> part s) ]

    [ for shape in sizes batchFirst do
          let state = zeros (if shape.Length = 2 then [ cells ] else [ cells; batch ])

          for place, pick in all do
              layer (theirs + place) network (fun network x -> pick (apply network x)) (real shape)
              layer (own + place) (network, state) (fun (network, s) x -> pick (applyFrom network s x)) (real shape)

      let x = real (List.head (sizes batchFirst))

      for place, pick in all do
          let theirs = if place = "[0]" then $"pad({packed}[0], batch_first={python batchFirst})[0]" else packed + place

          layer
              theirs
              (network, zeros [ cells; batch ])
              (fun (network, s) x -> pick (applyPadded network lengths s x))
              x ]

let private networks =
    [ for layers, bias, batchFirst, bidirectional in forms do
          let cells = if bidirectional then 2 * layers else layers
          let options = options layers bias batchFirst bidirectional
          let zeros leading = Tensor.zeros (leading @ [ hidden ])

          for nonlinearity, name in [ RnnNonlinearity.Tanh, "tanh"; RnnNonlinearity.Relu, "relu" ] do
              let rnn =
                  Rnn.init
                      { Rnn.defaults with
                          Inputs = inputs
                          Hidden = hidden
                          Layers = layers
                          Bias = bias
                          BatchFirst = batchFirst
                          Bidirectional = bidirectional
                          Nonlinearity = nonlinearity }
                      key

              yield!
                  network
                      "RNN"
                      $"2, 5, nonlinearity='{name}', {options}"
                      batchFirst
                      cells
                      rnn
                      zeros
                      (Rnn.apply Eval)
                      (Rnn.applyFrom Eval)
                      (Rnn.applyPadded Eval)
                      [ ("[1]", id) ]

          let gru =
              Gru.init
                  { Gru.defaults with
                      Inputs = inputs
                      Hidden = hidden
                      Layers = layers
                      Bias = bias
                      BatchFirst = batchFirst
                      Bidirectional = bidirectional }
                  key

          yield!
              network
                  "GRU"
                  $"2, 5, {options}"
                  batchFirst
                  cells
                  gru
                  zeros
                  (Gru.apply Eval)
                  (Gru.applyFrom Eval)
                  (Gru.applyPadded Eval)
                  [ ("[1]", id) ]

          for projection, theirs in [ None, 0; Some 3, 3 ] do
              let lstm =
                  Lstm.init
                      { Lstm.defaults with
                          Inputs = inputs
                          Hidden = hidden
                          Layers = layers
                          Bias = bias
                          BatchFirst = batchFirst
                          Bidirectional = bidirectional
                          Projection = projection }
                      key

              let zeros leading =
                  { LstmState.Hidden = Tensor.zeros (leading @ [ Option.defaultValue hidden projection ])
                    Cell = zeros leading }

              yield!
                  network
                      "LSTM"
                      $"2, 5, proj_size={theirs}, {options}"
                      batchFirst
                      cells
                      lstm
                      zeros
                      (Lstm.apply Eval)
                      (Lstm.applyFrom Eval)
                      (Lstm.applyPadded Eval)
                      [ "[1][0]", _.Hidden; "[1][1]", _.Cell ] ]

let families = [ { Name = "recurrent cells"; Calls = cells }; { Name = "recurrent networks"; Calls = networks } ]
