using Xunit;

namespace Riemann.Tests.Optimisers;

public class OptimizerStateTests
{
    private static readonly Dictionary<string, Func<IEnumerable<Tensor>, Optimizer>> kinds = new()
    {
        ["GD"] = p => new GD(p),
        ["SGD"] = p => new SGD(p, lr: 0.1, momentum: 0.9, dampening: 0.5),
        ["Adam"] = p => new Adam(p, amsgrad: true),
        ["NAdam"] = p => new NAdam(p),
        ["RMSprop"] = p => new RMSprop(p, momentum: 0.9, centered: true),
        ["Rprop"] = p => new Rprop(p),
        ["custom"] = p => new CustomSGD(p, momentum: 0.9),
    };

    public static TheoryData<string> Names => [.. kinds.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_goes_on_from_a_state_to_the_bit(string name)
    {
        var model = Practice.Model();
        var optimizer = kinds[name](model.Parameters());
        Practice.Train(model, optimizer, 5);
        var (weights, state) = (model.StateDict(), optimizer.StateDict());
        Practice.Train(model, optimizer, 5);

        var other = new Sequential(new Linear(3, 5), new Tanh(), new Linear(5, 1));
        other.LoadStateDict(weights);
        var resumed = kinds[name](other.Parameters());
        resumed.ParamGroups[0].Lr = 1; // which the state overrides
        resumed.LoadStateDict(state);
        Practice.Train(other, resumed, 5);

        Assert.Equal(Practice.Numbers(model), Practice.Numbers(other));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_goes_on_from_a_file_to_the_bit(string name)
    {
        var path = Path.GetTempFileName();
        try
        {
            var model = Practice.Model();
            var optimizer = kinds[name](model.Parameters());
            Practice.Train(model, optimizer, 5);
            var weights = model.StateDict();
            optimizer.Save(path);
            Practice.Train(model, optimizer, 5);

            var other = Practice.Model();
            other.LoadStateDict(weights);
            var resumed = kinds[name](other.Parameters());
            resumed.Load(path);
            Practice.Train(other, resumed, 5);

            Assert.Equal(optimizer.ToString(), resumed.ToString());
            Assert.Equal(Practice.Numbers(model), Practice.Numbers(other));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Training_by_LBFGS_goes_on_from_a_file_to_the_bit()
    {
        var path = Path.GetTempFileName();
        try
        {
            var model = Practice.Model();
            var optimizer = new LBFGS(model.Parameters(), maxIter: 3, lineSearch: "strong_wolfe");
            optimizer.Step(Practice.Closure(model, optimizer));
            optimizer.Save(path);
            var weights = model.StateDict();
            optimizer.Step(Practice.Closure(model, optimizer));

            var other = Practice.Model();
            other.LoadStateDict(weights);
            var resumed = new LBFGS(other.Parameters());
            resumed.Load(path);
            resumed.Step(Practice.Closure(other, resumed));

            Assert.Equal(Practice.Numbers(model), Practice.Numbers(other));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_state_has_the_names_of_PyTorch_and_does_not_change_later()
    {
        var model = Practice.Model();
        var optimizer = new Adam([new ParameterGroup(model[0].Parameters()), new(model[2].Parameters()) { Lr = 0.1 }]);
        Practice.Train(model, optimizer, 1);

        var state = optimizer.StateDict();
        var mean = state.State[3]["exp_avg"].ToArray<float>();
        Practice.Train(model, optimizer, 1);

        Assert.Equal([0, 1, 2, 3], state.State.Keys);
        Assert.Equal(["step", "exp_avg", "exp_avg_sq"], state.State[0].Keys);
        Assert.Equal([2, 3], state.ParamGroups[1].Params);
        Assert.Equal(0.1, state.ParamGroups[1].Settings["lr"]);
        Assert.Equal(mean, state.State[3]["exp_avg"].ToArray<float>());
    }

    [Fact]
    public void A_state_that_does_not_fit_is_refused_and_nothing_changes()
    {
        var model = Practice.Model();
        var adam = new Adam(model.Parameters(), lr: 0.25);
        Practice.Train(model, adam, 1);
        var before = adam.ToString();
        var fewer = new Adam(model[0].Parameters());
        var other = new Adam(new Sequential(new Linear(2, 2), new Linear(2, 2)).Parameters());

        Assert.Equal(
            "LoadStateDict: the state does not fit this Adam: group 0 has 2 parameters, not 4\n"
                + "  hint  load the state of an optimiser of the same kind, with groups of the same sizes",
            Wrong.Message(() => adam.LoadStateDict(fewer.StateDict()))
        );
        Assert.StartsWith(
            "LoadStateDict: the state does not fit this SGD: "
                + "group 0 lacks momentum, dampening, nesterov; group 0 has betas, eps, amsgrad, unknown here",
            Wrong.Message(() => new SGD(model.Parameters()).LoadStateDict(adam.StateDict()))
        );
        Assert.StartsWith(
            "LoadStateDict: the state does not fit this Adam: it has 1 groups, not 2",
            Wrong.Message(() =>
                new Adam([new ParameterGroup(model[0].Parameters()), new(model[2].Parameters())]).LoadStateDict(
                    adam.StateDict()
                )
            )
        );
        Assert.StartsWith(
            "LoadStateDict: the state does not fit this Adam: parameter 0 has exp_avg of shape [5; 3], not [2; 2]; ",
            Wrong.Message(() => other.LoadStateDict(adam.StateDict()))
        );
        Assert.Equal(before, adam.ToString());
    }

    [Fact]
    public void A_setting_of_a_state_that_is_out_of_range_is_refused_and_nothing_changes()
    {
        var adam = new Adam(Practice.Model().Parameters());
        var (state, before) = (adam.StateDict(), adam.ToString());
        var settings = new Dictionary<string, object?>(state.ParamGroups[0].Settings) { ["lr"] = -1.0 };
        var wrong = state with { ParamGroups = [state.ParamGroups[0] with { Settings = settings }] };

        Assert.Equal(
            "Optimiser.adam: LearningRate is -1\n  hint  LearningRate is 0 or more",
            Wrong.Message(() => adam.LoadStateDict(wrong))
        );
        Assert.Equal(before, adam.ToString());
    }

    [Fact]
    public void A_state_is_that_of_the_settings_of_now()
    {
        var model = Practice.Model();
        var optimizer = new SGD(model.Parameters());
        Practice.Train(model, optimizer, 1);
        optimizer.ParamGroups[0].Momentum = 0.9;

        var state = optimizer.StateDict();
        new SGD(model.Parameters()).LoadStateDict(state);

        Assert.Equal(["step", "momentum_buffer"], state.State[0].Keys);
    }

    [Fact]
    public void A_file_of_a_model_is_refused()
    {
        var path = Path.GetTempFileName();
        try
        {
            var model = Practice.Model();
            model.Save(path);

            Assert.StartsWith(
                "LoadStateDict: the state does not fit this Adam: it has 0 groups, not 1\n",
                Wrong.Message(() => new Adam(model.Parameters()).Load(path))
            );
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_state_takes_on_the_element_type_of_the_parameters()
    {
        var narrow = Practice.Model();
        var optimizer = new Adam(narrow.Parameters());
        Practice.Train(narrow, optimizer, 2);
        var wide = Tensor.Zeros([5, 3], DType.Float64, requiresGrad: true);
        var other = new Adam([wide, .. narrow.Parameters().Skip(1)]);

        other.LoadStateDict(optimizer.StateDict());

        Assert.Equal(DType.Float64, other.StateDict().State[0]["exp_avg"].DType);
        Assert.Equal(
            optimizer.StateDict().State[0]["exp_avg"].Double().ToArray<double>(),
            other.StateDict().State[0]["exp_avg"].ToArray<double>()
        );
    }
}
