using Riemann.Tests.Vision;
using Riemann.Vision;
using Xunit;

namespace Riemann.Tests.Documents;

public class ClassifierBlockTests
{
    private static Compose MnistTransform() => new(new ToTensor(), new Normalize(0.1307, 0.3081));

    private static DataLoader Drawn(int count, long seed = 1, int batchSize = 100, bool shuffle = false) =>
        new(new DrawnDigits(count, seed, MnistTransform()), batchSize, shuffle, seed: seed);

    [Fact, Block("000", 1, "MNIST, the built-in data set")]
    public void The_built_in_data_set()
    {
        using var folder = new IdxFolder();
        var trainDataset = new MNIST(root: folder.Path, train: true, transform: new ToTensor());

        Assert.Equal([1, 28, 28], trainDataset[0].Item1.Shape);
    }

    private sealed class MyCustomDataset(double[][] data, long[] labels) : Dataset
    {
        public override int Count => data.Length;

        public override (Tensor, Tensor) this[int index] => (Tensor.From(data[index]), Tensor.From(labels[index]));
    }

    [Fact, Block("000", 2, "a data set of one's own")]
    public void A_data_set_of_ones_own()
    {
        var dataset = new MyCustomDataset(
            [
                [1, 2],
                [3, 4],
                [5, 6],
            ],
            [0, 1, 0]
        );
        var (inputs, labels) = new DataLoader(dataset, batchSize: 3).Single();

        Assert.Equal(3, dataset.Count);
        Assert.Equal([3, 4], dataset[1].Item1.ToArray<double>());
        Assert.Equal([3, 2], inputs.Shape);
        Assert.Equal([0, 1, 0], labels.ToArray<long>());
    }

    [Fact, Block("000", 3, "transforms composed")]
    public void Transforms_composed()
    {
        var transform = new Compose(new ToTensor(), new Normalize([0.1307], [0.3081]));
        var ink = transform.Call(Tensor.Full([28, 28], 255, DType.UInt8));

        Assert.Equal([1, 28, 28], ink.Shape);
        Assert.Equal((1 - 0.1307) / 0.3081, ink[0, 3, 4].Item(), 1e-5);
    }

    [Fact, Block("000", 4, "the data root")]
    public void The_data_root()
    {
        var named = Environment.GetEnvironmentVariable("RIEMANN_DATA");

        if (string.IsNullOrEmpty(named))
            Assert.EndsWith("riemann", DataFolder.GetDataRoot());
        else
            Assert.Equal(named, DataFolder.GetDataRoot());
    }

    [DataFact("mnist"), Block("000", 5, "training and test sets")]
    public void Training_and_test_sets()
    {
        var root = RealData.Find("mnist");

        Assert.Equal(60000, new MNIST(root, train: true, MnistTransform()).Count);
        Assert.Equal(10000, new MNIST(root, train: false, MnistTransform()).Count);
    }

    [Fact, Block("000", 6, "data loaders")]
    public void Data_loaders()
    {
        var digits = new DrawnDigits(250, transform: MnistTransform());
        var trainLoader = new DataLoader(digits, batchSize: 100, shuffle: true);
        var testLoader = new DataLoader(digits, batchSize: 1, shuffle: false);

        Assert.Equal(3, trainLoader.Count);
        Assert.Equal([100, 1, 28, 28], trainLoader.First().Item1.Shape);
        Assert.Equal(250, testLoader.Count);
        Assert.Equal([1], testLoader.First().Item2.Shape);
    }

    [Fact, Block("000", 7, "Classifier: the network")]
    public void The_network()
    {
        var model = new Classifier();

        Assert.Equal([5, 10], model.Call(Tensor.Rand(5, 1, 28, 28)).Shape);
        Assert.Equal(
            [
                [200, 784],
                [200],
                [10, 200],
                [10],
            ],
            model.Parameters().Select(parameter => parameter.Shape)
        );
    }

    [Fact, Block("000", 8, "Classifier: a training step")]
    public void A_training_step()
    {
        Random.ManualSeed(1);
        var model = new Classifier();
        var (images, labels) = Drawn(100).Single();
        double[] losses = [.. Enumerable.Range(0, 20).Select(_ => model.TrainStep(images, labels).Item())];

        Assert.InRange(losses[0], 1.8, 3.0); // of a network that guesses
        Assert.InRange(losses[^1], 0, 0.5 * losses[0]);
    }

    [Fact, Block("000", 9, "the training loop"), Block("000", 10, "Classifier: evaluate")]
    [Block("000", 11, "running the evaluation"), Block("000", 12, "the complete MNIST example")]
    public void A_classifier_is_trained_and_evaluated()
    {
        Random.ManualSeed(1);
        var trainLoader = Drawn(2000, shuffle: true);
        var testLoader = Drawn(500, seed: 2);
        var model = new Classifier();
        var averages = new List<double>();
        for (var epoch = 0; epoch < 3; epoch++)
        {
            model.Train();
            var epochLoss = 0.0;
            foreach (var (images, targets) in trainLoader)
                epochLoss += model.TrainStep(images, targets).Item();
            averages.Add(epochLoss / trainLoader.Count);
        }

        model.Eval();
        var (accuracy, loss) = model.Evaluate(testLoader);

        Assert.Equal(averages.OrderDescending(), averages);
        Assert.InRange(accuracy, 0.85, 1);
        Assert.InRange(loss, 0, 0.6);
    }
}
