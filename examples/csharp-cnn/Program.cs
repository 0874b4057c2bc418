using System.CommandLine;
using System.Diagnostics;
using Examples;
using Riemann;
using Riemann.Vision;

var set = new Option<string>("--set")
{
    Description = "mnist or cifar10",
    HelpName = "NAME",
    DefaultValueFactory = _ => "mnist",
};
set.AcceptOnlyFromAmong("mnist", "cifar10");
var data = Sample.Path("--data", "FOLDER", "reads the data set's files, plain or gzip, instead of drawing pictures");
var epochs = Sample.Number("--epochs", "goes N times through the training pictures (5; 2 with --quick)");
var batch = Sample.Number("--batch", "takes N pictures a step (256, 512 for cifar10; 32 with --quick)");

return Sample.Run(
    "Trains a convolutional network to say what is in a picture.",
    [set, data, epochs, batch, Sample.Seed, Sample.Quick],
    Train,
    args
);

void Train(ParseResult line, CancellationToken stop)
{
    var (isQuick, seed, folder) = (line.GetValue(Sample.Quick), line.GetValue(Sample.Seed), line.GetValue(data));
    var isMnist = line.GetValue(set) == "mnist";
    var times = line.GetValue(epochs) ?? (isQuick ? 2 : 5);
    Riemann.Random.ManualSeed(seed);

    var (pictures, tests) = isMnist ? PictureSets.Mnist(folder, seed) : PictureSets.Cifar10(folder, seed);
    if (isQuick)
        (pictures, tests) = (First(pictures, 640), First(tests, 256));
    var batchSize =
        line.GetValue(batch)
        ?? (
            isQuick ? 32
            : isMnist ? 256
            : 512
        );
    var loader = new DataLoader(pictures, batchSize, shuffle: true, prefetch: 2, seed: seed);
    var testLoader = new DataLoader(tests, batchSize);
    Console.WriteLine($"{pictures.Count} training pictures, {tests.Count} test pictures");

    PictureNet model = isMnist ? new MnistNet() : new Cifar10Net();
    Console.WriteLine(model);
    var optimizer = new Adam(model.Parameters(), lr: 0.001, weightDecay: isMnist ? 0 : 1e-4);
    var best = 0.0;
    using var progress = new Progress();
    for (var epoch = 1; epoch <= times; epoch++)
    {
        var clock = Stopwatch.StartNew();
        model.Train();
        var (total, number) = (0.0, 0);
        foreach (var (images, labels) in loader)
        {
            stop.ThrowIfCancellationRequested();
            var loss = model.TrainStep(optimizer, images, labels);
            progress.Batch(epoch, times, number++, loader.Count, loss);
            total += loss;
        }
        var seconds = clock.Elapsed.TotalSeconds;

        model.Eval();
        var (accuracy, testLoss) = model.Evaluate(testLoader);
        best = Math.Max(best, accuracy);
        progress.Line(
            $"Epoch {epoch}/{times}: Train Loss: {total / loader.Count:F4}, Test Loss: {testLoss:F4}, "
                + $"Test Accuracy: {100 * accuracy:F2}%, {seconds:F1} s"
        );
    }
    Console.WriteLine($"Best Test Accuracy: {100 * best:F2}%");
    Show(model, tests, isMnist || folder is null ? null : CIFAR10.Classes);
}

static Dataset First(Dataset pictures, int count) =>
    new Subset(pictures, Enumerable.Range(0, Math.Min(count, pictures.Count)));

// What the network says of the first pictures.
static void Show(Module model, Dataset tests, IReadOnlyList<string>? classes)
{
    var (images, labels) = tests.GetBatch([.. Enumerable.Range(0, Math.Min(5, tests.Count))]);
    string names(Tensor numbers) =>
        string.Join(", ", numbers.ToArray<long>().Select(number => classes?[(int)number] ?? $"{number}"));
    using (new NoGrad())
        Console.WriteLine($"Predictions: {names(model.Call(images).ArgMax(1))}");
    Console.WriteLine($"True labels: {names(labels)}");
}
