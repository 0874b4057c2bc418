using System.CommandLine;
using System.Globalization;
using System.Text.Json;

namespace Riemann.Cli;

/// <summary><c>riemann inspect-npz</c>: what is in files of arrays.</summary>
internal static class InspectCommand
{
    private const string Examples = """
        riemann inspect-npz mnist-flattened.npz
        riemann inspect-npz --shapes-only *.npz
        riemann inspect-npz --json model.safetensors
        """;

    private static readonly Argument<string[]> files = new("files")
    {
        HelpName = "FILE",
        Description = "NPZ, NPY and safetensors files",
        Arity = ArgumentArity.OneOrMore,
    };

    private static readonly Option<bool> shapesOnly = Options.Flag(
        "--shapes-only",
        "reads names, shapes and types alone"
    );
    private static readonly Option<bool> json = Options.Flag("--json", "prints JSON");

    public static Command Create()
    {
        var command = new Verb("inspect-npz", "Shows the arrays in files.", Examples) { files, shapesOnly, json };
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult line)
    {
        var paths = line.GetValue(files)!;
        // Whatever is no option of the command is a file to the parser.
        if (paths.FirstOrDefault(path => path.StartsWith("--") && !File.Exists(path)) is { } unknown)
            throw new Refusal(CommandLine.Unknown(unknown, line.CommandResult.Command));

        var output = line.InvocationConfiguration.Output;
        var isShort = line.GetValue(shapesOnly);
        if (line.GetValue(json))
            Json.Print(output, writer => PrintJson(writer, paths, isShort));
        else
            foreach (var path in paths)
            {
                if (paths.Length > 1)
                    output.WriteLine($"{path}:");
                StoredArray.Visit(path, arrays => PrintText(output, arrays, isShort));
            }
    }

    private static void PrintText(TextWriter output, IReadOnlyList<StoredArray> arrays, bool isShort)
    {
        var nameWidth = arrays.Select(array => array.Name.Length).DefaultIfEmpty().Max();
        var shapeWidth = arrays.Select(array => array.ShapeText.Length).DefaultIfEmpty().Max();
        foreach (var array in arrays)
        {
            var title = $"{array.Name.PadRight(nameWidth)} ({array.ShapeText.PadRight(shapeWidth)})";
            if (isShort)
            {
                output.WriteLine($"{title} {array.Type}");
                continue;
            }
            var tensor = array.Read();
            var norm = array.InfinityNorm(tensor).ToString("F8", CultureInfo.InvariantCulture);
            output.WriteLine($"{title} inf-norm = {norm} {array.Type}");
            var text = tensor.ToString();
            // The first line names type and shape.
            output.WriteLine(text[(text.IndexOf('\n') + 1)..]);
        }
    }

    private static void PrintJson(Utf8JsonWriter writer, string[] paths, bool isShort)
    {
        writer.WriteStartArray();
        foreach (var path in paths)
        {
            writer.WriteStartObject();
            writer.WriteString("file", path);
            writer.WriteStartArray("arrays");
            StoredArray.Visit(
                path,
                arrays =>
                {
                    foreach (var array in arrays)
                        PrintJson(writer, array, isShort);
                }
            );
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void PrintJson(Utf8JsonWriter writer, StoredArray array, bool isShort)
    {
        writer.WriteStartObject();
        writer.WriteString("name", array.Name);
        writer.WriteStartArray("shape");
        foreach (var length in array.Shape)
            writer.WriteNumberValue(length);
        writer.WriteEndArray();
        writer.WriteString("dtype", array.Type);
        if (!isShort)
            writer.Number("infNorm", array.InfinityNorm(array.Read()));
        writer.WriteEndObject();
    }
}
