using System.Formats.Tar;
using System.IO.Compression;
using System.Net;
using System.Security.Cryptography;
using Riemann.FSharp;
using Riemann.FSharp.Learning;
using Riemann.Kernels;
using Xunit;

namespace Riemann.Cli.Tests;

public sealed class PrepareDataTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static Outcome Prepare(params string[] arguments) => Shell.Run(["prepare-data", .. arguments]);

    private static Dictionary<string, Tensor> Arrays(string path) =>
        Npz.read(path).ToDictionary(item => item.Item1, item => item.Item2);

    private static byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(i => (byte)i)];

    private string MnistFile()
    {
        static Tensor Of(int length, params int[] shape) => new(NDArray.Of<byte>(Bytes(length), Shape.Of(shape)), null);
        return folder.Npz(
            "mnist.npz",
            ("x_train", Of(24, 3, 2, 4)),
            ("y_train", Of(3, 3)),
            ("x_test", Of(8, 1, 2, 4)),
            ("y_test", Of(1, 1))
        );
    }

    [Fact]
    public void Digits_are_drawn_once()
    {
        var path = folder["digits.npz"];
        var first = Prepare("--dataset=digits", $"--output={path}").Succeeds();
        Assert.Contains("Xtrain 10000x784", first.Output);
        var arrays = Arrays(path);
        Assert.Equal(DType.Float32, arrays["Xtest"].DType);
        Assert.Equal([2000, 784], arrays["Xtest"].Shape);
        Assert.Equal(1.0, new StoredArray("", "", [], () => arrays["Xtest"]).InfinityNorm(arrays["Xtest"]));
        Assert.Equal(DType.Int64, arrays["Ttrain"].DType);
        Assert.Equal([10000], arrays["Ttrain"].Shape);
        var time = File.GetLastWriteTimeUtc(path);
        Assert.Equal($"{path} is there already\n", Prepare("--dataset=digits", $"--output={path}").Succeeds().Output);
        Assert.Equal(time, File.GetLastWriteTimeUtc(path));
    }

    [Fact]
    public void Mnist_in_one_file_is_flat_and_from_0_to_1()
    {
        MnistFile();
        Prepare("--dataset=mnist", $"--root={folder[""]}").Succeeds();
        var arrays = Arrays(folder["mnist-flattened.npz"]);
        Assert.Equal([3, 8], arrays["Xtrain"].Shape);
        Assert.Equal(23f / 255f, arrays["Xtrain"].Read().ToArray<float>()[^1]);
        Assert.Equal([0L, 1L, 2L], arrays["Ttrain"].Read().ToArray<long>());
    }

    [Fact]
    public void Cifar10_is_fetched_checked_and_unpacked()
    {
        var archive = Cifar10Archive();
        var hash = Convert.ToHexString(SHA256.HashData(archive));
        using var server = new HttpListener();
        var port = System.Random.Shared.Next(20000, 60000);
        server.Prefixes.Add($"http://localhost:{port}/");
        server.Start();
        _ = Task.Run(async () =>
        {
            while (server.IsListening)
            {
                var context = await server.GetContextAsync();
                context.Response.ContentLength64 = archive.Length;
                await context.Response.OutputStream.WriteAsync(archive);
                context.Response.Close();
            }
        });
        string[] arguments =
        [
            "--dataset=cifar10",
            $"--root={folder[""]}",
            "--download",
            $"--source=http://localhost:{port}/c",
        ];
        Prepare([.. arguments, $"--sha256={new string('0', 64)}"]).Refuses("SHA-256");
        Prepare([.. arguments, $"--sha256={hash}"]).Succeeds();
        Assert.Equal([2, 3072], Arrays(folder["cifar10-flattened.npz"])["Xtrain"].Shape);
        Assert.Equal(["cifar-10-binary.tar.gz", "data_batch_1.bin", "test_batch.bin"], Names(folder["cifar10"]));
    }

    [Fact]
    public void What_cannot_be_prepared_is_refused()
    {
        Prepare().Refuses("--dataset mnist|cifar10|digits is missing");
        Prepare("--dataset=mnist", "--download").Refuses("--download needs --source URL and --sha256 HASH");
        Prepare("--dataset=digits", "--download", $"--output={folder["x"]}").Refuses("digits are drawn");
        Prepare("--dataset=mnist", $"--root={folder[""]}").Refuses("train-images-idx3-ubyte");
        Prepare("--dataset=cifar10", $"--root={folder["nope"]}", $"--output={folder["x"]}").Refuses("no such");
        Assert.Empty(Names(folder[""]));
        folder.Text("mnist.npz", "PK");
        Prepare("--dataset=mnist", $"--root={folder[""]}").Refuses("mnist.npz");
    }

    private static string[] Names(string path) =>
        [.. Directory.GetFileSystemEntries(path).Select(entry => Path.GetFileName(entry)).Order()];

    /// <summary>Two training records, one test record, and a part whose path leads elsewhere.</summary>
    private static byte[] Cifar10Archive()
    {
        using var bytes = new MemoryStream();
        using (var zipped = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var tar = new TarWriter(zipped))
        {
            void Add(string name, int records) =>
                tar.WriteEntry(
                    new PaxTarEntry(TarEntryType.RegularFile, name)
                    {
                        DataStream = new MemoryStream(new byte[3073 * records]),
                    }
                );
            Add("cifar-10-batches-bin/data_batch_1.bin", 2);
            Add("../test_batch.bin", 1);
            Add("cifar-10-batches-bin/readme.html", 1);
        }
        return bytes.ToArray();
    }
}
