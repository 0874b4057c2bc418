using Microsoft.FSharp.Collections;
using Riemann.FSharp;
using Riemann.FSharp.Learning;
using Riemann.Kernels;

namespace Riemann.Cli.Tests;

/// <summary>A folder that is gone after the test, with files for commands.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("riemann-cli-");

    public string this[string name] => Path.Combine(folder.FullName, name);

    public void Dispose() => folder.Delete(true);

    public string Text(string name, string text)
    {
        File.WriteAllText(this[name], text);
        return this[name];
    }

    public string Npz(string name, params (string Name, Tensor Tensor)[] arrays)
    {
        Riemann.FSharp.Learning.Npz.write(
            this[name],
            ListModule.OfSeq(arrays.Select(array => Tuple.Create(array.Name, array.Tensor)))
        );
        return this[name];
    }

    public static Tensor Floats(float[] values, params int[] shape) =>
        TensorOf(NDArray.Of<float>(values, Shape.Of(shape)));

    public static Tensor Integers(params long[] values) => TensorOf(NDArray.Of<long>(values, Shape.Of(values.Length)));

    /// <summary>Forty examples of two classes, which a network of few nodes tells apart.</summary>
    public string Data(string name)
    {
        const int count = 40;
        var x = Enumerable.Range(0, 2 * count).Select(i => (float)Math.Sin(i * i)).ToArray();
        var t = Enumerable.Range(0, count).Select(i => x[2 * i] > x[2 * i + 1] ? 1L : 0L).ToArray();
        return Npz(
            name,
            ("Xtrain", Floats(x, count, 2)),
            ("Ttrain", Integers(t)),
            ("Xtest", Floats(x[..20], 10, 2)),
            ("Ttest", Integers(t[..10]))
        );
    }

    private static Tensor TensorOf(NDArray array) => new(array, null);
}
