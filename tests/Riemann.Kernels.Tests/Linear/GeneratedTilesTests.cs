using System.Diagnostics;
using System.Runtime.CompilerServices;
using Xunit;

namespace Riemann.Kernels.Tests;

public class GeneratedTilesTests
{
    [Fact]
    public void CheckedInFilesAreTheGeneratorsOutput()
    {
        var sources = Path.Combine(TestFolder(), "../../../src/Riemann.Kernels/Linear");
        var output = Directory.CreateTempSubdirectory("tiles");
        try
        {
            string[] arguments = ["fsi", Path.Combine(sources, "generate.fsx"), output.FullName];
            using var process = Process.Start("dotnet", arguments);
            process.WaitForExit();
            Assert.Equal(0, process.ExitCode);
            var files = output.GetFiles();
            Assert.Equal(2, files.Length);
            foreach (var file in files)
                Assert.Equal(File.ReadAllText(file.FullName), File.ReadAllText(Path.Combine(sources, file.Name)));
        }
        finally
        {
            output.Delete(recursive: true);
        }
    }

    private static string TestFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
