namespace Riemann.Cli;

/// <summary>How a command ends, for the shell.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    /// <summary>What was asked for made sense and did not work: a full disk, a server that does not answer.</summary>
    public const int Failure = 1;

    /// <summary>An option, a file or its content is not what it should be.</summary>
    public const int BadInput = 2;

    /// <summary>The user stopped it: 128 and the number of the signal.</summary>
    public const int Interrupted = 130;

    public const string Help = "Exit codes: 0 done, 1 failed, 2 bad input, 130 interrupted.";
}
