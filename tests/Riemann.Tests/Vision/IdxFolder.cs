using System.Buffers.Binary;

namespace Riemann.Tests.Vision;

/// <summary>A folder with the four files of a small MNIST, which goes with the object.</summary>
internal sealed class IdxFolder : IDisposable
{
    public IdxFolder(int training = 6, int tests = 3)
    {
        Write("train", training);
        Write("t10k", tests);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("riemann-idx-").FullName;

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose() => Directory.Delete(Path, recursive: true);

    /// <summary>Pixel p of picture i is (i + p) mod 256, its label i mod 10.</summary>
    private void Write(string prefix, int count)
    {
        byte[] pixels = [.. Enumerable.Range(0, count).SelectMany(i => Enumerable.Range(i, 784).Select(p => (byte)p))];
        byte[] labels = [.. Enumerable.Range(0, count).Select(i => (byte)(i % 10))];
        System.IO.File.WriteAllBytes(File($"{prefix}-images-idx3-ubyte"), [.. Header(count, 28, 28), .. pixels]);
        System.IO.File.WriteAllBytes(File($"{prefix}-labels-idx1-ubyte"), [.. Header(count), .. labels]);
    }

    private static byte[] Header(params int[] lengths)
    {
        var header = new byte[4 + 4 * lengths.Length];
        header[2] = 8; // bytes
        header[3] = (byte)lengths.Length;
        foreach (var (axis, length) in lengths.Index())
            BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + 4 * axis), length);
        return header;
    }
}
