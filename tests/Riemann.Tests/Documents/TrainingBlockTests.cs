using Riemann.Tests.Optimisers;
using Xunit;

namespace Riemann.Tests.Documents;

/// <summary>Document 001, groups of parameters, clipping, custom optimisers and schedulers.</summary>
public class TrainingBlockTests
{
    private sealed class PretrainedModel : Module
    {
        public Sequential Features { get; } =
            new(new Conv2d(3, 64, kernelSize: 3, padding: 1), new ReLU(), new AdaptiveAvgPool2d((1, 1)));

        public Linear Classifier { get; } = new(64, 10);

        public override Tensor Forward(Tensor input)
        {
            var x = Features.Call(input);
            return Classifier.Call(x.View(x.Size(0), -1));
        }
    }

    public TrainingBlockTests() => Random.ManualSeed(1);

    /// <summary>The document's loop: the first loss and the last.</summary>
    private static (double First, double Last) Train(
        Module model,
        Optimizer optimizer,
        Module lossFunction,
        Tensor inputs,
        Tensor targets,
        int epochs,
        Action? beforeStep = null
    )
    {
        var losses = new List<double>();
        for (var epoch = 0; epoch < epochs; epoch++)
        {
            optimizer.ZeroGrad();
            var loss = lossFunction.Call(model.Call(inputs), targets);
            loss.Backward();
            beforeStep?.Invoke();
            optimizer.Step();
            losses.Add(loss.Item());
        }
        return (losses[0], losses[^1]);
    }

    private static void Falls((double First, double Last) losses) =>
        Assert.InRange(losses.Last, 0, 0.95 * losses.First);

    private static double NormOf(Module model) =>
        Math.Sqrt(model.Parameters().Sum(parameter => parameter.Grad!.Pow(2).Sum().Item()));

    [Fact, Block("001", 21, "groups with rates of their own")]
    public void Layers_have_learning_rates_of_their_own()
    {
        var model = new Sequential(new Linear(10, 50), new ReLU(), new Linear(50, 1));
        var optimizer = new SGD(
            [
                new ParameterGroup(model[0].Parameters()) { Lr = 0.01 },
                new ParameterGroup(model[2].Parameters()) { Lr = 0.001 },
            ],
            momentum: 0.9
        );

        Assert.Equal([0.01, 0.001], optimizer.ParamGroups.Select(group => group.Lr));
        Assert.Equal([0.9, 0.9], optimizer.ParamGroups.Select(group => group.Momentum));
        Falls(Train(model, optimizer, new MSELoss(), Tensor.Randn(32, 10), Tensor.Randn(32, 1), 50));
    }

    [Fact, Block("001", 22, "weights and biases")]
    public void Weights_and_biases_have_settings_of_their_own()
    {
        var model = new Linear(10, 1);
        var weights = model.NamedParameters().Where(entry => entry.Name.Contains("weight"));
        var biases = model.NamedParameters().Where(entry => entry.Name.Contains("bias"));

        var optimizer = new SGD([
            new ParameterGroup(weights.Select(entry => entry.Parameter)) { Lr = 0.01, WeightDecay = 1e-4 },
            new ParameterGroup(biases.Select(entry => entry.Parameter)) { Lr = 0.02, WeightDecay = 0 },
        ]);

        Assert.Same(model.Bias, Assert.Single(optimizer.ParamGroups[1].Parameters));
        Assert.Equal((0.02, 0), (optimizer.ParamGroups[1].Lr, optimizer.ParamGroups[1].WeightDecay));
    }

    [Fact, Block("001", 23, "groups of a pre-trained model"), Block("001", 29, "rates of a pre-trained model")]
    public void A_pretrained_part_learns_slower()
    {
        var model = new PretrainedModel();
        var optimizer = new SGD(
            [
                new ParameterGroup(model.Features.Parameters()) { Lr = 0.001 },
                new ParameterGroup(model.Classifier.Parameters()) { Lr = 0.01 },
            ],
            momentum: 0.9
        );
        var (images, labels) = (Tensor.Randn(8, 3, 6, 6), Tensor.RandInt(10, [8]));

        Assert.Equal((2, 2), (optimizer.ParamGroups[0].Parameters.Count, optimizer.ParamGroups[1].Parameters.Count));
        Falls(Train(model, optimizer, new CrossEntropyLoss(), images, labels, 60));
    }

    [Fact, Block("001", 24, "clipping by norm"), Block("001", 25, "training with clipping by norm")]
    public void Gradients_are_clipped_by_their_norm()
    {
        var model = new Sequential(new Linear(100, 50), new ReLU(), new Linear(50, 10));
        var optimizer = new SGD(model.Parameters(), lr: 0.1);
        var (data, target) = (Tensor.Randn(16, 100) * 10, Tensor.RandInt(10, [16]));
        var norms = new List<double>();

        var losses = Train(
            model,
            optimizer,
            new CrossEntropyLoss(),
            data,
            target,
            20,
            () =>
            {
                Utils.ClipGradNorm(model.Parameters(), maxNorm: 1.0);
                norms.Add(NormOf(model));
            }
        );

        Assert.All(norms, norm => Assert.InRange(norm, 0, 1 + 1e-5));
        Assert.Equal(1, norms[0], 1e-4);
        Falls(losses);
    }

    [Fact, Block("001", 26, "clipping by value"), Block("001", 27, "training with clipping by value")]
    public void Gradients_are_clipped_by_value()
    {
        var model = new Sequential(new Linear(100, 50), new ReLU(), new Linear(50, 10));
        var optimizer = new Adam(model.Parameters(), lr: 0.001);
        var (data, target) = (Tensor.Randn(16, 100) * 10, Tensor.RandInt(10, [16]));
        var largest = 0.0;

        var losses = Train(
            model,
            optimizer,
            new CrossEntropyLoss(),
            data,
            target,
            20,
            () =>
            {
                Utils.ClipGradValue(model.Parameters(), clipValue: 0.5);
                largest = Math.Max(largest, model.Parameters().Max(parameter => parameter.Grad!.Abs().Max().Item()));
            }
        );

        Assert.Equal(0.5, largest);
        Falls(losses);
    }

    [Fact, Block("001", 28, "a network with Adam")]
    public void A_network_is_trained_with_Adam()
    {
        var model = new Sequential(
            new Linear(784, 128),
            new ReLU(),
            new Linear(128, 64),
            new ReLU(),
            new Linear(64, 10)
        );
        var optimizer = new Adam(model.Parameters(), lr: 0.001, weightDecay: 1e-4);
        var lossFunction = new CrossEntropyLoss();
        var batches = Enumerable.Range(0, 3).Select(_ => (Tensor.Randn(16, 784), Tensor.RandInt(10, [16]))).ToList();
        var means = new List<double>();

        for (var epoch = 0; epoch < 10; epoch++)
        {
            var totalLoss = 0.0;
            foreach (var (data, target) in batches)
            {
                optimizer.ZeroGrad();
                var loss = lossFunction.Call(model.Call(data), target);
                loss.Backward();
                Utils.ClipGradNorm(model.Parameters(), maxNorm: 1.0);
                optimizer.Step();
                totalLoss += loss.Item();
            }
            means.Add(totalLoss / batches.Count);
        }

        Assert.InRange(means[^1], 0, 0.2 * means[0]);
    }

    [Fact, Block("001", 30, "a custom optimizer")]
    public void An_optimiser_of_ones_own_does_what_SGD_does()
    {
        var (inputs, targets) = (Tensor.Randn(32, 10), Tensor.Randn(32, 1));
        var model = new Linear(10, 1);
        var same = new Linear(10, 1);
        same.LoadStateDict(model.StateDict());

        var losses = Train(
            model,
            new CustomSGD(model.Parameters(), lr: 0.01, momentum: 0.9),
            new MSELoss(),
            inputs,
            targets,
            20
        );
        var expected = Train(
            same,
            new SGD(same.Parameters(), lr: 0.01, momentum: 0.9),
            new MSELoss(),
            inputs,
            targets,
            20
        );

        Assert.Equal(expected.Last, losses.Last, 1e-5);
        Falls(losses);
    }

    [Fact, Block("001", 31, "schedulers")]
    public void Schedulers_change_the_learning_rate()
    {
        // What the document's loop prints for epochs 10, 20, .. 100.
        Assert.Equal(
            [0.1, 0.1, 0.01, 0.01, 0.01, 0.001, 0.001, 0.001, 0.0001, 0.0001],
            Rates(optimizer => new StepLR(optimizer, stepSize: 30, gamma: 0.1))
        );
        Assert.Equal(
            [0.1, 0.1, 0.01, 0.01, 0.01, 0.001, 0.001, 0.001, 0.0001, 0.0001],
            Rates(optimizer => new MultiStepLR(optimizer, milestones: [30, 60, 90], gamma: 0.1))
        );
        Assert.Equal(0.036603, Rates(optimizer => new ExponentialLR(optimizer, gamma: 0.99))[^1]);
        Assert.Equal(0.001, Rates(optimizer => new CosineAnnealingLR(optimizer, tMax: 50, etaMin: 0.001))[4]);
        Assert.InRange(
            Rates(optimizer => new ReduceLROnPlateau(optimizer, mode: "min", factor: 0.1, patience: 10))[^1],
            0,
            0.1
        );
    }

    private static double[] Rates(Func<Optimizer, LRScheduler> make)
    {
        var model = new Sequential(new Linear(10, 50), new ReLU(), new Linear(50, 1));
        var optimizer = new SGD(model.Parameters(), lr: 0.1, momentum: 0.9);
        var scheduler = make(optimizer);
        var lossFunction = new MSELoss();
        var (inputs, targets) = (Tensor.Randn(100, 10), Tensor.Randn(100, 1));
        var rates = new List<double>();
        for (var epoch = 0; epoch < 100; epoch++)
        {
            var loss = lossFunction.Call(model.Call(inputs), targets);
            optimizer.ZeroGrad();
            loss.Backward();
            optimizer.Step();
            scheduler.Step(loss.Item());
            if ((epoch + 1) % 10 == 0)
                rates.Add(Math.Round(scheduler.GetLr()[0], 6));
        }
        return [.. rates];
    }
}
