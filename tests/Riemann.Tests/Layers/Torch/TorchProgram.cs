namespace Riemann.Tests.Layers;

/// <summary>The program that says what PyTorch's layers are made of and what they compute.</summary>
internal static class TorchProgram
{
    public const string Text = """
        import json
        import torch
        from torch import nn

        torch.manual_seed(0)
        x = torch.randn(5, 2, 4)
        layers = {
            "Linear": (nn.Linear(4, 3), x),
            "Conv2d": (nn.Conv2d(4, 6, (3, 2), padding=1, groups=2), torch.randn(2, 4, 5, 6)),
            "ConvTranspose2d": (nn.ConvTranspose2d(4, 3, 3, stride=2, output_padding=1), torch.randn(2, 4, 3, 3)),
            "BatchNorm2d": (nn.BatchNorm2d(4), torch.randn(2, 4, 3, 3)),
            "GroupNorm": (nn.GroupNorm(2, 4), torch.randn(2, 4, 3, 3)),
            "LayerNorm": (nn.LayerNorm(4), x),
            "PReLU": (nn.PReLU(), x),
            "RNN": (nn.RNN(4, 3, 2, bidirectional=True), x),
            "GRU": (nn.GRU(4, 3, 2, bidirectional=True), x),
            "LSTM": (nn.LSTM(4, 3, 2, bidirectional=True, proj_size=2), x),
            "MultiheadAttention": (nn.MultiheadAttention(4, 2, add_bias_kv=True), x),
            "TransformerEncoder": (nn.TransformerEncoder(nn.TransformerEncoderLayer(4, 2, 6), 2, nn.LayerNorm(4)), x),
            "Transformer": (nn.Transformer(4, 2, 1, 2, 6), x),
        }
        results = {}
        for name, (layer, given) in layers.items():
            layer.eval()
            pairs = {"MultiheadAttention": 3, "Transformer": 2}.get(name, 1)
            output = layer(*[given] * pairs)
            output = output[0] if isinstance(output, tuple) else output
            flat = lambda t: {"shape": list(t.shape), "values": t.double().flatten().tolist()}
            results[name] = {
                "input": flat(given),
                "output": flat(output),
                "state": {key: flat(value) for key, value in layer.state_dict().items()},
            }
        print(json.dumps(results))
        """;
}
