using System.Diagnostics;
using Xunit;

// Commands set the number of threads and the current process's signals.
[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace Riemann.Cli.Tests;

/// <summary>What a command printed, and its exit code.</summary>
internal sealed record Outcome(int Code, string Output, string Error)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>A refusal: one line that has the words, and the exit code.</summary>
    public void Refuses(string words, int code = ExitCode.BadInput)
    {
        Assert.Equal(code, Code);
        var line = Assert.Single(Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("riemann: ", line);
        Assert.Contains(words, line);
    }

    public Outcome Succeeds()
    {
        Assert.Equal("", Error);
        Assert.Equal(ExitCode.Success, Code);
        return this;
    }
}

/// <summary>Runs commands: here, or as a process of their own.</summary>
internal static class Shell
{
    public static Outcome Run(params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var code = CommandLine.Run(arguments, output, error);
        return new Outcome(code, output.ToString(), error.ToString());
    }

    public static Process Start(IDictionary<string, string> environment, params string[] arguments)
    {
        var name = OperatingSystem.IsWindows() ? "riemann.exe" : "riemann";
        var info = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, name), arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (variable, value) in environment)
            info.Environment[variable] = value;
        return System.Diagnostics.Process.Start(info)!;
    }

    public static Outcome Wait(Process process)
    {
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Outcome(process.ExitCode, output, error.Result);
    }

    public static Outcome Process(params string[] arguments)
    {
        using var process = Start(new Dictionary<string, string>(), arguments);
        return Wait(process);
    }
}
