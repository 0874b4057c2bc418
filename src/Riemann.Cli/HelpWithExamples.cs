using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Riemann.Cli;

/// <summary>The help of a command, then its examples and the exit codes.</summary>
internal sealed class HelpWithExamples : SynchronousCommandLineAction
{
    private readonly HelpAction help = new();

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult line)
    {
        help.Invoke(line);
        var output = line.InvocationConfiguration.Output;
        if (line.CommandResult.Command is Verb verb)
        {
            output.WriteLine("Examples:");
            foreach (var example in verb.Examples.Split('\n'))
                output.WriteLine($"  {example}");
            output.WriteLine();
        }
        output.WriteLine(ExitCode.Help);
        return ExitCode.Success;
    }
}
