using System.Text.Json;
using Xunit;

namespace Riemann.Cli.Tests;

public sealed class ProcessTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_pipe_gets_no_escape_codes()
    {
        var data = folder.Data("data.npz");
        string[] mlp = ["mlp", "--layers=Linear", "--layer-sizes=2;2", "--epochs=3", $"--load-dataset={data}"];
        foreach (var arguments in new[] { mlp, ["inspect-npz", data], ["--help"], ["info", "--no-speed"] })
        {
            var outcome = Shell.Process(arguments).Succeeds();
            Assert.DoesNotContain('\u001b', outcome.Output);
            Assert.DoesNotContain('\r', outcome.Output);
        }
    }

    [Fact]
    public void The_shell_gets_the_exit_code_and_one_line()
    {
        Shell.Process("mlp", "--layers=Relu", "--layer-sizes=2;2").Refuses("did you mean ReLU?");
        Shell.Process("info", "--no-spede").Refuses("did you mean --no-speed?");
    }

    [Fact]
    public void The_stack_is_shown_on_request()
    {
        using var process = Shell.Start(new Dictionary<string, string> { ["RIEMANN_TRACE"] = "1" }, "mlp");
        var outcome = Shell.Wait(process);
        Assert.Equal(ExitCode.BadInput, outcome.Code);
        Assert.Contains("   at Riemann.Cli.", outcome.Error);
    }

    [Fact]
    public void Info_is_json_for_machines()
    {
        using var info = JsonDocument.Parse(Shell.Process("info", "--json").Succeeds().Output);
        Assert.True(info.RootElement.GetProperty("matrixProductGigaflops").GetDouble() > 0);
        Assert.True(info.RootElement.GetProperty("memoryGigabytesPerSecond").GetDouble() > 0);
        Assert.Equal("cpu", info.RootElement.GetProperty("devices")[0].GetString());
        using var quick = JsonDocument.Parse(Shell.Process("info", "--json", "--no-speed").Succeeds().Output);
        Assert.False(quick.RootElement.TryGetProperty("matrixProductGigaflops", out _));
    }

    [SkippableOnWindowsFact]
    public void Interrupted_training_saves_its_weights()
    {
        var (data, weights) = (folder.Data("data.npz"), folder["w.npz"]);
        using var process = Shell.Start(
            new Dictionary<string, string>(),
            "mlp",
            "--layers=ReLU;Linear",
            "--layer-sizes=2;8;2",
            "--epochs=1000000",
            $"--load-dataset={data}",
            $"--save-weights={weights}"
        );
        for (var line = ""; line is not null && !line.StartsWith("    3 |"); )
            line = process.StandardOutput.ReadLine();
        System.Diagnostics.Process.Start("kill", ["-INT", process.Id.ToString()]).WaitForExit();
        var outcome = Shell.Wait(process);
        Assert.Equal(ExitCode.Interrupted, outcome.Code);
        Assert.Equal("riemann: stopped\n", outcome.Error);
        Assert.StartsWith("Total training time: ", outcome.Lines[^2]);
        Assert.Contains("W1 (8x2) float32", Shell.Run("inspect-npz", "--shapes-only", weights).Succeeds().Output);
    }
}

/// <summary>A test of signals that processes send each other, which Windows has not.</summary>
internal sealed class SkippableOnWindowsFactAttribute : FactAttribute
{
    public SkippableOnWindowsFactAttribute()
    {
        if (OperatingSystem.IsWindows())
            Skip = "Windows has no such signal";
    }
}
