using System.Diagnostics;
using Xunit;

namespace Riemann.Tests.Layers;

/// <summary>A test against PyTorch: it runs where a python3 has it.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TorchFactAttribute : FactAttribute
{
    private static readonly Lazy<string?> python = new(() =>
        ((string[])["/usr/bin/python3", "python3"]).FirstOrDefault(name => TryRun(name, "import torch") is not null)
    );

    public TorchFactAttribute()
    {
        if (python.Value is null)
            Skip = "needs a python3 with torch";
    }

    /// <summary>What a program prints.</summary>
    public static string Run(string program) =>
        TryRun(python.Value!, program) ?? throw new InvalidOperationException("python failed");

    private static string? TryRun(string name, string program)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(name, ["-c", program])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
