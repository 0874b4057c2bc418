using Riemann.FSharp;
using Riemann.FSharp.Learning;
using Riemann.Kernels;

namespace Riemann.Cli;

/// <summary>An array in a file: what the file says of it, and how its elements are read.</summary>
internal sealed record StoredArray(string Name, string Type, IReadOnlyList<long> Shape, Func<Tensor> Read)
{
    private static readonly byte[] npy = [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Where the JSON of a safetensors file begins.</summary>
    private const int HeaderStart = 8;

    private static readonly byte[] zip = [(byte)'P', (byte)'K'];

    /// <summary>Does something with the arrays of an NPZ, NPY or safetensors file, which is open meanwhile.</summary>
    public static void Visit(string path, Action<IReadOnlyList<StoredArray>> visit)
    {
        var start = Start(path);
        if (start.StartsWith(zip))
            VisitNpz(path, visit);
        else if (start.StartsWith(npy))
            VisitNpy(path, visit);
        else if (start.Length == HeaderStart + 1 && start[HeaderStart] == '{')
            VisitSafetensors(path, visit);
        else
            throw new Refusal($"{path}: not a file of arrays; expected an NPZ, NPY or safetensors file");
    }

    /// <summary>The largest magnitude; 0 without elements, NaN where there is one.</summary>
    public double InfinityNorm(Tensor tensor)
    {
        var values = tensor.DType == DType.Bool ? Elementwise.Cast(tensor.Read(), DType.UInt8) : tensor.Read();
        if (values.Length == 0)
            return 0;
        var axes = Enumerable.Range(0, values.Rank).ToArray();
        var largest = Kernels.Reduction.Max(values, axes, false).ToDouble(0);
        var smallest = Kernels.Reduction.Min(values, axes, false).ToDouble(0);
        return Math.Max(Math.Abs(largest), Math.Abs(smallest));
    }

    /// <summary>The shape as 50000x3072.</summary>
    public string ShapeText => Shape.Count == 0 ? "scalar" : string.Join('x', Shape);

    private static ReadOnlySpan<byte> Start(string path)
    {
        if (Directory.Exists(path))
            throw new Refusal($"{path}: a folder; expected an NPZ, NPY or safetensors file");
        if (!File.Exists(path))
            throw new Refusal($"{path}: there is no such file");
        using var file = File.OpenRead(path);
        var bytes = new byte[HeaderStart + 1];
        return bytes.AsSpan(0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false));
    }

    private static void VisitNpz(string path, Action<IReadOnlyList<StoredArray>> visit)
    {
        using var file = NpzFileModule.tryOpenRead(path).Value();
        visit([
            .. from item in file.TryHeaders().Value()
            let name = item.Item1
            select new StoredArray(
                name,
                item.Item2.Stored.Name,
                [.. item.Item2.Shape],
                () => file.TryRead(name).Value()
            ),
        ]);
    }

    private static void VisitNpy(string path, Action<IReadOnlyList<StoredArray>> visit)
    {
        var header = Npy.tryHeader(path).Value();
        var name = Path.GetFileNameWithoutExtension(path);
        visit([new StoredArray(name, header.Stored.Name, [.. header.Shape], () => Npy.tryRead(path).Value())]);
    }

    private static void VisitSafetensors(string path, Action<IReadOnlyList<StoredArray>> visit)
    {
        using var file = SafetensorsFileModule.tryOpenRead(path).Value();
        visit([
            .. from item in file.Headers
            let name = item.Item1
            let shape = item.Item2.Shape.Select(length => (long)length)
            select new StoredArray(name, item.Item2.Stored.Name, [.. shape], () => file.TryRead(name).Value()),
        ]);
    }
}
