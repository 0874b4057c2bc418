using System.CommandLine;
using System.Globalization;

namespace Riemann.Cli;

/// <summary>Options of a kind, with errors that name the option, the value and the rule.</summary>
internal static class Options
{
    public static Option<bool> Flag(string name, string help) => new(name) { Description = help };

    public static Option<string?> Text(string name, string holder, string help) =>
        new(name) { Description = help, HelpName = holder };

    public static Option<string> Text(string name, string holder, string help, string usual) =>
        new(name)
        {
            Description = help,
            HelpName = holder,
            DefaultValueFactory = _ => usual,
        };

    public static Option<long?> Seed(string help) => Whole("--seed", long.MinValue, long.MaxValue, help);

    public static Option<long?> Whole(string name, long least, long most, string help) =>
        new(name)
        {
            Description = help,
            HelpName = "N",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (
                    long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                    && value >= least
                    && value <= most
                )
                    return value;
                result.AddError($"{name} {text}: not a whole number from {least} to {most}");
                return null;
            },
        };

    /// <summary>A number from 0 to 1, or null where the option is not given.</summary>
    public static Option<double?> Fraction(string name, string help) =>
        new(name)
        {
            Description = help,
            HelpName = "FRACTION",
            CustomParser = result =>
            {
                var text = result.Tokens[0].Value;
                if (
                    double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                    && value is >= 0 and <= 1
                )
                    return value;
                result.AddError($"{name} {text}: not a number from 0 to 1");
                return null;
            },
        };

    /// <summary>One of some names, or null where the option is not given.</summary>
    public static Option<string?> Choice(string name, string[] names, string help)
    {
        var option = new Option<string?>(name) { Description = help, HelpName = string.Join('|', names) };
        option.CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (names.Contains(text))
                return text;
            result.AddError(
                $"{name} {text}: not {string.Join(", ", names[..^1])} or {names[^1]}{Nearest.Hint(text, names)}"
            );
            return null;
        };
        option.CompletionSources.Add(names);
        return option;
    }

    /// <summary>The value of an option that has to be there.</summary>
    public static string Required(this ParseResult line, Option<string?> option) =>
        line.GetValue(option) ?? throw new Refusal($"{option.Name} {option.HelpName} is missing: {option.Description}");
}
