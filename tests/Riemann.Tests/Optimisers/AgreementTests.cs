using Microsoft.FSharp.Core;
using Riemann.Bridge;
using Xunit;
using Core = Riemann.FSharp.Learning;
using CoreTensor = Riemann.FSharp.Tensor;

namespace Riemann.Tests.Optimisers;

/// <summary>The optimisers here and the functional ones compute the same bits.</summary>
public class AgreementTests
{
    private const int Steps = 20;

    private static readonly Dictionary<
        string,
        (Func<IEnumerable<Tensor>, Optimizer> Make, Core.Optimiser<CoreTensor[]> Functional)
    > pairs = new()
    {
        ["GD"] = (p => new GD(p, lr: 0.1, weightDecay: 0.01), Optimising.Gd<CoreTensor[]>(new(0.1, 0.01))),
        ["SGD"] = (
            p => new SGD(p, lr: 0.1, momentum: 0.9, dampening: 0.1, weightDecay: 0.01),
            Optimising.Sgd<CoreTensor[]>(new(0.1, 0.9, 0.1, false, 0.01, false))
        ),
        ["Nesterov"] = (
            p => new SGD(p, lr: 0.1, momentum: 0.9, nesterov: true, maximize: true),
            Optimising.Sgd<CoreTensor[]>(new(0.1, 0.9, 0, true, 0, true))
        ),
        ["Adam"] = (
            p => new Adam(p, lr: 0.01, betas: (0.8, 0.99), weightDecay: 0.1, amsgrad: true),
            Optimising.Adam<CoreTensor[]>(new(0.01, 0.8, 0.99, 1e-8, 0.1, true, false))
        ),
        ["AdamW"] = (p => new AdamW(p), Optimising.AdamW<CoreTensor[]>(Core.AdamWModule.defaults)),
        ["NAdam"] = (p => new NAdam(p), Optimising.NAdam<CoreTensor[]>(Core.NAdamModule.defaults)),
        ["RAdam"] = (p => new RAdam(p), Optimising.RAdam<CoreTensor[]>(Core.RAdamModule.defaults)),
        ["Adamax"] = (p => new Adamax(p), Optimising.Adamax<CoreTensor[]>(Core.AdamaxModule.defaults)),
        ["Adagrad"] = (
            p => new Adagrad(p, lrDecay: 0.1, initialAccumulatorValue: 0.2),
            Optimising.Adagrad<CoreTensor[]>(new(0.01, 0.1, 0, 0.2, 1e-10, false))
        ),
        ["Adadelta"] = (p => new Adadelta(p), Optimising.Adadelta<CoreTensor[]>(Core.AdadeltaModule.defaults)),
        ["RMSprop"] = (
            p => new RMSprop(p, momentum: 0.9, centered: true),
            Optimising.RmsProp<CoreTensor[]>(new(0.01, 0.99, 1e-8, 0, 0.9, true, false))
        ),
        ["Rprop"] = (p => new Rprop(p), Optimising.Rprop<CoreTensor[]>(Core.RpropModule.defaults)),
        ["Lion"] = (p => new Lion(p), Optimising.Lion<CoreTensor[]>(Core.LionModule.defaults)),
    };

    public static TheoryData<string> Names => [.. pairs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_computes_the_bits_of_functional_training(string name)
    {
        var (make, functional) = pairs[name];
        var model = Practice.Model();
        var before = Practice.Numbers(model);

        Practice.Train(model, make(model.Parameters()), Steps);

        Assert.NotEqual(before, Practice.Numbers(model));
        Assert.Equal(Functionally(functional, null), Practice.Numbers(model));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Training_with_a_schedule_computes_the_bits_of_functional_training(string name)
    {
        var (make, functional) = pairs[name];
        var model = Practice.Model();
        var optimizer = make(model.Parameters());
        var scheduler = new CosineAnnealingLR(optimizer, tMax: 10, etaMin: 1e-4);

        Practice.Train(model, optimizer, Steps, scheduler.Step);

        Assert.Equal(Functionally(functional, Scheduling.CosineAnnealing(10, 1e-4)), Practice.Numbers(model));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("strong_wolfe")]
    public void LBFGS_computes_the_bits_of_the_functional_one(string? lineSearch)
    {
        var model = Practice.Model();
        var optimizer = new LBFGS(model.Parameters(), lr: 0.5, maxIter: 4, lineSearch: lineSearch);
        for (var i = 0; i < 3; i++)
            optimizer.Step(Practice.Closure(model, optimizer));

        var settings = Optimising.LbfgsOf(0.5, 4, null, 1e-5, 1e-9, 100, lineSearch is not null);
        var parameters = First();
        var state = Optimising.LbfgsInit(settings, parameters);
        for (var i = 0; i < 3; i++)
            (parameters, state, _) = Core.LbfgsModule.step(
                settings,
                FSharpFunc<CoreTensor[], CoreTensor>.FromConverter(Loss),
                state,
                parameters
            );

        Assert.Equal(Numbers(parameters), Practice.Numbers(model));
    }

    private static float[] Functionally(Core.Optimiser<CoreTensor[]> optimiser, Core.Schedule? schedule)
    {
        var parameters = First();
        var state = optimiser.Init.Invoke(parameters);
        var rates = state.Hyper.TryGetValue("LearningRate", out var rate);
        for (var i = 0; i < Steps; i++)
        {
            var now = state;
            if (schedule is not null && rates)
                now = Core.OptState.withHyper("LearningRate", Scheduling.At(schedule, i, rate), state);
            var gradient = Transforming.Grad(Loss, parameters);
            (parameters, state) = FSharpFunc<CoreTensor[], Core.OptState<CoreTensor[]>>.InvokeFast(
                optimiser.Update,
                gradient,
                now,
                parameters
            );
        }
        return Numbers(parameters);
    }

    private static CoreTensor[] First() => [.. Practice.Model().Parameters().Select(parameter => parameter.Primal)];

    private static CoreTensor Loss(CoreTensor[] p)
    {
        var hidden = CoreTensor.Tanh(Core.LinearModule.apply(new(p[0], new(p[1])), Practice.Inputs.Primal));
        var output = Core.LinearModule.apply(new(p[2], new(p[3])), hidden);
        return Losing.MeanSquaredError(Core.Reduction.Mean, Practice.Targets.Primal, output);
    }

    private static float[] Numbers(CoreTensor[] parameters) =>
        [.. parameters.SelectMany(parameter => Tensor.Wrap(parameter).Flatten().ToArray<float>())];
}
