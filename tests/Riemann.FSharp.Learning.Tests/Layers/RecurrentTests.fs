module Riemann.FSharp.Learning.Tests.RecurrentTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

let private key = Key.create 1L
let private random shape = Random.normal shape (Key.create 2L)

let private lstm settings = Lstm.init { settings with LstmSettings.DType = DType.Float64 } key
let private small = { Lstm.defaults with Inputs = 2; Hidden = 3 }

/// A cell of one number, with these weights in the order of its gates, and biases of 0.
let private weights (input: float list) (hidden: float list) =
    { InputWeight = Tensor.reshape [ -1; 1 ] (tensor input)
      HiddenWeight = Tensor.reshape [ -1; 1 ] (tensor hidden)
      InputBias = None
      HiddenBias = None }

let private sigmoid x = 1.0 / (1.0 + exp -x)

[<Fact>]
let ``an Elman cell by hand`` () =
    let cell = { Weights = weights [ 2.0 ] [ -3.0 ]; Nonlinearity = RnnNonlinearity.Tanh }
    Numbers.equal [ tanh (2.0 * 0.5 - 3.0 * 0.1) ] (RnnCell.apply cell (tensor [ 0.1 ]) (tensor [ 0.5 ]))
    let relu = { cell with Nonlinearity = RnnNonlinearity.Relu }
    Numbers.equal [ 0.7; 0.0 ] (RnnCell.apply relu (tensor [ [ 0.1 ]; [ 0.9 ] ]) (tensor [ [ 0.5 ]; [ 0.5 ] ]))

[<Fact>]
let ``a long short-term memory cell by hand`` () =
    let cell: LstmCell = { Weights = weights [ 1.0; 2.0; 3.0; 4.0 ] [ -1.0; 0.5; 2.0; 1.5 ]; Projection = None }
    let x, h, c = 0.3, 0.4, -0.6
    let next = LstmCell.apply cell { Hidden = tensor [ h ]; Cell = tensor [ c ] } (tensor [ x ])
    let i, f, g, o = x - h, 2.0 * x + 0.5 * h, 3.0 * x + 2.0 * h, 4.0 * x + 1.5 * h
    let cell = sigmoid f * c + sigmoid i * tanh g
    Numbers.equal [ cell ] next.Cell
    Numbers.equal [ sigmoid o * tanh cell ] next.Hidden

[<Fact>]
let ``a gated recurrent unit by hand`` () =
    let cell: GruCell =
        { Weights =
            { weights [ 1.0; 2.0; 3.0 ] [ -1.0; 0.5; 2.0 ] with
                InputBias = Some(tensor [ 0.1; 0.2; 0.3 ])
                HiddenBias = Some(tensor [ 0.4; 0.5; 0.6 ]) } }

    let x, h = 0.3, 0.4
    let r, z = sigmoid (x - h + 0.5), sigmoid (2.0 * x + 0.5 * h + 0.7)
    let n = tanh (3.0 * x + 0.3 + r * (2.0 * h + 0.6)) // the reset gate after the product and its bias
    Numbers.equal [ (1.0 - z) * n + z * h ] (GruCell.apply cell (tensor [ h ]) (tensor [ x ]))

[<Fact>]
let ``gates of any size neither overflow nor lose what they keep`` () =
    let cell: LstmCell = { Weights = weights [ -1e6; 1e6; 1e6; 1e6 ] [ 0.0; 0.0; 0.0; 0.0 ]; Projection = None }
    let next = LstmCell.apply cell { Hidden = tensor [ 0.0 ]; Cell = tensor [ 0.25 ] } (tensor [ 1.0 ])
    Numbers.equal [ 0.25 ] next.Cell
    Numbers.equal [ tanh 0.25 ] next.Hidden
    let broken = LstmCell.apply cell { Hidden = tensor [ 0.0 ]; Cell = tensor [ nan ] } (tensor [ 1.0 ])
    Assert.True(System.Double.IsNaN(float broken.Hidden[0]))

[<Fact>]
let ``a network is its cells, step by step and layer by layer`` () =
    let network = lstm { small with Layers = 2; Bidirectional = true }
    let x = random [ 4; 2; 2 ]

    let direction (order: int list -> int list) cell (x: Tensor) =
        let mutable state = LstmCell.initial cell x[0]
        let outputs = Array.zeroCreate 4

        for t: int in order [ 0; 1; 2; 3 ] do
            state <- LstmCell.apply cell state x[t]
            outputs[t] <- state.Hidden

        Tensor.stack 0 (List.ofArray outputs), state

    let layer (x, states) (layer: RecurrentLayer<LstmCell>) =
        let there, last = direction id layer.Forward x
        let back, first = direction List.rev layer.Reverse.Value x
        Tensor.concatenate -1 [ there; back ], states @ [ last; first ]

    let expected, states = List.fold layer (x, []) network.Layers
    let found, last = Lstm.apply Eval network x
    Assert.Equal<int list>([ 4; 2; 6 ], found.Shape)
    Numbers.equal (List.ofArray (Numbers.floats expected)) found
    Numbers.equal (List.ofArray (Numbers.floats (Tensor.stack 0 [ for s in states -> s.Hidden ]))) last.Hidden
    Numbers.equal (List.ofArray (Numbers.floats (Tensor.stack 0 [ for s in states -> s.Cell ]))) last.Cell

[<Fact>]
let ``a sequence in two parts with its state is the sequence`` () =
    let network = lstm { small with Layers = 2 }
    let x = random [ 6; 2; 2 ]
    let whole, last = Lstm.apply Eval network x
    let first, state = Lstm.apply Eval network x[..3]
    let second, state = Lstm.applyFrom Eval network state x[4..]
    Numbers.equal (List.ofArray (Numbers.floats whole)) (Tensor.concatenate 0 [ first; second ])
    Numbers.equal (List.ofArray (Numbers.floats last.Cell)) state.Cell

[<Fact>]
let ``an example that ends early is what it is alone, whatever comes behind its end`` () =
    let network = lstm { small with Bidirectional = true; BatchFirst = true; Layers = 2 }
    let x = random [ 2; 5; 2 ]

    let ending =
        Tensor.where
            (tensor
                [ [ [ true ]; [ true ]; [ false ]; [ false ]; [ false ] ]
                  [ [ true ]; [ true ]; [ true ]; [ true ]; [ true ] ] ])
            x
            (Tensor.full DType.Float64 [] nan)

    let zeros = Lstm.initial network x
    let found, last = Lstm.applyPadded Eval network [ 2; 5 ] zeros ending
    let alone, state = Lstm.apply Eval network (x[0, ..1])
    Numbers.equal (List.ofArray (Numbers.floats alone)) (found[0, ..1])
    Numbers.equal (List.replicate 18 0.0) (found[0, 2..])
    Numbers.equal (List.ofArray (Numbers.floats state.Hidden)) (last.Hidden[*, 0])

[<Fact>]
let ``dropout is between layers, in training, and never behind the last`` () =
    let x = random [ 3; 2; 2 ]
    let run mode network = Lstm.apply mode network x |> fst |> Numbers.floats
    let one = lstm { small with Dropout = 0.5 }
    Assert.Equal<float[]>(run Eval one, run (Train key) one)
    let two = lstm { small with Dropout = 0.5; Layers = 2 }
    Assert.NotEqual<float[]>(run Eval two, run (Train key) two)
    Assert.Equal<float[]>(run (Train key) two, run (Train key) two)
    // With all dropped the second layer sees zeros.
    let silent = lstm { small with Dropout = 1.0; Layers = 2 }
    let second = { silent with Layers = [ silent.Layers[1] ] }
    let alone = Lstm.apply Eval second (Tensor.zeros [ 3; 2; 3 ]) |> fst
    Assert.Equal<float[]>(Numbers.floats alone, run (Train key) silent)

[<Fact>]
let ``no examples, one step and no steps`` () =
    for bidirectional, width in [ false, 3; true, 6 ] do
        let network = lstm { small with Bidirectional = bidirectional }
        let outputs, last = Lstm.apply Eval network (Tensor.zeros [ 4; 0; 2 ])
        Assert.Equal<int list>([ 4; 0; width ], outputs.Shape)
        Assert.Equal<int list>([ width / 3; 0; 3 ], last.Cell.Shape)
        let outputs, last = Lstm.apply Eval network (random [ 1; 5; 2 ])
        Numbers.equal (List.ofArray (Numbers.floats (outputs[0, *, ..2]))) last.Hidden[0]
        let state = { Hidden = random [ width / 3; 5; 3 ]; Cell = random [ width / 3; 5; 3 ] }
        let outputs, last = Lstm.applyFrom Eval network state (Tensor.zeros [ 0; 5; 2 ])
        Assert.Equal<int list>([ 0; 5; width ], outputs.Shape)
        Assert.Equal<float[]>(Numbers.floats state.Cell, Numbers.floats last.Cell)

[<Fact>]
let ``parameters have PyTorch's order, shapes and bounds`` () =
    let settings =
        { Lstm.defaults with Inputs = 5; Hidden = 100; Layers = 2; Bidirectional = true; Projection = Some 7 }

    let network = Lstm.init settings key
    let shapes = [ for leaf in Tree.leaves network -> leaf.Shape ]
    let cell inputs = [ [ 400; inputs ]; [ 400; 7 ]; [ 400 ]; [ 400 ]; [ 7; 100 ] ]
    Assert.Equal<int list list>(List.concat [ cell 5; cell 5; cell 14; cell 14 ], shapes)

    for leaf in Tree.leaves network do
        Assert.Equal(DType.Float32, leaf.DType)
        Assert.InRange(float (Tensor.max leaf), 0.09, 0.1)
        Assert.InRange(float (Tensor.min leaf), -0.1, -0.09)

    let names = Tree.names network
    Assert.Equal("Layers.0.Forward.Weights.InputWeight", names[0])
    Assert.Equal("Layers.1.Reverse.Projection", List.last names)

[<Fact>]
let ``a thousand steps are ten times a hundred`` () =
    let network = Lstm.init small key
    let loss x network = Lstm.apply Eval network x |> fst |> Tensor.sum

    let bytes steps =
        let x = Tensor.cast DType.Float32 (random [ steps; 1; 2 ])
        grad (loss x) network |> ignore
        let before = System.GC.GetAllocatedBytesForCurrentThread()
        grad (loss x) network |> ignore
        float (System.GC.GetAllocatedBytesForCurrentThread() - before)

    Assert.InRange(bytes 1000 / bytes 100, 8.0, 14.0)

[<Fact>]
let ``sizes that make no network are refused`` () =
    let make settings () = Lstm.init settings key
    Numbers.refused "Lstm.init" "Inputs is 0" (make { small with Inputs = 0 })
    Numbers.refused "Lstm.init" "Hidden is -1" (make { small with Hidden = -1 })
    Numbers.refused "Lstm.init" "Layers is 0" (make { small with Layers = 0 })
    Numbers.refused "Lstm.init" "a dropout of 1.5" (make { small with Dropout = 1.5 })
    Numbers.refused "Lstm.init" "a dropout of NaN" (make { small with Dropout = nan })
    Numbers.refused "Lstm.init" "a projection to 3 of 3" (make { small with Projection = Some 3 })
    Numbers.refused "Lstm.init" "a projection to 0 of 3" (make { small with Projection = Some 0 })
    Numbers.refused "GruCell.init" "Hidden is 0" (fun () -> GruCell.init { GruCell.defaults with Inputs = 1 } key)
    Numbers.refused "Rnn.init" "Inputs is 0" (fun () -> Rnn.init Rnn.defaults key)

/// Asserts the whole message of the error but for the line of the call: its lines, the first after the operation.
let private refused operation (lines: string list) (run: unit -> 'T) =
    let error = Assert.Throws<RiemannException>(fun () -> run () |> ignore)
    Assert.Equal(operation, error.Operation)
    let message = error.Message.Split('\n') |> Array.filter (fun line -> not (line.StartsWith "  at "))
    Assert.Equal<string list>(lines, [ for line in message -> line.Trim().Replace($"{operation}: ", "") ])

[<Fact>]
let ``wrong inputs are refused, with what would be right`` () =
    let network = lstm small
    let apply (network: Lstm) shape = Lstm.apply Eval network (Tensor.zeros shape)

    refused
        "Lstm.apply"
        [ "the layer takes 2 features along the last axis"
          "input [4; 2; 5]"
          "rule  [.., in] with weights of [gates * hidden; in]" ]
        (fun () -> apply network [ 4; 2; 5 ])

    refused
        "Lstm.apply"
        [ "the input is neither a sequence nor a batch of sequences"
          "input [2]"
          "rule  [steps; in] or [steps; batch; in]" ]
        (fun () -> apply network [ 2 ])

    refused
        "Lstm.apply"
        [ "the input is neither a sequence nor a batch of sequences"
          "input [1; 4; 2; 2]"
          "rule  [steps; in] or [batch; steps; in]" ]
        (fun () -> apply { network with BatchFirst = true } [ 1; 4; 2; 2 ])

    let cell = GruCell.init { GruCell.defaults with Inputs = 2; Hidden = 3 } key

    refused
        "GruCell.apply"
        [ "the layer takes 2 features along the last axis"
          "input [3]"
          "rule  [.., in] with weights of [gates * hidden; in]" ]
        (fun () -> GruCell.apply cell (Tensor.zeros [ 3 ]) (Tensor.zeros [ 3 ]))

[<Fact>]
let ``wrong states are refused, with the shape that is expected`` () =
    let state = { Hidden = Tensor.zeros [ 1; 2; 3 ]; Cell = Tensor.zeros [ 2; 3 ] }

    refused
        "Lstm.applyFrom"
        [ "the state does not fit"
          "Cell  [2; 3]   expected [1; 2; 3]"
          "rule  one state for each cell and each example of the input" ]
        (fun () -> Lstm.applyFrom Eval (lstm small) state (Tensor.zeros [ 4; 2; 2 ]))

    let cell = RnnCell.init { RnnCell.defaults with Inputs = 2; Hidden = 3 } key

    refused
        "RnnCell.apply"
        [ "the state does not fit"
          "state [5; 3]   expected [4; 3]"
          "rule  one state for each cell and each example of the input" ]
        (fun () -> RnnCell.apply cell (Tensor.zeros [ 5; 3 ]) (Tensor.zeros [ 4; 2 ]))

[<Fact>]
let ``wrong lengths are refused`` () =
    let network = lstm small
    let x = Tensor.zeros [ 4; 2; 2 ]

    let refused lengths lines =
        refused "Lstm.applyPadded" lines (fun () -> Lstm.applyPadded Eval network lengths (Lstm.initial network x) x)

    refused [ 4 ] [ "1 lengths for a batch of 2"; "hint  one length for each example" ]
    let hint = "hint  lengths run from 1 to the number of steps, 4"
    refused [ 4; 0 ] [ "a length of 0"; hint ]
    refused [ 5; 1 ] [ "a length of 5"; hint ]
