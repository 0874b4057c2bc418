using System.Text.Json;
using Microsoft.FSharp.Collections;
using Riemann.FSharp;
using Riemann.FSharp.Learning;
using Riemann.Kernels;
using Xunit;

namespace Riemann.Cli.Tests;

public sealed class InspectTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static Outcome Inspect(params string[] arguments) => Shell.Run(["inspect-npz", .. arguments]);

    private string Example() =>
        folder.Npz(
            "example.npz",
            ("Xtrain", TemporaryFolder.Floats([1, -2.5f, 0, 0.25f, 1, 2], 2, 3)),
            ("T", TemporaryFolder.Integers(3, -9))
        );

    [Fact]
    public void Arrays_are_shown_with_shape_norm_type_and_elements()
    {
        string[] expected =
        [
            "Xtrain (2x3) inf-norm = 2.50000000 float32",
            "[[ 1.00 -2.50  0.00]",
            " [ 0.25  1.00  2.00]]",
            "T      (2  ) inf-norm = 9.00000000 int64",
            "[ 3 -9]",
        ];
        Assert.Equal(expected, Inspect(Example()).Succeeds().Lines);
        Assert.Equal(
            ["Xtrain (2x3) float32", "T      (2  ) int64"],
            Inspect("--shapes-only", Example()).Succeeds().Lines
        );
    }

    [Fact]
    public void Long_arrays_are_cut()
    {
        var path = folder.Npz("long.npz", ("x", TemporaryFolder.Floats([.. Enumerable.Repeat(1f, 4000)], 2, 2000)));
        Assert.Contains("[[1.0 1.0 1.0 ... 1.0 1.0 1.0]", Inspect(path).Succeeds().Output);
    }

    [Fact]
    public void Scalars_empty_arrays_and_nan_have_a_norm()
    {
        var path = folder.Npz(
            "odd.npz",
            ("s", TemporaryFolder.Floats([-4])),
            ("e", TemporaryFolder.Floats([], 0, 3)),
            ("n", TemporaryFolder.Floats([1, float.NaN], 2)),
            ("i", TemporaryFolder.Floats([1, float.NegativeInfinity], 2))
        );
        using var json = JsonDocument.Parse(Inspect("--json", path).Succeeds().Output);
        var arrays = json.RootElement[0]
            .GetProperty("arrays")
            .EnumerateArray()
            .ToDictionary(a => a.GetProperty("name").GetString()!);
        Assert.Equal(4, arrays["s"].GetProperty("infNorm").GetDouble());
        Assert.Equal(0, arrays["s"].GetProperty("shape").GetArrayLength());
        Assert.Equal(0, arrays["e"].GetProperty("infNorm").GetDouble());
        Assert.Equal("nan", arrays["n"].GetProperty("infNorm").GetString());
        Assert.Equal("inf", arrays["i"].GetProperty("infNorm").GetString());
        Assert.Contains("s (scalar)", Inspect(path).Succeeds().Output);
    }

    [Fact]
    public void Several_files_of_all_kinds_are_read()
    {
        var tensor = TemporaryFolder.Floats([1, 2], 2);
        Npy.write(folder["a.npy"], tensor);
        var named = ListModule.OfSeq([Tuple.Create("t", tensor)]);
        SafetensorsModule.write(folder["b.safetensors"], new Safetensors(named, MapModule.Empty<string, string>()));
        var lines = Inspect("--shapes-only", folder["a.npy"], folder["b.safetensors"], Example()).Succeeds().Lines;
        Assert.Equal($"{folder["a.npy"]}:", lines[0]);
        Assert.Equal("a (2) float32", lines[1]);
        Assert.Equal("t (2) float32", lines[3]);
        Assert.Equal("Xtrain (2x3) float32", lines[5]);
    }

    [Fact]
    public void Damaged_files_are_refused_in_one_line()
    {
        Inspect(folder["nope.npz"]).Refuses("there is no such file");
        Inspect(Path.GetTempPath()).Refuses("a folder");
        Inspect(folder.Text("text", "not an array at all")).Refuses("not a file of arrays");
        Inspect(folder.Text("empty", "")).Refuses("not a file of arrays");
        Inspect(folder.Text("zip", "PK not really")).Refuses("zip");
        Inspect(folder.Text("json", "12345678{")).Refuses("json");
        var bytes = File.ReadAllBytes(Example());
        for (var length = 1; length < bytes.Length; length += 7)
        {
            File.WriteAllBytes(folder["cut.npz"], bytes[..length]);
            Inspect(folder["cut.npz"]).Refuses("cut.npz");
        }
    }
}
