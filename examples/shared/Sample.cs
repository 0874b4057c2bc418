using System.CommandLine;
using System.CommandLine.Help;
using System.Numerics;

namespace Examples;

/// <summary>What the samples' command lines share: options with ranges, errors, and Ctrl-C.</summary>
internal static class Sample
{
    /// <summary>A small run that takes seconds.</summary>
    public static Option<bool> Quick { get; } = new("--quick") { Description = "little data, a few seconds" };

    /// <summary>The seed of everything random.</summary>
    public static Option<long> Seed { get; } =
        new("--seed")
        {
            Description = "another number, other data, weights and order",
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };

    /// <summary>A file or folder, null where it is not given.</summary>
    public static Option<string?> Path(string name, string holder, string help) =>
        new(name) { Description = help, HelpName = holder };

    /// <summary>A number of at least 1, null where it is not given.</summary>
    public static Option<int?> Number(string name, string help)
    {
        var option = new Option<int?>(name) { Description = help, HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() < 1)
                result.AddError($"{name}: not a number of 1 or more");
        });
        return option;
    }

    /// <summary>
    /// Runs a sample, and gives its exit code: 2 with what is wrong where what was asked for cannot be, 130 where the user
    /// stopped it, which the sample learns from the token.
    /// </summary>
    public static int Run(
        string about,
        Option[] options,
        Action<ParseResult, CancellationToken> sample,
        string[] arguments
    )
    {
        using var source = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            source.Cancel();
        };
        var command = new RootCommand(about);
        command.Options.Clear();
        foreach (var option in options.Append(new HelpOption { Description = "shows this" }))
            command.Options.Add(option);
        command.SetAction(line => Guard(() => sample(line, source.Token)));
        var line = command.Parse(arguments);
        return line.Errors.Count > 0 ? Refuse(line.Errors[0].Message) : line.Invoke();
    }

    private static int Guard(Action sample)
    {
        try
        {
            sample();
            return 0;
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("stopped");
            return 130;
        }
        catch (Exception error)
            when (error
                    is Riemann.FSharp.RiemannException
                        or IOException
                        or InvalidDataException
                        or UnauthorizedAccessException
            )
        {
            return Refuse(error.Message);
        }
    }

    private static int Refuse(string problem)
    {
        Console.Error.WriteLine(problem);
        return 2;
    }
}
