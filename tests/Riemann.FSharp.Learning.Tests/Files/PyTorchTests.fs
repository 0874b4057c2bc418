/// State dictionaries that PyTorch wrote: the same model here gives the same outputs.
module Riemann.FSharp.Learning.Tests.PyTorchTests

open System.IO
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

/// Writes a module's state, as NPZ and as safetensors, and what it gives for random inputs.
let private script (modules: string) (inputs: string) (call: string) =
    $"""
import json, struct
import numpy as np
import torch
from torch import nn
torch.manual_seed(3)
torch.set_default_dtype(torch.float64)
net = {modules}
with torch.no_grad():
    for p in net.parameters():
        p.uniform_(-0.8, 0.8)
x = torch.randn({inputs})
if any(name.endswith('running_mean') for name, _ in net.named_buffers()):
    for _ in range(3):
        net(x)
net.eval()
state = {{name: value.numpy() for name, value in net.state_dict().items()}}
np.savez('state.npz', **state)
header, data = {{}}, b''
for name, value in state.items():
    raw = np.ascontiguousarray(value).tobytes()
    kind = 'F64' if value.dtype == np.float64 else 'I64'
    header[name] = dict(dtype=kind, shape=list(value.shape), data_offsets=[len(data), len(data) + len(raw)])
    data += raw
text = json.dumps(header).encode()
open('state.safetensors', 'wb').write(struct.pack('<Q', len(text)) + text + data)
np.savez('call.npz', x=x.numpy(), y=({call}).detach().numpy())
"""

let private same modules inputs call (model: 'P) (apply: 'P -> Tensor -> Tensor) =
    Files.inNewFolder (fun folder ->
        Python.script "torch" folder (script modules inputs call) |> ignore
        let path name = Path.Combine(folder, name)
        let call = Npz.read (path "call.npz") |> Map.ofList
        let fromNpz = Npz.read (path "state.npz")
        let fromSafetensors = (Safetensors.read (path "state.safetensors")).Tensors
        // Nothing but names, in PyTorch's order, and values.
        Assert.Equal<Set<string>>(set (List.map fst fromNpz), set (List.map fst (StateDict.ofModel model)))

        for tensors in [ fromNpz; fromSafetensors ] do
            let y = apply (StateDict.load model tensors) call["x"]
            Assert.Equal<int list>(call["y"].Shape, y.Shape)
            Numbers.equal (List.ofArray (Numbers.floats call["y"])) y)

let private key = Key.create 5L
let private double = DType.Float64

[<PythonFact "torch">]
let ``a linear layer`` () =
    let model = Linear.init { Linear.defaults with Inputs = 4; Outputs = 3; DType = double } key
    same "nn.Linear(4, 3)" "5, 4" "net(x)" model Linear.apply

[<PythonFact "torch">]
let ``convolution, batch normalisation and a linear layer in a sequence`` () =
    let model =
        Conv2d.layer { Conv2d.defaults with Inputs = 2; Outputs = 4; Kernel = [ 3 ]; Groups = 2; DType = double }
        >-> BatchNorm2d.layer { BatchNorm2d.defaults with Channels = 4; DType = double }
        >-> Layer.map "relu" Tensor.relu
        >-> Layer.map "flatten" (fun x -> Tensor.reshape [ x.Shape.Head; 64 ] x)
        >-> Linear.layer { Linear.defaults with Inputs = 64; Outputs = 3; DType = double }

    let modules =
        "nn.Sequential(nn.Conv2d(2, 4, 3, groups=2), nn.BatchNorm2d(4), nn.ReLU(), nn.Flatten(), nn.Linear(64, 3))"

    same modules "3, 2, 6, 6" "net(x)" (model.Init key) (Layer.apply model)

[<PythonFact "torch">]
let ``a transposed convolution, and group normalisation`` () =
    let model =
        ConvTranspose2d.layer { ConvTranspose2d.defaults with Inputs = 2; Outputs = 4; Kernel = [ 3 ]; DType = double }
        >-> GroupNorm.layer { GroupNorm.defaults with Groups = 2; Channels = 4; DType = double }

    let modules = "nn.Sequential(nn.ConvTranspose2d(2, 4, 3), nn.GroupNorm(2, 4))"
    same modules "3, 2, 5, 5" "net(x)" (model.Init key) (Layer.apply model)

[<PythonFact "torch">]
let ``an LSTM of two layers in both directions, and one with a projection`` () =
    let settings = { Lstm.defaults with Inputs = 3; Hidden = 4; Layers = 2; Bidirectional = true; DType = double }
    let apply model x = fst (Lstm.apply Eval model x)
    same "nn.LSTM(3, 4, 2, bidirectional=True)" "5, 2, 3" "net(x)[0]" (Lstm.init settings key) apply
    let settings = { settings with Projection = Some 2 }
    same "nn.LSTM(3, 4, 2, bidirectional=True, proj_size=2)" "5, 2, 3" "net(x)[0]" (Lstm.init settings key) apply

[<PythonFact "torch">]
let ``a GRU, and a plain recurrent network`` () =
    let gru = Gru.init { Gru.defaults with Inputs = 3; Hidden = 4; Layers = 2; DType = double } key
    same "nn.GRU(3, 4, 2)" "5, 2, 3" "net(x)[0]" gru (fun model x -> fst (Gru.apply Eval model x))
    let rnn = Rnn.init { Rnn.defaults with Inputs = 3; Hidden = 4; DType = double } key
    same "nn.RNN(3, 4)" "5, 2, 3" "net(x)[0]" rnn (fun model x -> fst (Rnn.apply Eval model x))

[<PythonFact "torch">]
let ``attention with all its parameters`` () =
    let settings = { MultiheadAttention.defaults with EmbedDim = 6; NumHeads = 2; DType = double }
    let apply model x = MultiheadAttention.apply Eval model x x x
    same "nn.MultiheadAttention(6, 2)" "5, 3, 6" "net(x, x, x)[0]" (MultiheadAttention.init settings key) apply
    let more = MultiheadAttention.init { settings with AddBiasKv = true; KeyDim = Some 4; ValueDim = Some 5 } key

    same
        "nn.MultiheadAttention(6, 2, add_bias_kv=True, kdim=4, vdim=5)"
        "5, 3, 6"
        "net(x, x[..., :4], x[..., :5])[0]"
        more
        (fun model x -> MultiheadAttention.apply Eval model x (x[*, *, ..3]) (x[*, *, ..4]))

[<PythonFact "torch">]
let ``an encoder, and a whole transformer`` () =
    let settings = { TransformerLayer.defaults with EmbedDim = 6; NumHeads = 2; FeedForwardDim = 8; DType = double }

    let layer = TransformerEncoderLayer.init settings key
    let apply = TransformerEncoderLayer.apply Eval
    same "nn.TransformerEncoderLayer(6, 2, 8)" "5, 3, 6" "net(x)" layer apply

    let whole = { Transformer.defaults with EncoderLayers = 2; DecoderLayers = 1; Layer = settings }
    let apply model x = Transformer.apply Eval model x x
    same "nn.Transformer(6, 2, 2, 1, 8)" "5, 3, 6" "net(x, x)" (Transformer.init whole key) apply
