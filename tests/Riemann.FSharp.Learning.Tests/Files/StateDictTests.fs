module Riemann.FSharp.Learning.Tests.StateDictTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

type Net = { Conv1: Conv2d; BatchNorm1: BatchNorm; Rnn: Lstm; OutProj: Linear }

let private key = Key.create 1L

let private net: Net =
    { Conv1 = Conv2d.init { Conv2d.defaults with Inputs = 1; Outputs = 2; Kernel = [ 3 ] } key
      BatchNorm1 = BatchNorm2d.init { BatchNorm2d.defaults with Channels = 2 }
      Rnn = Lstm.init { Lstm.defaults with Inputs = 2; Hidden = 3; Layers = 2; Bidirectional = true } key
      OutProj = Linear.init { Linear.defaults with Inputs = 6; Outputs = 1 } key }

let private names model = StateDict.ofModel model |> List.map fst

[<Fact>]
let ``names are PyTorch's`` () =
    let lstm =
        [ for layer in [ "l0"; "l0_reverse"; "l1"; "l1_reverse" ] do
              for name in [ "weight_ih"; "weight_hh"; "bias_ih"; "bias_hh" ] do
                  $"rnn.{name}_{layer}" ]

    Assert.Equal<string list>(
        [ "conv1.weight"
          "conv1.bias"
          "batch_norm1.weight"
          "batch_norm1.bias"
          "batch_norm1.running_mean"
          "batch_norm1.running_var"
          "batch_norm1.num_batches_tracked"
          yield! lstm
          "out_proj.weight"
          "out_proj.bias" ],
        names net
    )

    let model =
        Linear.layer { Linear.defaults with Inputs = 1; Outputs = 2 }
        >-> Layer.map "tanh" tanh
        >-> Layer.repeat 2 (PRelu.layer PRelu.defaults)

    Assert.Equal<string list>([ "0.weight"; "0.bias"; "2.0.weight"; "2.1.weight" ], names (model.Init key))
    let cell = GruCell.init { GruCell.defaults with Inputs = 1; Hidden = 2 } key
    Assert.Equal<string list>([ "weight_ih"; "weight_hh"; "bias_ih"; "bias_hh" ], names cell)
    let settings = { MultiheadAttention.defaults with EmbedDim = 2; KeyDim = Some 3; AddBiasKv = true }

    Assert.Equal<string list>(
        [ "q_proj_weight"
          "k_proj_weight"
          "v_proj_weight"
          "in_proj_bias"
          "bias_k"
          "bias_v"
          "out_proj.weight"
          "out_proj.bias" ],
        names (MultiheadAttention.init settings key)
    )

[<Fact>]
let ``what was written is loaded, in the model's element type, through either kind of file`` () =
    Files.inNewFolder (fun folder ->
        let doubled =
            Tree.mapAll (fun x -> if x.DType = DType.Float32 then Tensor.cast DType.Float64 (x * 2.0) else x) net

        let path name = System.IO.Path.Combine(folder, name)
        Npz.write (path "net.npz") (StateDict.ofModel doubled)
        Safetensors.write (path "net.safetensors") { Tensors = StateDict.ofModel doubled; Metadata = Map.empty }

        for tensors in [ Npz.read (path "net.npz"); (Safetensors.read (path "net.safetensors")).Tensors ] do
            let loaded = StateDict.load net (List.rev tensors)

            for (name, wanted), (_, found) in List.zip (StateDict.ofModel doubled) (StateDict.ofModel loaded) do
                Assert.True((Numbers.floats wanted = Numbers.floats found), name)

            Assert.Equal<DType list>(
                [ for x in Tree.leaves net -> x.DType ],
                [ for x in Tree.leaves loaded -> x.DType ]
            ))

[<Fact>]
let ``all that is missing, unexpected or of another shape stands in one message`` () =
    let tensors =
        [ for name, x in StateDict.ofModel net do
              match name with
              | "conv1.bias"
              | "rnn.bias_hh_l1" -> ()
              | "out_proj.weight" -> name, Tensor.transpose x
              | "batch_norm1.num_batches_tracked" -> name, tensor 1.0f
              | _ -> name, x
          "head.weight", tensor 1.0f ]

    let text =
        "the tensors are not those of the model: batch_norm1.num_batches_tracked is float32 [], not int64 []; "
        + "out_proj.weight is float32 [6; 1], not float32 [1; 6]; missing are conv1.bias, rnn.bias_hh_l1; "
        + "unexpected are head.weight"

    Numbers.refused "StateDict.load" text (fun () -> StateDict.load net tensors)
    Numbers.refused "StateDict.loadPartly" "out_proj.weight is" (fun () -> StateDict.loadPartly net tensors)
    let fitting = tensors |> List.filter (fun (name, _) -> name <> "out_proj.weight" && not (name.Contains "tracked"))

    let loaded, difference =
        StateDict.loadPartly
            net
            (("rnn.bias_ih_l0", Tensor.full DType.Float32 [ 12 ] 0.0)
             :: List.filter (fun (name, _) -> name <> "rnn.bias_ih_l0") fitting)

    Assert.Equal<string list>([ "head.weight" ], difference.Unexpected)

    Assert.Equal<string list>(
        [ "conv1.bias"; "batch_norm1.num_batches_tracked"; "rnn.bias_hh_l1"; "out_proj.weight" ],
        difference.Missing
    )

    let changed = (Map.ofList (StateDict.ofModel loaded))["rnn.bias_ih_l0"]
    Assert.Equal<float>(Array.zeroCreate 12, Numbers.floats changed)
    Assert.Equal<float>(Numbers.floats net.OutProj.Weight, Numbers.floats loaded.OutProj.Weight)

[<Fact>]
let ``a name that comes twice is refused`` () =
    Numbers.refused "StateDict.load" "2 tensors are named a" (fun () ->
        StateDict.load {| A = tensor 1.0 |} [ "a", tensor 1.0; "a", tensor 2.0 ])

    Numbers.refused "StateDict.ofModel" "2 tensors of the model are named w" (fun () ->
        StateDict.ofModel {| W = tensor 1.0; w = tensor 2.0 |})
