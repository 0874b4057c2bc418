using System.CommandLine;
using System.Diagnostics;
using Examples;
using Riemann;
using Riemann.Vision;

var data = Sample.Path("--data", "FOLDER", "reads MNIST from its four files, plain or gzip, instead of drawing digits");
var epochs = Sample.Number("--epochs", "goes N times through the training digits (3; 1 with --quick)");

return Sample.Run(
    "Trains a network of two layers on handwritten digits.",
    [data, epochs, Sample.Seed, Sample.Quick],
    Train,
    args
);

void Train(ParseResult line, CancellationToken stop)
{
    var (isQuick, seed, folder) = (line.GetValue(Sample.Quick), line.GetValue(Sample.Seed), line.GetValue(data));
    var times = line.GetValue(epochs) ?? (isQuick ? 1 : 3);
    Riemann.Random.ManualSeed(seed);

    var transform = new Compose(new ToTensor(), new Normalize(0.1307, 0.3081));
    Dataset digits = folder is null
        ? new DrawnDigits(isQuick ? 5_000 : 20_000, seed, transform)
        : new MNIST(folder, train: true, transform);
    Dataset tests = folder is null
        ? new DrawnDigits(1_000, seed + 1, transform)
        : new MNIST(folder, train: false, transform);
    var loader = new DataLoader(digits, batchSize: 100, shuffle: true, prefetch: 2, seed: seed);
    var testLoader = new DataLoader(tests, batchSize: 100);
    Console.WriteLine($"{digits.Count} training digits, {tests.Count} test digits");

    var model = new Classifier();
    Console.WriteLine(model);
    var clock = Stopwatch.StartNew();
    using var progress = new Progress();
    for (var epoch = 1; epoch <= times; epoch++)
    {
        model.Train();
        var (total, batch) = (0.0, 0);
        foreach (var (images, labels) in loader)
        {
            stop.ThrowIfCancellationRequested();
            var loss = model.TrainStep(images, labels);
            progress.Batch(epoch, times, batch++, loader.Count, loss);
            total += loss;
        }
        progress.Line($"Epoch {epoch}/{times} completed, Average Loss: {total / loader.Count:F4}");
    }
    var seconds = clock.Elapsed.TotalSeconds;

    model.Eval();
    var (accuracy, testLoss) = model.Evaluate(testLoader);
    Console.WriteLine($"Test Accuracy: {accuracy:F4}, Test Loss: {testLoss:F4}, {seconds:F1} s");
}
