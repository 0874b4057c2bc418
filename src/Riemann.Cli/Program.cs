using System.Text;

namespace Riemann.Cli;

internal static class Program
{
    private static int Main(string[] arguments)
    {
        // Windows shows other letters than its own in this encoding only.
        if (OperatingSystem.IsWindows() && !Console.IsOutputRedirected)
            Console.OutputEncoding = Encoding.UTF8;

        return CommandLine.Run(arguments, Console.Out, Console.Error);
    }
}
