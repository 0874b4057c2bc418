using System.Runtime.CompilerServices;
using Xunit;

namespace Riemann.Tests.Surface;

/// <summary>
/// The public surface is written down in Riemann.txt. A change of it is a decision: the test fails and prints the
/// difference, and with RIEMANN_WRITE_SURFACE=1 it writes the file anew.
/// </summary>
public class PublicSurfaceTests
{
    private static string Baseline([CallerFilePath] string path = "") =>
        Path.Combine(Path.GetDirectoryName(path)!, "Riemann.txt");

    [Fact]
    public void The_public_surface_is_the_one_written_down()
    {
        var lines = PublicSurface.Lines();
        if (Environment.GetEnvironmentVariable("RIEMANN_WRITE_SURFACE") == "1")
            File.WriteAllLines(Baseline(), lines);
        var known = File.ReadAllLines(Baseline());
        var difference = known
            .Except(lines)
            .Select(line => "- " + line)
            .Concat(lines.Except(known).Select(line => "+ " + line))
            .ToArray();
        Assert.True(
            difference.Length == 0,
            $"the public surface changed; RIEMANN_WRITE_SURFACE=1 writes it down:\n{string.Join('\n', difference)}"
        );
    }

    [Fact]
    public void Nothing_public_mentions_the_functional_core()
    {
        string[] hidden =
        [
            "Riemann.FSharp",
            "Riemann.FSharp.Learning",
            "Riemann.Kernels",
            "Riemann.Bridge",
            "FSharp.Core",
        ];
        var found =
            from type in PublicSurface.Types
            from mentioned in PublicSurface
                .Members(type)
                .SelectMany(member => PublicSurface.Mentioned(member).Select(part => (Member: member.Name, Type: part)))
                .Concat(
                    type.GetInterfaces().Append(type.BaseType).OfType<Type>().Select(part => (Member: ":", Type: part))
                )
            from part in PublicSurface.Parts(mentioned.Type)
            where hidden.Contains(part.Assembly.GetName().Name)
            select $"{type}.{mentioned.Member}: {part}";
        Assert.Empty(found);
    }

    [Fact]
    public void Types_inside_others_are_found()
    {
        var parts = PublicSurface.Parts(typeof(Dictionary<string, List<Kernels.DType[]>>));
        Assert.Contains(typeof(Kernels.DType), parts);
    }
}
