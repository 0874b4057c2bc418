using System.CommandLine;
using Riemann.FSharp.Learning;

namespace Riemann.Cli;

/// <summary><c>riemann prepare-data</c>: data sets as NPZ files for <c>riemann mlp</c>.</summary>
internal static class PrepareDataCommand
{
    private const string Examples = """
        riemann prepare-data --dataset digits
        riemann prepare-data --dataset mnist --root ~/data --output mnist.npz
        riemann prepare-data --dataset cifar10 --root ~/data --download --source URL --sha256 HASH
        """;

    private static readonly Option<string?> dataset = Options.Choice(
        "--dataset",
        ["mnist", "cifar10", "digits"],
        "which data; digits are drawn here, 10,000 for training and 2,000 for tests"
    );

    private static readonly Option<bool> download = Options.Flag(
        "--download",
        "fetches mnist.npz or cifar-10-binary.tar.gz into the root, unless it is there; needs --source and --sha256"
    );

    private static readonly Option<string?> source = Options.Text(
        "--source",
        "URL",
        "where --download finds the file; no address is built in"
    );

    private static readonly Option<string?> sha256 = Options.Text("--sha256", "HASH", "the file's SHA-256");

    private static readonly Option<string?> root = Options.Text(
        "--root",
        "FOLDER",
        "has the data, or a folder mnist or cifar10 with them; without it RIEMANN_DATA"
    );

    private static readonly Option<string?> output = Options.Text(
        "--output",
        "FILE",
        "the NPZ file (NAME-flattened.npz in the root, or here without one)"
    );

    public static Command Create()
    {
        var command = new Verb(
            "prepare-data",
            "Writes Xtrain, Ttrain, Xtest and Ttest: flat pictures from 0 to 1, and classes.",
            Examples
        )
        {
            dataset,
            root,
            output,
            download,
            source,
            sha256,
        };
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult line)
    {
        var name = line.Required(dataset);
        var folder = line.GetValue(root);
        var path = line.GetValue(output) ?? Path.Combine(folder ?? "", $"{name}-flattened.npz");
        var writer = line.InvocationConfiguration.Output;
        if (File.Exists(path))
        {
            writer.WriteLine($"{path} is there already");
            return;
        }
        Target.Require("--output", path);
        if (line.GetValue(download))
            Download(line, name, folder ?? "");

        writer.WriteLine($"Preparing {name}");
        var data = name switch
        {
            "mnist" => PictureData.Mnist(folder),
            "cifar10" => PictureData.Cifar10(folder),
            _ => PictureData.Digits(),
        };
        Npz.write(path, data);
        foreach (var (array, tensor) in data)
            writer.WriteLine($"{array, -6} {string.Join('x', tensor.Shape)}");
        writer.WriteLine($"Saved to {path}");
    }

    private static void Download(ParseResult line, string name, string folder)
    {
        if (name == "digits")
            throw new Refusal("--download: digits are drawn here");
        if (line.GetValue(source) is not { } url || line.GetValue(sha256) is not { } hash)
            throw new Refusal("--download needs --source URL and --sha256 HASH: no address is built in");

        using var interruption = new Interruption();
        var status = new StatusLine(line.InvocationConfiguration.Error);
        ArchiveDownload.Fetch(name, folder, url, hash, status, interruption.Token);
        status.Clear();
    }
}
