using System.Text.Json;
using System.Text.RegularExpressions;
using Riemann.FSharp;
using Riemann.FSharp.Learning;
using Xunit;

namespace Riemann.Cli.Tests;

public sealed class MlpTests : IDisposable
{
    private static readonly string[] network = ["--layers=ReLU;Linear", "--layer-sizes=2;8;2", "--batch-size=8"];

    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static Outcome Mlp(params string[] arguments) => Shell.Run(["mlp", .. arguments]);

    private static Outcome Train(string data, params string[] arguments) =>
        Mlp([.. network, $"--load-dataset={data}", .. arguments]);

    [Fact]
    public void The_table_has_the_layout_of_the_original()
    {
        var data = folder.Data("data.npz");
        var lines = Train(data, "--epochs=2", "--learning-rate=StepBased(0.1,0.5,2)").Succeeds().Lines;
        var line = new string('-', 80);
        Assert.Equal($"Loading dataset from file {data}", lines[0]);
        Assert.Equal(line, lines[1]);
        Assert.Equal("epoch |           lr |         loss |    train_acc |     test_acc |     time (s)", lines[2]);
        Assert.Equal(line, lines[3]);
        for (var epoch = 0; epoch <= 2; epoch++)
            Assert.Matches($"^    {epoch}" + @"( \|     \d\.\d{6}){5}$", lines[4 + epoch]);
        Assert.EndsWith("|     0.000000", lines[4]);
        Assert.StartsWith("    1 |     0.100000 |", lines[5]);
        Assert.StartsWith("    2 |     0.050000 |", lines[6]);
        Assert.Equal(line, lines[7]);
        Assert.Matches(@"^Total training time: \d+\.\d{6} s$", lines[8]);
        Assert.Equal(9, lines.Length);
    }

    [Fact]
    public void It_learns_and_the_seed_decides()
    {
        var data = folder.Data("data.npz");
        string[] Columns(params string[] arguments) =>
            [
                .. Train(data, ["--json", "--epochs=60", "--learning-rate=Constant(0.1)", .. arguments])
                    .Succeeds()
                    .Lines.Select(row => Regex.Replace(row, ",\"seconds\".*", "")),
            ];
        var rows = Columns();
        Assert.Equal(61, rows.Length);
        using var last = JsonDocument.Parse(rows[^1] + "}");
        Assert.Equal(60, last.RootElement.GetProperty("epoch").GetInt32());
        Assert.True(last.RootElement.GetProperty("train_acc").GetDouble() > 0.9);
        Assert.Equal(rows, Columns("--seed=1", "--threads=1"));
        Assert.NotEqual(rows, Columns("--seed=2"));
        Assert.NotEqual(rows, Columns("--no-shuffle"));
    }

    [Fact]
    public void Weights_and_data_are_saved_and_loaded()
    {
        var (data, weights, copy) = (folder.Data("data.npz"), folder["w.npz"], folder["copy.npz"]);
        var first = Train(data, "--epochs=3", $"--save-weights={weights}", $"--save-dataset={copy}").Succeeds();
        Assert.Equal($"Saving weights to file {weights}", first.Lines[^1]);
        var second = Train(copy, "--epochs=0", $"--load-weights={weights}").Succeeds();
        // The losses: what the one ends with, the other begins with.
        Assert.Equal(first.Lines[^4].Split('|')[2..5], second.Lines[^3].Split('|')[2..5]);
        Assert.False(File.Exists(weights + ".partial"));
    }

    [Fact]
    public void Debug_prints_batches_and_gradients()
    {
        var text = Train(folder.Data("data.npz"), "--epochs=1", "--debug").Succeeds().Output;
        Assert.Contains("epoch 0, batch 4", text);
        Assert.All(["X = ", "DY = ", "W1 = ", "DW1 = ", "Db2 = "], name => Assert.Contains(name, text));
    }

    [Fact]
    public void Sparse_weights_are_saved_and_loaded()
    {
        var (data, weights) = (folder.Data("data.npz"), folder["w.npz"]);
        string[] Rows(params string[] arguments) =>
            [.. Train(data, ["--densities=0.5;1", "--epochs=3", .. arguments]).Succeeds().Lines];
        var first = Rows("--regrow=0.25", $"--save-weights={weights}");
        var second = Train(data, "--densities=0.5;1", "--epochs=0", $"--load-weights={weights}").Succeeds();
        Assert.Equal(first[^4].Split('|')[2..5], second.Lines[^3].Split('|')[2..5]);
        var saved = Npz.read(weights).ToDictionary(pair => pair.Item1, pair => pair.Item2);
        Assert.Equal(8, saved["W1"].Read().ToArray<float>().Count(weight => weight != 0));
        Assert.DoesNotContain(0, saved["W2"].Read().ToArray<float>());
        // Both begin alike.
        var fixedPlaces = Rows();
        Assert.Equal(fixedPlaces[4], first[4]);
        Assert.NotEqual(fixedPlaces[7].Split('|')[2], first[7].Split('|')[2]);
    }

    [Theory]
    [InlineData("--densities: a density is 'half' in 'half' at column 3; expected a number above 0", "1;half")]
    [InlineData("--densities: a density is '0' in '0' at column 1; expected a number above 0, up to 1", "0")]
    [InlineData("--densities: there are 3 numbers in '1' at column 5; expected 2, one for each of the linear", "1;1;1")]
    [InlineData("--regrow 1.5: not a number from 0 to 1", "0.5", "--regrow=1.5")]
    [InlineData("--regrow nan: not a number from 0 to 1", "0.5", "--regrow=nan")]
    [InlineData("--regrow: all layers are dense; expected --densities with a number below 1", "1", "--regrow=0.3")]
    public void Wrong_densities_are_refused(string words, string densities, params string[] arguments) =>
        Mlp([.. network, $"--densities={densities}", .. arguments]).Refuses(words);

    [Theory]
    [InlineData("--layers LIST is missing")]
    [InlineData("--layer-sizes LIST is missing", "--layers=ReLU")]
    [InlineData("did you mean Linear?", "--layers=ReLU;Linaer", "--layer-sizes=2;8;2")]
    [InlineData("--layer-sizes: there are 2 sizes", "--layers=ReLU;Linear", "--layer-sizes=2;8")]
    [InlineData("--optimizers: ", "--layers=ReLU;Linear", "--layer-sizes=2;8;2", "--optimizers=Momentum(0.9);Adam")]
    [InlineData("--layer-weights: ", "--layers=ReLU", "--layer-sizes=2;2", "--layer-weights=Normal(0)")]
    [InlineData(
        "--learning-rate: there are 2 learning rates",
        "--layers=ReLU;ReLU;Linear",
        "--layer-sizes=2;8;8;2",
        "--learning-rate=Constant(1);Constant(2)"
    )]
    [InlineData("--loss: ", "--layers=ReLU", "--layer-sizes=2;2", "--loss=CrossEntrpy")]
    [InlineData("--load-dataset FILE is missing", "--layers=ReLU", "--layer-sizes=2;2")]
    public void Wrong_specifications_are_refused_before_anything_is_read(string words, params string[] arguments) =>
        Mlp(arguments).Refuses(words);

    [Fact]
    public void Data_that_do_not_fit_are_refused()
    {
        Train(folder["nope.npz"]).Refuses("there is no such file");
        Train(folder.Text("text.npz", "no archive")).Refuses("--load-dataset");
        var x = TemporaryFolder.Floats(new float[6], 3, 2);
        var t = TemporaryFolder.Integers(0, 1, 0);
        Train(folder.Npz("part.npz", ("Xtrain", x), ("Ttrain", t))).Refuses("there is no array Xtest");

        string Whole(Tensor inputs, Tensor targets) =>
            folder.Npz("whole.npz", ("Xtrain", inputs), ("Ttrain", targets), ("Xtest", x), ("Ttest", t));
        Train(Whole(TemporaryFolder.Floats(new float[9], 3, 3), t)).Refuses("Xtrain: the shape is [3; 3]");
        Train(Whole(x, TemporaryFolder.Integers(0, 2, 0))).Refuses("Ttrain: target 1 is 2");
        Train(Whole(x, TemporaryFolder.Integers(0, 1))).Refuses("Ttrain: there are 2 targets");
        Train(Whole(TemporaryFolder.Floats([], 0, 2), TemporaryFolder.Integers()))
            .Refuses("Xtrain: there are no examples");
    }

    [Fact]
    public void Weights_that_do_not_fit_are_refused_before_training()
    {
        var data = folder.Data("data.npz");
        var (w1, b) = (TemporaryFolder.Floats(new float[16], 8, 2), TemporaryFolder.Floats(new float[8], 8));
        var shape = Train(data, $"--load-weights={folder.Npz("w.npz", ("W1", w1), ("b1", b), ("W2", w1), ("b2", b))}");
        shape.Refuses("W2 has the shape [8; 2]; expected the shape [2; 8]");
        Assert.DoesNotContain("epoch", shape.Output);
        Train(data, $"--load-weights={folder.Npz("w.npz", ("W1", w1))}").Refuses("there is no b1");
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_refused_before_training()
    {
        var data = folder.Data("data.npz");
        Train(data, $"--save-weights={Path.GetTempPath()}").Refuses("a folder");
        var below = Path.Combine(folder.Text("file", ""), "w.npz");
        var refused = Train(data, $"--save-weights={below}");
        refused.Refuses("it cannot be written", ExitCode.Failure);
        Assert.Equal("", refused.Output);
    }
}
