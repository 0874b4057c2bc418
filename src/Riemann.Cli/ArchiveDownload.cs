using System.Formats.Tar;
using System.IO.Compression;
using Microsoft.FSharp.Core;
using Riemann.FSharp.Learning;

namespace Riemann.Cli;

/// <summary>Fetches the files in which MNIST and CIFAR-10 are handed round, and unpacks them.</summary>
internal static class ArchiveDownload
{
    private const string Cifar10File = "cifar-10-binary.tar.gz";

    /// <summary>More than any file of CIFAR-10 has.</summary>
    private const long LargestPart = 64 << 20;

    public static void Fetch(
        string name,
        string root,
        string url,
        string hash,
        StatusLine status,
        CancellationToken stop
    )
    {
        var folder = Path.Combine(root, name);
        var path = Path.Combine(folder, name == "mnist" ? PictureData.MnistFile : Cifar10File);
        var usual = Download.defaults;
        var settings = new DownloadSettings(
            FSharpOption<string>.Some(hash),
            usual.Attempts,
            usual.Wait,
            usual.Timeout,
            FuncConvert.FromAction<long, FSharpOption<long>>(
                (there, all) => status.ShowBar(Path.GetFileName(path), there, all is null ? there : all.Value)
            ),
            stop
        );
        Download.tryFile(settings, url, path).Value();
        if (name == "cifar10")
            Unpack(path, folder);
    }

    /// <summary>Takes the parts of the set out of the archive, by their names alone: no path leads anywhere else.</summary>
    private static void Unpack(string archive, string folder)
    {
        try
        {
            using var stream = new GZipStream(File.OpenRead(archive), CompressionMode.Decompress);
            using var reader = new TarReader(stream);
            while (reader.GetNextEntry() is { } entry)
            {
                var name = Path.GetFileName(entry.Name);
                var isPart = name.EndsWith(".bin") && (name.StartsWith("data_batch") || name.StartsWith("test_batch"));
                if (isPart && entry.DataStream is not null && entry.Length <= LargestPart)
                    entry.ExtractToFile(Path.Combine(folder, name), overwrite: true);
            }
        }
        catch (InvalidDataException error)
        {
            throw new Refusal($"{archive}: {error.Message}; expected a gzip archive of CIFAR-10's binary version");
        }
    }
}
