using Xunit;

namespace Riemann.Tests.Documents;

public class ModuleBlockTests
{
    private sealed class MyNetwork : Module
    {
        private readonly Linear linear1 = new(10, 50);
        private readonly ReLU relu = new();
        private readonly Linear linear2 = new(50, 1);

        public override Tensor Forward(Tensor x) => linear2.Call(relu.Call(linear1.Call(x)));
    }

    [Fact, Block("000", 13, "a module of one's own")]
    public void A_network_of_named_layers()
    {
        var model = new MyNetwork();

        Assert.Equal(
            """
            MyNetwork(
              (linear1): Linear(inFeatures: 10, outFeatures: 50, bias: true)
              (relu): ReLU()
              (linear2): Linear(inFeatures: 50, outFeatures: 1, bias: true)
            )
            """,
            model.ToString()
        );
        Assert.Equal([3, 1], model.Call(Tensor.Randn(3, 10)).Shape);
        Assert.Equal(["linear1.weight", "linear1.bias", "linear2.weight", "linear2.bias"], model.StateDict().Keys);
    }

    [Fact, Block("000", 14, "Sequential")]
    public void Modules_in_sequence()
    {
        var model = new Sequential(new Linear(10, 20), new ReLU(), new Linear(20, 5));
        var named = new Sequential(
            ("linear1", new Linear(10, 20)),
            ("relu", new ReLU()),
            ("linear2", new Linear(20, 5))
        );
        var x = Tensor.Randn(32, 10);

        Assert.Equal([32, 5], model.Call(x).Shape);
        named.LoadStateDict(
            model
                .StateDict()
                .ToDictionary(entry => $"linear{1 + (entry.Key[0] - '0') / 2}{entry.Key[1..]}", e => e.Value)
        );
        Assert.Equal(model.Call(x).ToArray<float>(), named.Call(x).ToArray<float>());
    }

    [Fact, Block("000", 15, "ModuleList")]
    public void Modules_in_a_list()
    {
        var layers = new ModuleList([new Linear(10, 20), new ReLU()]);
        layers.Append(new Linear(20, 10));
        layers.Append(new ReLU());
        layers.Append(new Linear(10, 5));

        var x = Tensor.Randn(32, 10);
        var shapes = new List<string>();
        foreach (var (i, layer) in layers.Index())
        {
            x = layer.Call(x);
            shapes.Add($"After layer {i}: [{string.Join(", ", x.Shape)}]");
        }

        Assert.Equal([32, 5], x.Shape);
        Assert.Equal(["After layer 0: [32, 20]", "After layer 4: [32, 5]"], [shapes[0], shapes[^1]]);
        Assert.Equal(6, layers.Parameters().Count);
    }

    [Fact, Block("000", 16, "ModuleDict")]
    public void Modules_in_a_dictionary()
    {
        var layers = new ModuleDict
        {
            ["linear1"] = new Linear(10, 20),
            ["relu"] = new ReLU(),
            ["linear2"] = new Linear(20, 5),
        };
        layers.Update(new Dictionary<string, Module> { ["dropout"] = new Dropout(p: 0.5) });

        var x = Tensor.Randn(32, 10);
        x = layers["linear1"].Call(x);
        x = layers["relu"].Call(x);
        x = layers["dropout"].Call(x);
        x = layers["linear2"].Call(x);

        Assert.Equal([32, 5], x.Shape);
        Assert.Equal(["linear1", "relu", "linear2", "dropout"], layers.Keys);
    }

    [Fact, Block("000", 17, "ParameterList")]
    public void Parameters_in_a_list()
    {
        var parameters = new ParameterList([new Parameter(Tensor.Randn(10, 20)), new Parameter(Tensor.Randn(20))]);
        parameters.Append(new Parameter(Tensor.Randn(20, 5)));

        var (weight, bias) = (parameters[0], parameters[1]);

        Assert.Equal([10, 20], weight.Shape);
        Assert.Equal([20], bias.Shape);
        Assert.Equal(["0", "1", "2"], parameters.NamedParameters().Select(entry => entry.Name));
    }

    [Fact, Block("000", 18, "ParameterDict")]
    public void Parameters_in_a_dictionary()
    {
        var parameters = new ParameterDict
        {
            ["w1"] = new Parameter(Tensor.Randn(10, 20)),
            ["b1"] = new Parameter(Tensor.Randn(20)),
            ["w2"] = new Parameter(Tensor.Randn(20, 5)),
            ["b2"] = new Parameter(Tensor.Randn(5)),
        };

        var (weight1, bias1) = (parameters["w1"], parameters["b1"]);

        Assert.Equal([10, 20], weight1.Shape);
        Assert.True(bias1.RequiresGrad);
        Assert.Equal(["w1", "b1", "w2", "b2"], parameters.StateDict().Keys);
    }
}
