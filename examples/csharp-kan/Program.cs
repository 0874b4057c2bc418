using System.CommandLine;
using System.Diagnostics;
using Examples;
using Riemann;
using Riemann.Vision;

var data = Sample.Path("--data", "FOLDER", "reads MNIST from its four files, plain or gzip, instead of drawing digits");
var epochs = Sample.Number("--epochs", "goes N times through the training digits (5; 1 with --quick)");
var grids = Sample.Number("--grids", "moves the grids to the data at the start of every Nth epoch (20)");

return Sample.Run(
    "Trains a Kolmogorov-Arnold network on handwritten digits, with grids that follow the data.",
    [data, epochs, grids, Sample.Seed, Sample.Quick],
    Train,
    args
);

void Train(ParseResult line, CancellationToken stop)
{
    var (isQuick, seed, folder) = (line.GetValue(Sample.Quick), line.GetValue(Sample.Seed), line.GetValue(data));
    var (times, every) = (line.GetValue(epochs) ?? (isQuick ? 1 : 5), line.GetValue(grids) ?? 20);
    Riemann.Random.ManualSeed(seed);

    var transform = new Compose(new ToTensor(), new Normalize(0.5, 0.5)); // to where the grids begin, -1 to 1
    Dataset digits = folder is null
        ? new DrawnDigits(isQuick ? 1_000 : 10_000, seed, transform)
        : new MNIST(folder, train: true, transform);
    Dataset tests = folder is null
        ? new DrawnDigits(500, seed + 1, transform)
        : new MNIST(folder, train: false, transform);
    var loader = new DataLoader(digits, batchSize: 100, shuffle: true, prefetch: 2, seed: seed);
    Console.WriteLine($"{digits.Count} training digits, {tests.Count} test digits");

    var model = new KAN([784, 64, 10], gridSize: 5, splineOrder: 3);
    var optimizer = new Adam(model.Parameters(), lr: 0.001);
    var lossFunction = new CrossEntropyLoss();
    Console.WriteLine(model);
    using var progress = new Progress();
    for (var epoch = 0; epoch < times; epoch++)
    {
        var clock = Stopwatch.StartNew();
        model.Train();
        var (total, batch) = (0.0, 0);
        foreach (var (images, labels) in loader)
        {
            stop.ThrowIfCancellationRequested();
            var output = model.Call(images.Flatten(1), updateGrid: epoch % every == 0 && batch == 0);
            var loss = lossFunction.Call(output, labels);
            var cost = loss + 1e-4 * model.RegularizationLoss();

            optimizer.ZeroGrad();
            cost.Backward();
            optimizer.Step();
            progress.Batch(epoch + 1, times, batch++, loader.Count, loss.Item());
            total += loss.Item();
        }
        var seconds = clock.Elapsed.TotalSeconds;
        progress.Line(
            $"Epoch {epoch + 1}/{times}: Train Loss: {total / loader.Count:F4}, "
                + $"Test Accuracy: {100 * Accuracy(model, tests):F2}%, {seconds:F1} s"
        );
    }
}

static double Accuracy(KAN model, Dataset tests)
{
    model.Eval();
    var correct = 0.0;
    using (new NoGrad())
        foreach (var (images, labels) in new DataLoader(tests, batchSize: 500))
            correct += model.Call(images.Flatten(1)).ArgMax(1).Eq(labels).Sum().Item();
    return correct / tests.Count;
}
