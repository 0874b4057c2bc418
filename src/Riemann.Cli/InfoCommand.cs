using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Riemann.Kernels;

namespace Riemann.Cli;

/// <summary><c>riemann info</c>: what the library finds on this machine.</summary>
internal static class InfoCommand
{
    private const string Examples = """
        riemann info
        riemann info --json --no-speed
        """;

    private static readonly Option<bool> json = Options.Flag("--json", "prints JSON");
    private static readonly Option<bool> noSpeed = Options.Flag("--no-speed", "measures nothing");

    public static Command Create()
    {
        var command = new Verb("info", "Shows versions, the processor's features in use, threads and speed.", Examples)
        {
            json,
            noSpeed,
        };
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult line)
    {
        var output = line.InvocationConfiguration.Output;
        var speed = line.GetValue(noSpeed) ? null : SpeedCheck.Run();
        if (line.GetValue(json))
            PrintJson(output, speed);
        else
            PrintText(output, speed);
    }

    private static string Version =>
        typeof(InfoCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    private static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128
        : 0;

    private static string[] Features =>
        [
            .. from feature in new (string Name, bool IsThere)[]
            {
                ("AVX", Avx.IsSupported),
                ("AVX2", Avx2.IsSupported),
                ("FMA", Fma.IsSupported),
                ("AVX-512F", Avx512F.IsSupported),
                ("AdvSimd", AdvSimd.IsSupported),
            }
            where feature.IsThere
            select feature.Name,
        ];

    private static void PrintText(TextWriter output, SpeedCheck? speed)
    {
        void Row(string name, string value) => output.WriteLine($"{name, -8} {value}");

        Row("riemann", Version);
        Row(".NET", Environment.Version.ToString());
        Row("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}");
        Row("vectors", VectorBits == 0 ? "none" : $"{VectorBits} bits ({string.Join(", ", Features)})");
        Row("threads", $"{ForkJoin.Threads} of {Environment.ProcessorCount} processors");
        Row("devices", "cpu");
        if (speed is not null)
            Row("speed", $"{speed.Gigaflops:F1} GFLOP/s (float32 matrix product), {speed.Gigabytes:F1} GB/s (memory)");
    }

    private static void PrintJson(TextWriter output, SpeedCheck? speed) =>
        Json.Print(
            output,
            json =>
            {
                json.WriteStartObject();
                json.WriteString("version", Version);
                json.WriteString("dotnet", Environment.Version.ToString());
                json.WriteString("system", RuntimeInformation.OSDescription);
                json.WriteString("architecture", RuntimeInformation.ProcessArchitecture.ToString());
                json.WriteNumber("vectorBits", VectorBits);
                json.WriteStartArray("features");
                foreach (var feature in Features)
                    json.WriteStringValue(feature);
                json.WriteEndArray();
                json.WriteNumber("threads", ForkJoin.Threads);
                json.WriteNumber("processors", Environment.ProcessorCount);
                json.WriteStartArray("devices");
                json.WriteStringValue("cpu");
                json.WriteEndArray();
                if (speed is not null)
                {
                    json.WriteNumber("matrixProductGigaflops", Math.Round(speed.Gigaflops, 1));
                    json.WriteNumber("memoryGigabytesPerSecond", Math.Round(speed.Gigabytes, 1));
                }
                json.WriteEndObject();
            }
        );
}
