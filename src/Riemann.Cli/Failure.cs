using System.Runtime.CompilerServices;
using Riemann.FSharp;

namespace Riemann.Cli;

/// <summary>Exceptions as one line for the user and an exit code.</summary>
internal static class Failure
{
    private const string Variable = "RIEMANN_TRACE";

    /// <summary>Prints one line, and the stack with RIEMANN_TRACE=1; the exit code.</summary>
    public static int Report(Exception exception, TextWriter error)
    {
        var (code, text) = exception switch
        {
            Refusal refusal => (refusal.Code, refusal.Message),
            OperationCanceledException => (ExitCode.Interrupted, "stopped"),
            FileNotFoundException or DirectoryNotFoundException => (ExitCode.BadInput, exception.Message),
            IOException or UnauthorizedAccessException => (ExitCode.Failure, exception.Message),
            OutOfMemoryException => (ExitCode.Failure, "there is not enough memory"),
            _ => OfLibrary(exception),
        };
        error.WriteLine($"riemann: {OneLine(text)}");
        if (Environment.GetEnvironmentVariable(Variable) == "1")
            error.WriteLine(exception);
        return code;
    }

    /// <summary>What the library says is wrong, in one line.</summary>
    public static string Text(RiemannError problem) =>
        problem switch
        {
            RiemannError.Malformed it => $"{it.source}: {it.found}; expected {it.expected}",
            RiemannError.Value it => $"{it.problem}; {it.hint}",
            RiemannError.Shape it => $"{it.problem}; {it.rule}",
            RiemannError.DType it => $"{it.problem}; {it.hint}",
            _ => problem.ToString(),
        };

    // Apart, so that nothing of the library is loaded for a mistyped option.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (int Code, string Text) OfLibrary(Exception exception) =>
        exception is RiemannException library
            ? (ExitCode.BadInput, Text(library.Error))
            : (ExitCode.Failure, $"{exception.Message} ({exception.GetType().Name}; {Variable}=1 shows where)");

    private static string OneLine(string text) =>
        string.Join(
            ' ',
            text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        );
}
