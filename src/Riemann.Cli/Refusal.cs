namespace Riemann.Cli;

/// <summary>A command that cannot do what was asked, in one line for the user.</summary>
internal sealed class Refusal(string message, int code = ExitCode.BadInput) : Exception(message)
{
    public int Code => code;
}
