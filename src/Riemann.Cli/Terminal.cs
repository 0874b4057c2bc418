namespace Riemann.Cli;

/// <summary>Whether somebody looks on while a command works.</summary>
internal static class Terminal
{
    /// <summary>Whether what is written there goes to a terminal that can draw over itself.</summary>
    public static bool Shows(TextWriter error) =>
        error == Console.Error && !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") != "dumb";
}
