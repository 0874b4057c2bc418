using System.CommandLine;
using System.Diagnostics;
using Examples;
using Riemann;

var data = Sample.Path(
    "--data",
    "FILE",
    "reads a pair from each line: source, tab, target (a tiny grammar makes them)"
);
var count = Sample.Number("--pairs", "takes the first N pairs (all)");
var epochs = Sample.Number("--epochs", "goes N times through the pairs (40; 10 with --quick)");

return Sample.Run(
    "Trains a transformer on pairs of sentences, and translates some of them.",
    [data, count, epochs, Sample.Seed, Sample.Quick],
    Train,
    args
);

void Train(ParseResult line, CancellationToken stop)
{
    var (isQuick, seed, file) = (line.GetValue(Sample.Quick), line.GetValue(Sample.Seed), line.GetValue(data));
    var times = line.GetValue(epochs) ?? (isQuick ? 10 : 40);
    Riemann.Random.ManualSeed(seed);

    var pairs = (file is null ? Grammar.Pairs() : Corpus.Read(file))
        .Take(line.GetValue(count) ?? int.MaxValue)
        .ToArray();
    if (pairs.Length == 0)
        throw new InvalidDataException($"{file}: no pairs; expected: lines of a source, a tab and a target");
    var corpus = new Corpus(pairs);
    Console.WriteLine($"{pairs.Length} pairs, {corpus.Sources.Count} and {corpus.Targets.Count} words");
    var loader = new DataLoader<(int[] Source, int[] Target), (Tensor Source, Tensor Target)>(
        corpus,
        batch =>
            (
                Corpus.Padded([.. batch.Select(pair => pair.Source)]),
                Corpus.Padded([.. batch.Select(pair => pair.Target)])
            ),
        batchSize: 32,
        shuffle: true,
        seed: seed
    );

    var (features, layers) = isQuick ? (32, 1) : (128, 2);
    var model = new Translator(corpus.Sources.Count, corpus.Targets.Count, features, 4, layers, corpus.Longest, 0.1);
    var optimizer = new Adam(model.Parameters(), lr: isQuick ? 3e-3 : 5e-4, betas: (0.9, 0.98));
    var lossFunction = new CrossEntropyLoss(ignoreIndex: Vocabulary.Padding);
    var clock = Stopwatch.StartNew();
    using var progress = new Progress();
    for (var epoch = 1; epoch <= times; epoch++)
    {
        model.Train();
        var (total, batch) = (0.0, 0);
        foreach (var (source, target) in loader)
        {
            stop.ThrowIfCancellationRequested();
            var logits = model.Call(source, target[.., ..^1]); // each word is to be followed by the next
            var loss = lossFunction.Call(logits.Flatten(0, 1), target[.., 1..].Flatten());
            optimizer.ZeroGrad();
            loss.Backward();
            optimizer.Step();
            progress.Batch(epoch, times, batch++, loader.Count, loss.Item());
            total += loss.Item();
        }
        if (epoch % Math.Max(1, times / 10) == 0)
            progress.Line($"Epoch {epoch}/{times}, Loss: {total / loader.Count:F4}, {clock.Elapsed.TotalSeconds:F0} s");
    }

    model.Eval();
    foreach (var (source, target) in pairs.Where((_, place) => place % Math.Max(1, pairs.Length / 5) == 0))
    {
        var found = model.Generate(Corpus.Padded([corpus.Sources.Encode(source)]));
        Console.WriteLine($"\n  {source}\n  = {corpus.Targets.Decode(found.ToArray<long>())}\n  ({target})");
    }
}
