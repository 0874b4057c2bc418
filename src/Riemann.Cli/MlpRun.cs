using System.CommandLine;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using Riemann.FSharp;
using Riemann.FSharp.Learning;
using Riemann.FSharp.Learning.Nerva;
using Riemann.Kernels;

namespace Riemann.Cli;

/// <summary>A training that was asked for, whose options make sense.</summary>
internal sealed class MlpRun
{
    private readonly ParseResult line;
    private readonly TextWriter output;
    private readonly MlpPlan plan;
    private readonly FSharpList<LearningRate> rates;
    private readonly NervaLoss loss;
    private readonly int epochs;
    private readonly StatusLine status;
    private double seconds;

    private MlpRun(ParseResult line, MlpPlan plan, FSharpList<LearningRate> rates, NervaLoss loss)
    {
        (this.line, this.plan, this.rates, this.loss) = (line, plan, rates, loss);
        output = line.InvocationConfiguration.Output;
        epochs = (int)(line.GetValue(MlpOptions.Epochs) ?? 100);
        status = new StatusLine(line.InvocationConfiguration.Error);
    }

    private bool IsJson => line.GetValue(MlpOptions.JsonLines);

    /// <summary>Reads the options and no file; refuses what is wrong with them.</summary>
    public static MlpRun Create(ParseResult line)
    {
        var specification = new MlpSpecification(
            line.Required(MlpOptions.Layers),
            line.Required(MlpOptions.LayerSizes),
            line.GetValue(MlpOptions.LayerWeights)!,
            line.GetValue(MlpOptions.Optimizers)!
        );
        var dense = MlpModule.tryParse(specification).Value();
        var plan = MlpModule.tryWithDensities(line.GetValue(MlpOptions.Densities)!, dense).Value();
        if (line.GetValue(MlpOptions.Regrow) is not null && plan.Equals(dense))
            throw new Refusal("--regrow: all layers are dense; expected --densities with a number below 1");
        var rates = LearningRateModule.tryParseFor(plan, line.GetValue(MlpOptions.LearningRate)!).Value();
        return new MlpRun(line, plan, rates, NervaLossModule.tryParse(line.GetValue(MlpOptions.Loss)!).Value());
    }

    public int Train()
    {
        var saveWeights = line.GetValue(MlpOptions.SaveWeights);
        var saveDataset = line.GetValue(MlpOptions.SaveDataset);
        Target.Require("--save-weights", saveWeights);
        Target.Require("--save-dataset", saveDataset);
        if (line.GetValue(MlpOptions.Threads) is { } threads)
            ForkJoin.Threads = (int)threads;

        var data = LoadDataset(line.Required(MlpOptions.LoadDataset));
        var start = Start();
        if (saveDataset is not null)
        {
            Say($"Saving dataset to file {saveDataset}");
            Npz.write(saveDataset, data.Tensors);
        }

        using var interruption = new Interruption();
        var trained = Run(data, start, interruption.Token);
        if (saveWeights is not null)
        {
            Say($"Saving weights to file {saveWeights}");
            Npz.write(saveWeights, MlpModule.toTensors(trained));
        }
        if (!interruption.Token.IsCancellationRequested)
            return ExitCode.Success;
        line.InvocationConfiguration.Error.WriteLine("riemann: stopped");
        return ExitCode.Interrupted;
    }

    private FSharpOption<Tuple<Regrowth, Key>>? Regrowth =>
        line.GetValue(MlpOptions.Regrow) is { } fraction
            ? FSharpOption<Tuple<Regrowth, Key>>.Some(
                Tuple.Create(
                    new Regrowth(fraction, RegrowthModule.defaults.Pruning, RegrowthModule.defaults.Grown),
                    KeyModule.foldIn(2, SeedKey)
                )
            )
            : null;

    private Key SeedKey => KeyModule.create(line.GetValue(MlpOptions.Seed) ?? 1);

    private MlpData LoadDataset(string path)
    {
        Say($"Loading dataset from file {path}");
        return MlpData.Read(path, plan);
    }

    /// <summary>Random weights, or those of a file.</summary>
    private Mlp Start()
    {
        var random = MlpModule.init(plan, KeyModule.foldIn(0, SeedKey));
        if (line.GetValue(MlpOptions.LoadWeights) is not { } path)
            return random;
        Say($"Loading weights from file {path}");
        return MlpModule
            .tryOfTensors(random, Npz.tryRead(path).Value("--load-weights "))
            .Value($"--load-weights {path}: ");
    }

    private Mlp Run(MlpData data, Mlp start, CancellationToken stop)
    {
        var size = (int)(line.GetValue(MlpOptions.BatchSize) ?? 100);
        var shuffle = line.GetValue(MlpOptions.NoShuffle) ? null : FSharpOption<Key>.Some(KeyModule.foldIn(1, SeedKey));
        var train = DataLoader.create(new DataLoaderSettings(size, shuffle, false, 0), data.Train);
        var test = DataLoader.create(new DataLoaderSettings(size, null, false, 0), data.Test);
        var batches = DataLoader.count(train);
        var settings = new NervaTraining(
            loss,
            rates,
            epochs,
            Regrowth,
            line.GetValue(MlpOptions.Debug)
                ? FSharpOption<FSharpFunc<NervaStep, Unit>>.Some(Library.Function<NervaStep>(Debug))
                : null,
            FuncConvert.FromAction<int, int>(
                (epoch, batch) => status.ShowBar($"{epoch + 1, 5} of {epochs}", batch, batches)
            ),
            stop
        );

        Say(EpochTable.header);
        var trained = NervaTrainingModule.run(settings, Library.Function<EpochRow>(Report), plan, train, test, start);
        status.Clear();
        Say(EpochTable.footer(seconds));
        return trained;
    }

    private void Debug(NervaStep step)
    {
        status.Clear();
        NervaDebug.write(output, step);
    }

    private void Report(EpochRow row)
    {
        seconds += row.Seconds;
        status.Clear();
        if (!IsJson)
            output.WriteLine(EpochTable.row(row));
        else
            Json.Print(
                output,
                json =>
                {
                    json.WriteStartObject();
                    json.WriteNumber("epoch", row.Epoch);
                    json.Number("lr", row.LearningRate);
                    json.Number("loss", row.Loss);
                    json.Number("train_acc", row.TrainAccuracy);
                    json.Number("test_acc", row.TestAccuracy);
                    json.Number("seconds", row.Seconds);
                    json.WriteEndObject();
                },
                isIndented: false
            );
    }

    /// <summary>A line for people.</summary>
    private void Say(string text)
    {
        if (!IsJson)
            output.WriteLine(text);
    }
}
