using Xunit;

namespace Riemann.Tests.Schedulers;

public class SchedulerTests
{
    private static SGD Optimizer(double lr = 1, double momentum = 0) =>
        new([Tensor.From(1.0, requiresGrad: true)], lr, momentum);

    /// <summary>The learning rates of epochs 0, 1, 2 and so on.</summary>
    private static double[] Rates(int count, Func<Optimizer, LRScheduler> make, double lr = 1)
    {
        var optimizer = Optimizer(lr);
        var scheduler = make(optimizer);
        var rates = new double[count];
        for (var i = 0; i < count; i++)
        {
            rates[i] = Math.Round(optimizer.ParamGroups[0].Lr, 6);
            Assert.Equal(i, scheduler.LastEpoch);
            Assert.Equal(optimizer.ParamGroups[0].Lr, scheduler.GetLastLr()[0]);
            Assert.Equal(scheduler.GetLastLr(), scheduler.GetLr());
            scheduler.Step();
        }
        return rates;
    }

    [Fact]
    public void Rates_follow_their_schedules()
    {
        Assert.Equal([1, 1, 0.1, 0.1, 0.01], Rates(5, o => new StepLR(o, 2)));
        Assert.Equal([1, 0.5, 0.5, 0.25], Rates(4, o => new MultiStepLR(o, [3, 1], gamma: 0.5)));
        Assert.Equal([1, 0.5, 0.25], Rates(3, o => new ExponentialLR(o, 0.5)));
        Assert.Equal([1, 0.55, 0.1, 0.55], Rates(4, o => new CosineAnnealingLR(o, 2, etaMin: 0.1)));
        Assert.Equal([1, 0.5, 1, 0.853553], Rates(4, o => new CosineAnnealingWarmRestarts(o, 2, tMult: 2)));
        Assert.Equal([0.5, 0.5, 1], Rates(3, o => new ConstantLR(o, 0.5, 2)));
        Assert.Equal([0.5, 0.75, 1, 1], Rates(4, o => new LinearLR(o, 0.5, totalIters: 2)));
        Assert.Equal([1, 0.25, 0], Rates(3, o => new PolynomialLR(o, 2, power: 2)));
        Assert.Equal([2, 1, 2 / 3.0], Rates(3, o => new LambdaLR(o, epoch => 1.0 / (1 + epoch)), lr: 2).Select(Near));
        Assert.Equal([1, 0.5, 0.125], Rates(3, o => new MultiplicativeLR(o, epoch => Math.Pow(0.5, epoch))));

        static double Near(double rate) => Math.Abs(rate - 2 / 3.0) < 1e-5 ? 2 / 3.0 : rate;
    }

    [Fact]
    public void Schedules_are_combined()
    {
        Assert.Equal(
            [0.5, 0.25, 0.25, 0.125],
            Rates(4, o => new ChainedScheduler(new ConstantLR(o, 0.5, 2), new ExponentialLR(o, 0.5)))
        );
        Assert.Equal(
            [0.5, 0.75, 1, 0.5, 0.25],
            Rates(5, o => new SequentialLR(o, [new LinearLR(o, 0.5, 1, 2), new ExponentialLR(o, 0.5)], [2]))
        );
        Assert.Equal([0.25, 0.5, 0.75, 1, 0.5], Rates(5, o => new WarmUpLR(3, new ExponentialLR(o, 0.5))));
    }

    [Fact]
    public void One_cycle_moves_the_momentum_against_the_rate()
    {
        var optimizer = Optimizer(lr: 0.5, momentum: 0.9);
        var scheduler = new OneCycleLR(optimizer, maxLr: 1, totalSteps: 10, pctStart: 0.5, annealStrategy: "linear");
        var group = optimizer.ParamGroups[0];
        Assert.Equal((0.04, 0.95), (group.Lr, group.Momentum));

        for (var i = 0; i < 4; i++)
            scheduler.Step();
        Assert.Equal((1, 0.85), (group.Lr, Math.Round(group.Momentum, 12)));

        for (var i = 0; i < 5; i++)
            scheduler.Step();
        Assert.Equal((4e-6, 0.95), (Math.Round(group.Lr, 12), Math.Round(group.Momentum, 12)));

        var adam = new Adam([Tensor.From(1.0, requiresGrad: true)]);
        _ = new OneCycleLR(adam, 1, 10);
        Assert.Equal((0.95, 0.999), adam.ParamGroups[0].Betas);
    }

    [Fact]
    public void Every_group_starts_from_its_own_rate()
    {
        var groups = new[]
        {
            new ParameterGroup([Tensor.From(1.0, requiresGrad: true)]) { Lr = 1 },
            new ParameterGroup([Tensor.From(1.0, requiresGrad: true)]) { Lr = 8 },
        };
        var optimizer = new SGD(groups);

        var scheduler = new LambdaLR(optimizer, [epoch => Math.Pow(0.5, epoch), epoch => 1]);
        scheduler.Step();
        scheduler.Step();

        Assert.Equal([1, 8], scheduler.BaseLrs);
        Assert.Equal([0.25, 8], scheduler.GetLastLr());
        Assert.Equal([0.25, 8], groups.Select(group => group.Lr));
    }

    [Fact]
    public void A_group_that_is_added_is_scheduled_too()
    {
        var optimizer = Optimizer();
        var scheduler = new ExponentialLR(optimizer, 0.5);
        scheduler.Step();

        optimizer.AddParamGroup(new([Tensor.From(1.0, requiresGrad: true)]) { Lr = 8 });
        scheduler.Step();
        Assert.Equal([0.25, 2], scheduler.GetLastLr());

        var separate = new LambdaLR(optimizer, [_ => 1, _ => 1]);
        optimizer.AddParamGroup(new([Tensor.From(1.0, requiresGrad: true)]));
        Assert.Equal(
            "LambdaLR: group 2 was added to the optimiser after the scheduler was made\n"
                + "  hint  make the scheduler again, with lastEpoch",
            Wrong.Message(separate.Step)
        );
    }

    [Fact]
    public void A_plateau_lowers_the_rate()
    {
        var optimizer = Optimizer();
        var scheduler = new ReduceLROnPlateau(optimizer, factor: 0.5, patience: 1, minLr: 0.2);
        List<double> rates = [];
        foreach (var loss in new[] { 3.0, 2, 2, 2, 1, double.NaN, 1, 1, 1, 1, 1 })
        {
            scheduler.Step(loss);
            rates.Add(optimizer.ParamGroups[0].Lr);
        }

        Assert.Equal([1, 1, 1, 0.5, 0.5, 0.5, 0.25, 0.25, 0.2, 0.2, 0.2], rates);
        Assert.Equal((1, 11), (scheduler.Best, scheduler.LastEpoch));
    }

    [Fact]
    public void A_higher_metric_can_be_the_better_one()
    {
        var optimizer = Optimizer();
        var scheduler = new ReduceLROnPlateau(optimizer, "max", 0.5, 0, 0.1, "abs", cooldown: 1);
        List<double> rates = [];
        foreach (var accuracy in new[] { 0.5, 0.65, 0.7, 0.7, 0.7 })
        {
            scheduler.Step(accuracy);
            rates.Add(optimizer.ParamGroups[0].Lr);
        }
        Assert.Equal([1, 1, 0.5, 0.5, 0.25], rates);
    }

    [Fact]
    public void Schedulers_go_on_from_their_states()
    {
        static void Check(Func<Optimizer, LRScheduler> make)
        {
            var metrics = new[] { 1.0, 1, 1, 1, 1, 1 };
            var optimizer = Optimizer();
            var scheduler = make(optimizer);
            foreach (var metric in metrics)
                scheduler.Step(metric);
            var (optimizerState, state) = (optimizer.StateDict(), scheduler.StateDict());

            var other = Optimizer(lr: 0.3);
            var resumed = make(other);
            other.LoadStateDict(optimizerState);
            resumed.LoadStateDict(state);
            foreach (var metric in metrics)
            {
                scheduler.Step(metric);
                resumed.Step(metric);
                Assert.Equal(optimizer.ParamGroups[0].Lr, other.ParamGroups[0].Lr);
            }
            Assert.Equal(12, resumed.LastEpoch);
        }

        Check(o => new StepLR(o, 4));
        Check(o => new OneCycleLR(o, 1, 20));
        Check(o => new ReduceLROnPlateau(o, patience: 3, cooldown: 1));
    }

    [Fact]
    public void A_scheduler_can_begin_late()
    {
        var optimizer = Optimizer(lr: 0.25);
        optimizer.ParamGroups[0].InitialLr = 1;

        var scheduler = new ExponentialLR(optimizer, 0.5, lastEpoch: 2);

        Assert.Equal(3, scheduler.LastEpoch);
        Assert.Equal(0.125, optimizer.ParamGroups[0].Lr);
    }

    [Fact]
    public void Wrong_use_is_refused()
    {
        var optimizer = Optimizer();

        Assert.Equal(
            "Schedule.step: size is 0\n  hint  size is 1 or more",
            Wrong.Message(() => new StepLR(optimizer, 0))
        );
        Assert.Equal(
            "ReduceLROnPlateau: a step without a metric\n  hint  Step(loss), the loss or accuracy of the epoch",
            Wrong.Message(new ReduceLROnPlateau(optimizer).Step)
        );
        Assert.Equal(
            "ReduceLROnPlateau: mode is \"lower\"\n  hint  \"min\" or \"max\"",
            Wrong.Message(() => new ReduceLROnPlateau(optimizer, "lower"))
        );
        Assert.Equal(
            "ExponentialLR: group 0 has no InitialLr to go on from after step 3\n"
                + "  hint  set InitialLr of each group, or load the optimiser's state before",
            Wrong.Message(() => new ExponentialLR(Optimizer(), 0.5, lastEpoch: 3))
        );
        Assert.Equal(
            "LambdaLR: 2 functions for 1 groups\n  hint  one for all groups, or one for each",
            Wrong.Message(() => new LambdaLR(optimizer, [_ => 1, _ => 1]))
        );
        Assert.Equal(
            "ChainedScheduler: scheduler 1 belongs to another optimiser\n  hint  all schedulers of one optimiser",
            Wrong.Message(() => new ChainedScheduler(new StepLR(optimizer, 1), new StepLR(Optimizer(), 1)))
        );
        Assert.Equal(
            "SequentialLR: 2 milestones for 1 schedulers\n  hint  one for each scheduler but the first",
            Wrong.Message(() => new SequentialLR(optimizer, [new StepLR(optimizer, 1)], [1, 2]))
        );
        Assert.Equal(
            "OneCycleLR: there is no annealing \"sine\"\n  hint  \"cos\" or \"linear\"",
            Wrong.Message(() => new OneCycleLR(optimizer, 1, 10, annealStrategy: "sine"))
        );
    }

    [Fact]
    public void The_state_of_a_scheduler_of_another_optimiser_is_refused()
    {
        var two = new SGD([
            new ParameterGroup([Tensor.From(1.0, requiresGrad: true)]),
            new ParameterGroup([Tensor.From(1.0, requiresGrad: true)]),
        ]);
        var scheduler = new StepLR(Optimizer(), 1);

        Assert.Equal(
            "LoadStateDict: the state does not fit this StepLR: "
                + "base_lrs has 2 numbers, not 1; _last_lr has 2 numbers, not 1\n"
                + "  hint  load the state of a scheduler of the same kind, for an optimiser with as many groups",
            Wrong.Message(() => scheduler.LoadStateDict(new StepLR(two, 1).StateDict()))
        );
        Assert.StartsWith(
            "LoadStateDict: the state does not fit this ReduceLROnPlateau: "
                + "it lacks best; it lacks num_bad_epochs; it lacks cooldown_counter; it lacks num_reductions\n",
            Wrong.Message(() => new ReduceLROnPlateau(Optimizer()).LoadStateDict(scheduler.StateDict()))
        );
    }
}
