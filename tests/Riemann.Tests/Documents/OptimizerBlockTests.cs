using Xunit;

namespace Riemann.Tests.Documents;

/// <summary>Document 001, the optimisers: each trains a linear layer until the loss is a part of what it was.</summary>
public class OptimizerBlockTests
{
    private readonly Tensor inputs;
    private readonly Tensor targets;
    private readonly Linear model;
    private readonly MSELoss lossFunction = new();

    public OptimizerBlockTests()
    {
        Random.ManualSeed(1);
        inputs = Tensor.Randn(64, 10);
        targets = inputs.Sum(1, keepAxis: true);
        model = new(10, 1);
    }

    private double Loss() => lossFunction.Call(model.Call(inputs), targets).Item();

    /// <summary>The document's loop; the loss falls below a part of what it was.</summary>
    private void Train(Optimizer optimizer, int epochs, double part)
    {
        var before = Loss();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            optimizer.ZeroGrad();
            var outputs = model.Call(inputs);
            var loss = lossFunction.Call(outputs, targets);
            loss.Backward();
            optimizer.Step();
        }
        Assert.InRange(Loss(), 0, part * before);
    }

    private Func<Tensor> Closure(Optimizer optimizer) =>
        () =>
        {
            optimizer.ZeroGrad();
            var outputs = model.Call(inputs);
            var loss = lossFunction.Call(outputs, targets);
            loss.Backward();
            return loss;
        };

    [Fact, Block("001", 1, "the steps of training")]
    public void A_training_loop() => Train(new SGD(model.Parameters(), lr: 0.01), epochs: 300, part: 0.1);

    [Fact, Block("001", 2, "GD")]
    public void Gradient_descent() => Train(new GD(model.Parameters(), lr: 0.01), epochs: 300, part: 0.1);

    [Fact, Block("001", 3, "GD with weight decay")]
    public void Gradient_descent_with_weight_decay() =>
        Train(new GD(model.Parameters(), lr: 0.01, weightDecay: 1e-4), epochs: 300, part: 0.1);

    [Fact, Block("001", 4, "SGD")]
    public void Stochastic_gradient_descent() => Train(new SGD(model.Parameters(), lr: 0.01), epochs: 300, part: 0.1);

    [Fact, Block("001", 5, "SGD with momentum")]
    public void Momentum() => Train(new SGD(model.Parameters(), lr: 0.01, momentum: 0.9), epochs: 100, part: 0.01);

    [Fact, Block("001", 6, "SGD with Nesterov momentum")]
    public void Nesterov_momentum() =>
        Train(new SGD(model.Parameters(), lr: 0.01, momentum: 0.9, nesterov: true), epochs: 100, part: 0.01);

    [Fact, Block("001", 7, "SGD with a closure")]
    public void A_closure()
    {
        var optimizer = new SGD(model.Parameters(), lr: 0.01);
        var closure = Closure(optimizer);
        var expected = Loss();
        List<double> losses = [];

        for (var epoch = 0; epoch < 300; epoch++)
            losses.Add(optimizer.Step(closure).Item());

        Assert.Equal(expected, losses[0]);
        Assert.InRange(losses[^1], 0, 0.1 * losses[0]);
    }

    [Fact, Block("001", 8, "Adam")]
    public void Adam_by_itself() => Train(new Adam(model.Parameters(), lr: 0.001), epochs: 500, part: 0.6);

    [Fact, Block("001", 9, "Adam with weight decay")]
    public void Adam_with_weight_decay() =>
        Train(new Adam(model.Parameters(), lr: 0.001, weightDecay: 1e-4), epochs: 500, part: 0.6);

    [Fact, Block("001", 10, "Adagrad")]
    public void Adagrad_by_itself() => Train(new Adagrad(model.Parameters(), lr: 0.01), epochs: 500, part: 0.8);

    [Fact, Block("001", 11, "LBFGS")]
    public void Limited_memory_BFGS()
    {
        var optimizer = new LBFGS(model.Parameters(), lr: 1.0);
        var closure = Closure(optimizer);
        var first = optimizer.Step(closure).Item();

        for (var epoch = 0; epoch < 3; epoch++)
            optimizer.Step(closure);

        Assert.InRange(Loss(), 0, 1e-6 * first);
    }

    [Fact, Block("001", 12, "LBFGS with settings")]
    public void Limited_memory_BFGS_with_settings()
    {
        var optimizer = new LBFGS(
            model.Parameters(),
            lr: 1.0,
            maxIter: 50,
            maxEval: null,
            toleranceGrad: 1e-6,
            toleranceChange: 1e-9,
            historySize: 100,
            lineSearch: null
        );

        var first = optimizer.Step(Closure(optimizer)).Item();

        Assert.InRange(Loss(), 0, 1e-6 * first);
    }

    [Fact, Block("001", 13, "AdamW")]
    public void AdamW_by_itself() =>
        Train(new AdamW(model.Parameters(), lr: 0.001, weightDecay: 0.01), epochs: 500, part: 0.6);

    [Fact, Block("001", 14, "AdamW with betas")]
    public void AdamW_with_betas() =>
        Train(new AdamW(model.Parameters(), lr: 0.001, betas: (0.9, 0.999), weightDecay: 0.01), epochs: 500, part: 0.6);

    [Fact, Block("001", 15, "RMSprop")]
    public void RMSprop_by_itself() =>
        Train(new RMSprop(model.Parameters(), lr: 0.001, alpha: 0.99), epochs: 500, part: 0.6);

    [Fact, Block("001", 16, "RMSprop with momentum")]
    public void RMSprop_with_momentum() =>
        Train(new RMSprop(model.Parameters(), lr: 0.001, alpha: 0.99, momentum: 0.9), epochs: 500, part: 0.1);

    [Fact, Block("001", 17, "RMSprop, centred")]
    public void RMSprop_centred() =>
        Train(new RMSprop(model.Parameters(), lr: 0.001, alpha: 0.99, centered: true), epochs: 500, part: 0.6);

    [Fact, Block("001", 18, "zero gradients")]
    public void ZeroGrad_clears_the_gradients()
    {
        var optimizer = new SGD(model.Parameters(), lr: 0.01);
        lossFunction.Call(model.Call(inputs), targets).Backward();
        Assert.NotNull(model.Weight.Grad);

        optimizer.ZeroGrad();

        Assert.Null(model.Weight.Grad);
    }

    [Fact, Block("001", 19, "a step")]
    public void Step_changes_the_parameters()
    {
        var optimizer = new SGD(model.Parameters(), lr: 0.01);
        var before = model.Bias!.Item();
        lossFunction.Call(model.Call(inputs), targets).Backward();

        optimizer.Step();

        Assert.Equal((float)before - 0.01f * (float)model.Bias!.Grad!.Item(), (float)model.Bias!.Item());
    }

    [Fact, Block("001", 20, "state dictionary")]
    public void A_state_is_saved_and_loaded()
    {
        var optimizer = new SGD(model.Parameters(), lr: 0.01);
        var state = optimizer.StateDict();
        optimizer.ParamGroups[0].Lr = 1;

        optimizer.LoadStateDict(state);

        Assert.Equal(0.01, optimizer.ParamGroups[0].Lr);
    }

    [Fact, Block("004", 22, "optimisers and their settings")]
    public void Every_optimiser_of_the_reference_trains()
    {
        var parameters = model.Parameters();
        Train(
            new Adam(parameters, lr: 0.001, betas: (0.9, 0.999), eps: 1e-8, weightDecay: 0, amsgrad: false),
            200,
            0.9
        );
        Train(
            new Adagrad(parameters, lr: 0.01, lrDecay: 0, weightDecay: 0, initialAccumulatorValue: 0, eps: 1e-10),
            200,
            0.9
        );
        Train(new Adadelta(parameters, lr: 1.0, rho: 0.9, eps: 1e-6, weightDecay: 0), 200, 0.9);
        Train(
            new RMSprop(parameters, lr: 0.01, alpha: 0.99, weightDecay: 0, momentum: 0, eps: 1e-8, centered: false),
            200,
            0.9
        );
        using (new NoGrad())
            model.Weight.ZeroInPlace();
        Train(new Rprop(parameters, lr: 0.01, etas: (0.5, 1.2), stepSizes: (1e-6, 50)), 100, 0.1);
        using (new NoGrad())
            model.Weight.ZeroInPlace();
        Train(new SGD(parameters, lr: 0.01, momentum: 0, dampening: 0, weightDecay: 0, nesterov: false), 200, 0.9);
    }
}
