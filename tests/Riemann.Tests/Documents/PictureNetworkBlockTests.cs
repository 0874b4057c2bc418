using Riemann.Vision;
using Xunit;

namespace Riemann.Tests.Documents;

public class PictureNetworkBlockTests
{
    private sealed class PictureNet(Sequential features, Sequential classifier) : Module
    {
        public Sequential Features { get; } = features;

        public Sequential Classifier { get; } = classifier;

        public CrossEntropyLoss LossFunction { get; } = new();

        public override Tensor Forward(Tensor input) => Classifier.Call(Features.Call(input));

        public double TrainStep(Optimizer optimizer, Tensor inputs, Tensor targets)
        {
            var loss = LossFunction.Call(Call(inputs), targets);
            optimizer.ZeroGrad();
            loss.Backward();
            optimizer.Step();
            return loss.Item();
        }

        public double Accuracy(DataLoader loader)
        {
            using (new NoGrad())
                return loader.Sum(batch => Call(batch.Item1).ArgMax(1).Eq(batch.Item2).Sum().Item())
                    / loader.Dataset.Count;
        }
    }

    private static PictureNet MnistNet() =>
        new(
            new(
                new Conv2d(1, 32, kernelSize: 3, padding: 1),
                new ReLU(),
                new MaxPool2d(kernelSize: 2, stride: 2),
                new Conv2d(32, 64, kernelSize: 3, padding: 1),
                new ReLU(),
                new MaxPool2d(kernelSize: 2, stride: 2)
            ),
            new(new Flatten(), new Linear(64 * 7 * 7, 128), new ReLU(), new Dropout(0.5), new Linear(128, 10))
        );

    private static Module[] Convolved(int channels, int filters) =>
        [
            new Conv2d(channels, filters, kernelSize: 3, padding: 1),
            new BatchNorm2d(filters),
            new ReLU(),
            new MaxPool2d(kernelSize: 2, stride: 2),
            new Dropout(0.25),
        ];

    private static PictureNet Cifar10Net() =>
        new(
            new([.. Convolved(3, 32), .. Convolved(32, 64), .. Convolved(64, 128)]),
            new(
                new Flatten(),
                new Linear(128 * 4 * 4, 256),
                new BatchNorm1d(256),
                new ReLU(),
                new Dropout(0.5),
                new Linear(256, 10)
            )
        );

    /// <summary>The losses of some epochs.</summary>
    private static double[] Train(PictureNet model, DataLoader loader, int epochs, double weightDecay = 0)
    {
        var optimizer = new Adam(model.Parameters(), lr: 0.001, weightDecay: weightDecay);
        model.Train();
        return
        [
            .. Enumerable
                .Range(0, epochs)
                .Select(_ => loader.Average(batch => model.TrainStep(optimizer, batch.Item1, batch.Item2))),
        ];
    }

    [Fact, Block("000", 58, "the MNIST CNN example")]
    public void A_network_of_convolutions_reads_digits()
    {
        Random.ManualSeed(1);
        var transform = new Compose(new ToTensor(), new Normalize(0.1307, 0.3081));
        var loader = new DataLoader(new DrawnDigits(600, 1, transform), batchSize: 50, shuffle: true, seed: 1);
        var model = MnistNet();
        Assert.Equal([2, 64, 7, 7], model.Features.Call(Tensor.Rand(2, 1, 28, 28)).Shape);

        var losses = Train(model, loader, epochs: 2);
        model.Eval();

        Assert.True(losses[1] < 0.7 * losses[0]);
        Assert.InRange(model.Accuracy(new DataLoader(new DrawnDigits(200, 2, transform), batchSize: 100)), 0.7, 1);
    }

    [Fact, Block("000", 59, "the CIFAR-10 CNN example")]
    public void A_network_of_convolutions_reads_colour_pictures()
    {
        Random.ManualSeed(1);
        var colour = new Lambda(picture => picture * Tensor.Rand(3, 1, 1));
        var transform = new Compose(
            new Pad(2),
            new ToTensor(),
            colour,
            new Normalize([0.5, 0.5, 0.5], [0.5, 0.5, 0.5])
        );
        var loader = new DataLoader(new DrawnDigits(256, 1, transform), batchSize: 64, shuffle: true, seed: 1);
        var model = Cifar10Net();
        Assert.Equal([2, 128, 4, 4], model.Features.Call(Tensor.Rand(2, 3, 32, 32)).Shape);

        var losses = Train(model, loader, epochs: 3, weightDecay: 1e-4);
        model.Eval();

        Assert.True(losses[2] < losses[0]);
        Assert.Equal([64, 10], model.Call(loader.First().Item1).Shape);
        Assert.Equal("truck", CIFAR10.Classes[9]);
    }

    [Fact, Block("000", 74, "KAN: a complete training")]
    public void A_Kolmogorov_Arnold_network_is_trained_with_grid_updates()
    {
        Random.ManualSeed(1);
        var digits = new DrawnDigits(200, 1, new Compose(new ToTensor(), new Normalize(0.5, 0.5)));
        var loader = new DataLoader(digits, batchSize: 50, shuffle: true, seed: 1);
        var model = new KAN([784, 8, 10], gridSize: 5, splineOrder: 3);
        var grid = ((KANLinear)model.Layers[0]).Grid.Clone();
        var optimizer = new Adam(model.Parameters(), lr: 0.001);
        var criterion = new CrossEntropyLoss();
        var losses = new List<double>();
        for (var epoch = 0; epoch < 6; epoch++)
        {
            var sum = 0.0;
            foreach (var (batch, (images, target)) in loader.Index())
            {
                var data = images.View(images.Size(0), -1);
                var output = model.Call(data, updateGrid: epoch % 20 == 0 && batch == 0);
                var loss = criterion.Call(output, target);
                var total = loss + 0.0001 * model.RegularizationLoss();
                optimizer.ZeroGrad();
                total.Backward();
                optimizer.Step();
                sum += loss.Item();
            }
            losses.Add(sum);
        }

        Assert.False(grid.Equal(((KANLinear)model.Layers[0]).Grid));
        Assert.True(losses[^1] < losses[0]);
    }
}
