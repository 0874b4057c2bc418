using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Riemann.Cli;

/// <summary>The whole command line: what is asked for, and what is wrong with it.</summary>
internal static class CommandLine
{
    // A file name may begin with an @.
    private static readonly ParserConfiguration plain = new() { ResponseFileTokenReplacer = null };

    /// <summary>Runs a command, which prints to the writers; the exit code.</summary>
    public static int Run(string[] arguments, TextWriter output, TextWriter error)
    {
        try
        {
            var line = Root().Parse(arguments, plain);
            if (line.Action is ParseErrorAction)
                throw new Refusal(Problem(line));
            return line.Invoke(
                new InvocationConfiguration
                {
                    Output = output,
                    Error = error,
                    EnableDefaultExceptionHandler = false,
                }
            );
        }
        catch (Exception exception)
        {
            return Failure.Report(exception, error);
        }
    }

    internal static RootCommand Root()
    {
        var root = new RootCommand("Trains networks, finds formulas, and reads and prepares data files.")
        {
            MlpCommand.Create(),
            InspectCommand.Create(),
            PrepareDataCommand.Create(),
            FitCommand.Create(),
            InfoCommand.Create(),
            CompletionCommand.Create(),
        };
        var help = new HelpWithExamples();
        foreach (var option in root.Options)
            if (option is HelpOption)
                option.Action = help;
        root.SetAction(help.Invoke);
        return root;
    }

    private static string Problem(ParseResult line)
    {
        var command = line.CommandResult.Command;
        if (line.UnmatchedTokens.Count > 0)
            return Unknown(line.UnmatchedTokens[0], command);
        if (line.Errors[0].SymbolResult is OptionResult { Tokens.Count: 0 } valueless)
            return $"{valueless.Option.Name}: its value is missing";
        if (line.Errors[0].SymbolResult is OptionResult { IdentifierTokenCount: > 1 } repeated)
            return $"{repeated.Option.Name}: given twice";
        if (line.Errors[0].SymbolResult is ArgumentResult { Tokens.Count: 0 } absent)
            return $"{command.Name}: {absent.Argument.HelpName} is missing: {absent.Argument.Description}";
        return line.Errors[0].Message;
    }

    /// <summary>What is wrong with a word that nothing takes.</summary>
    internal static string Unknown(string token, Command command)
    {
        var name = token.Split('=')[0];
        if (name.StartsWith('-'))
            return $"{name}: unknown option of {command.Name}"
                + Nearest.Hint(name, command.Options.Select(option => option.Name).Append("--help"));
        return command.Subcommands.Count > 0
            ? $"{name}: unknown command{Nearest.Hint(name, command.Subcommands.Select(known => known.Name))}"
            : $"{name}: {command.Name} takes no such argument";
    }
}
