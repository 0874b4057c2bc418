using Xunit;

namespace Riemann.Tests.Modules;

public class ModuleStateTests
{
    [Fact]
    public void The_state_has_parameters_and_persistent_buffers_by_name()
    {
        var model = new Sequential(new Linear(2, 3), new Counter());

        Assert.Equal(["0.weight", "0.bias", "1.scale", "1.running_mean"], model.StateDict().Keys);
        Assert.Equal("net.0.weight", model.StateDict("net").GetAt(0).Key);
        Assert.Equal("net.0.weight", model.StateDict("net.").GetAt(0).Key);
        Assert.Same(((Linear)model[0]).Weight, model.StateDict(keepVars: true)["0.weight"]);
    }

    [Fact]
    public void A_state_stays_as_it_is_when_training_goes_on()
    {
        var model = new Counter();
        var state = model.StateDict();

        model.Call(Tensor.Ones(2));

        Assert.False(state["scale"].RequiresGrad);
        Assert.Equal([0f, 0f], state["running_mean"].ToArray<float>());
        Assert.Equal([1f, 1f], model.GetBuffer("running_mean").ToArray<float>());
        model.LoadStateDict(state);
        Assert.Equal([0f, 0f], model.GetBuffer("running_mean").ToArray<float>());
    }

    [Fact]
    public void Loading_gives_the_values_and_keeps_the_parameters()
    {
        var (from, to) = (new Linear(3, 2).To(DType.Float64), new Linear(3, 2));
        var weight = to.Weight;

        var difference = to.LoadStateDict(from.StateDict());

        Assert.Same(weight, to.Weight);
        Assert.Equal(DType.Float32, to.Weight.DType);
        Assert.True(to.Weight.RequiresGrad && to.Weight.IsLeaf);
        Assert.Equal(from.Weight.To(DType.Float32).ToArray<float>(), to.Weight.ToArray<float>());
        Assert.Empty(difference.Missing.Concat(difference.Unexpected));
    }

    [Fact]
    public void What_does_not_fit_is_named_in_one_message_and_nothing_changes()
    {
        var model = new Sequential(new Linear(2, 3), new Linear(3, 1));
        var before = model.StateDict();
        var state = new Dictionary<string, Tensor>
        {
            ["0.weight"] = Tensor.Ones(3, 2),
            ["0.bias"] = Tensor.Ones(4),
            ["1.weight"] = Tensor.Ones(1, 3),
            ["1.extra"] = Tensor.Ones(1),
        };

        Assert.Equal(
            """
            LoadStateDict: the state does not fit Sequential: the module has no 1.extra; the state lacks 1.bias; 0.bias is [4] in the state and [3] here
              hint  load the state of a module of the same structure, or with strict: false the names that both have
            """,
            Wrong.Message(() => model.LoadStateDict(state))
        );
        Assert.All(
            model.StateDict(),
            entry => Assert.Equal(before[entry.Key].ToArray<float>(), entry.Value.ToArray<float>())
        );
        Assert.Contains("0.bias is [4]", Wrong.Message(() => model.LoadStateDict(state, strict: false)));

        state.Remove("0.bias");
        var difference = model.LoadStateDict(state, strict: false);
        Assert.Equal(["0.bias", "1.bias"], difference.Missing);
        Assert.Equal(["1.extra"], difference.Unexpected);
        Assert.Equal(6.0, model.GetParameter("0.weight").Sum().Item());
    }

    [Fact]
    public void A_file_holds_the_state()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid()}.safetensors");
        try
        {
            var (saved, loaded) = (new Sequential(new Linear(2, 3)), new Sequential(new Linear(2, 3)));
            saved.Save(path);
            loaded.Load(path);

            Assert.Equal(
                saved.Call(Tensor.Ones(1, 2)).ToArray<float>(),
                loaded.Call(Tensor.Ones(1, 2)).ToArray<float>()
            );
            Assert.Contains("the module has no 0.weight", Wrong.Message(() => new Counter().Load(path)));
            Assert.Equal(["scale", "running_mean"], new Counter().Load(path, strict: false).Missing);
        }
        finally
        {
            File.Delete(path);
        }
        Assert.Contains("there is no such file", Wrong.Message(() => new Counter().Load(path)));
    }
}
