using System.Text.Json;
using Xunit;

namespace Riemann.Tests.Layers;

/// <summary>State dictionaries of PyTorch's layers are those of the facade's: names, order, shapes and meaning.</summary>
public class StateNameTests
{
    private static readonly Dictionary<string, Func<Module>> layers = new()
    {
        ["Linear"] = () => new Linear(4, 3),
        ["Conv2d"] = () => new Conv2d(4, 6, (3, 2), padding: 1, groups: 2),
        ["ConvTranspose2d"] = () => new ConvTranspose2d(4, 3, 3, stride: 2, outputPadding: 1),
        ["BatchNorm2d"] = () => new BatchNorm2d(4),
        ["GroupNorm"] = () => new GroupNorm(2, 4),
        ["LayerNorm"] = () => new LayerNorm(4),
        ["PReLU"] = () => new PReLU(),
        ["RNN"] = () => new RNN(4, 3, 2, bidirectional: true),
        ["GRU"] = () => new GRU(4, 3, 2, bidirectional: true),
        ["LSTM"] = () => new LSTM(4, 3, 2, bidirectional: true, projSize: 2),
        ["MultiheadAttention"] = () => new MultiheadAttention(4, 2, addBiasKv: true),
        ["TransformerEncoder"] = () => new TransformerEncoder(new(4, 2, 6), 2, new LayerNorm(4)),
        ["Transformer"] = () => new Transformer(4, 2, 1, 2, 6),
    };

    [TorchFact]
    public void State_of_PyTorch_loads_and_computes_the_same()
    {
        using var results = JsonDocument.Parse(TorchFactAttribute.Run(TorchProgram.Text));
        var torch = results.RootElement.EnumerateObject().ToArray();
        Assert.Equal(layers.Keys, torch.Select(entry => entry.Name));

        foreach (var layer in torch)
        {
            var module = layers[layer.Name]().Eval();
            var state = layer.Value.GetProperty("state").EnumerateObject().ToArray();
            var own = module.StateDict();
            Assert.Equal(state.Select(entry => entry.Name), own.Keys);
            module.LoadStateDict(
                state.ToDictionary(entry => entry.Name, entry => Read(entry.Value).To(own[entry.Name].DType))
            );

            var x = Read(layer.Value.GetProperty("input")).To(DType.Float32);
            var count = layer.Name switch
            {
                "MultiheadAttention" => 3,
                "Transformer" => 2,
                _ => 1,
            };
            var y = module.CallAll([.. Enumerable.Repeat(x, count)])[0];

            var expected = Read(layer.Value.GetProperty("output"));
            Assert.Equal(expected.Shape, y.Shape);
            Assert.True(y.To(DType.Float64).AllClose(expected, 1e-4, 1e-5), $"{layer.Name} differs");
        }
    }

    private static Tensor Read(JsonElement tensor)
    {
        var shape = tensor.GetProperty("shape").EnumerateArray().Select(axis => axis.GetInt32()).ToArray();
        var values = tensor.GetProperty("values").EnumerateArray().Select(value => value.GetDouble()).ToArray();
        return Tensor.From(values).Reshape(shape);
    }
}
