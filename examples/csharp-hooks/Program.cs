using System.CommandLine;
using Examples;
using Riemann;
using Riemann.Vision;

var data = Sample.Path("--data", "FOLDER", "reads MNIST from its four files, plain or gzip, instead of drawing digits");
var output = Sample.Path("--out", "FOLDER", "where the pictures are written (a folder of temporary files)");
var steps = Sample.Number("--steps", "trains N steps (100; 10 with --quick)");

return Sample.Run(
    "Looks into a network by hooks: feature maps as PNG files, the sizes of gradients, and gradients that are checked.",
    [data, output, steps, Sample.Seed, Sample.Quick],
    Look,
    args
);

void Look(ParseResult line, CancellationToken stop)
{
    var (isQuick, seed, folder) = (line.GetValue(Sample.Quick), line.GetValue(Sample.Seed), line.GetValue(data));
    Riemann.Random.ManualSeed(seed);
    Dataset digits = folder is null ? new DrawnDigits(2_000, seed) : new MNIST(folder);
    var model = new SimpleCnn();

    Train(model, digits, line.GetValue(steps) ?? (isQuick ? 10 : 100), seed, stop);
    WriteFeatureMaps(model, digits, line.GetValue(output) ?? Path.Combine(Path.GetTempPath(), "riemann-feature-maps"));
    CheckGradients();
}

// A hook on every layer says how large the gradients are that come back to it.
static void Train(SimpleCnn model, Dataset digits, int steps, long seed, CancellationToken stop)
{
    var optimizer = new Adam(model.Parameters());
    var lossFunction = new CrossEntropyLoss();
    using var monitor = new GradientMonitor(model);
    var batches = new DataLoader(digits, batchSize: 32, shuffle: true, seed: seed);
    foreach (var (step, (images, labels)) in batches.Take(steps).Index())
    {
        stop.ThrowIfCancellationRequested();
        var loss = lossFunction.Call(model.Call(images), labels);
        optimizer.ZeroGrad();
        loss.Backward();
        optimizer.Step();
        if (step % Math.Max(1, steps / 10) == 0)
            Console.WriteLine(
                $"Step {step, 3}, Loss: {loss.Item():F4}, gradients: "
                    + string.Join(", ", monitor.Norms.Select(norm => $"{norm.Key} {norm.Value:0.00e+0}"))
            );
    }
}

// A hook on a layer keeps its output.
static void WriteFeatureMaps(SimpleCnn model, Dataset digits, string folder)
{
    var maps = new Dictionary<string, Tensor>();
    foreach (var (name, layer) in model.NamedChildren())
        layer.RegisterForwardHook((_, _, output) => maps[name] = output.Detach());
    var (picture, label) = digits[0];
    var logits = model.Call(picture.Unsqueeze(0));
    Console.WriteLine($"the first digit is {label.Item()}, the network says {logits.ArgMax(1).Item()}");

    Directory.CreateDirectory(folder);
    for (var filter = 0; filter < 8; filter++)
        GreyPng.Write(Path.Combine(folder, $"conv1-{filter}.png"), maps["conv1"][0, filter].ToArray2D<float>());
    Console.WriteLine($"8 of {maps["conv1"].Size(1)} feature maps of conv1 in {folder}");
}

// Gradients by hooks and by differences: a small network in Float64.
static void CheckGradients()
{
    var layer = new Conv2d(1, 2, kernelSize: 3, padding: 1, dtype: DType.Float64);
    var x = Tensor.Randn([1, 1, 5, 5], DType.Float64, requiresGrad: true);
    Tensor[] inputs = [x, .. layer.Parameters()];
    var agrees = Autograd.GradCheck(_ => [layer.Call(x).Tanh()], inputs);
    Console.WriteLine($"gradients of a convolution agree with differences: {agrees}");
}
