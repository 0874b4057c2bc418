using System.CommandLine;

namespace Riemann.Cli;

/// <summary><c>riemann fit</c>: a formula for a column of a table.</summary>
internal static class FitCommand
{
    private const string Examples = """
        riemann fit data.csv --target y
        riemann fit housing.csv --target price --columns rooms,age --report housing.html
        riemann fit data.csv --target y --quick --json
        """;

    private static readonly Argument<string> file = new("file")
    {
        HelpName = "FILE",
        Description = "a table of comma-separated values with a header, plain or gzip",
    };

    private static readonly Option<string?> target = Options.Text(
        "--target",
        "NAME",
        "the column to find a formula for"
    );

    private static readonly Option<string?> columns = Options.Text(
        "--columns",
        "LIST",
        "the columns it is a formula of, with , between (all others)"
    );

    private static readonly Option<string?> report = Options.Text(
        "--report",
        "FILE",
        "writes a page with drawings there"
    );
    private static readonly Option<long?> seed = Options.Seed("networks that begin with other weights (1)");
    private static readonly Option<bool> quick = Options.Flag("--quick", "fewer rows and networks");
    private static readonly Option<bool> json = Options.Flag("--json", "prints JSON");

    public static Command Create()
    {
        var command = new Verb(
            "fit",
            "Looks for a formula for a column of a table, by Kolmogorov-Arnold networks.",
            Examples
        )
        {
            file,
            target,
            columns,
            report,
            seed,
            quick,
            json,
        };
        command.SetAction(Run);
        return command;
    }

    private static void Run(ParseResult line)
    {
        var path = line.GetValue(file)!;
        if (path.StartsWith("--") && !File.Exists(path))
            throw new Refusal(CommandLine.Unknown(path, line.CommandResult.Command));
        var name = line.Required(target);
        Target.Require("--report", line.GetValue(report));

        var isQuick = line.GetValue(quick);
        var table = FitTable.Read(path, name, line.GetValue(columns)?.Split(','), isQuick ? 300 : 1000);
        using var interruption = new Interruption();
        var search = new FitSearch(table, line.GetValue(seed) ?? 1, isQuick, interruption.Token);
        var result = search.Run(new StatusLine(line.InvocationConfiguration.Error));

        var output = line.InvocationConfiguration.Output;
        if (line.GetValue(report) is { } page)
            result.WriteReport(page);
        if (line.GetValue(json))
            Json.Print(output, result.PrintJson);
        else
            result.PrintText(output, line.GetValue(report));
    }
}
