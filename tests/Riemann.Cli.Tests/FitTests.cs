using System.Globalization;
using System.Text;
using System.Text.Json;
using Xunit;

namespace Riemann.Cli.Tests;

public sealed class FitTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    private static Outcome Fit(params string[] arguments) => Shell.Run(["fit", .. arguments]);

    /// <summary>z = 2 x^2 + y where a third column is text, and some numbers are missing.</summary>
    private string Table(int rows = 60)
    {
        var text = new StringBuilder("x,y,name,z\n");
        for (var i = 0; i < rows; i++)
        {
            var (x, y) = (Math.Sin(i), Math.Cos(i * i));
            var z = i == 7 ? "Infinity" : (2 * x * x + y).ToString("R", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"{(i % 20 == 3 ? "" : x)},{y},n{i},{z}\n");
        }
        return folder.Text("table.csv", text.ToString());
    }

    [Fact]
    public void A_formula_comes_back_and_missing_values_are_told()
    {
        var lines = Fit(Table(), "--target=z", "--columns=x,y", "--quick").Succeeds().Lines;
        Assert.Equal("60 rows; z by x, y", lines[0]);
        Assert.Equal("4 rows are left out, for values that are missing or infinite: x 3, z 1", lines[1]);
        Assert.Contains("z = y + 2 x^2", lines);
        Assert.Contains("exact: what is left is rounding", lines);
    }

    [Fact]
    public void Json_has_formula_candidates_and_counts()
    {
        var text = Fit(Table(), "--target=z", "--columns=x,y", "--quick", "--json").Succeeds().Output;
        using var json = JsonDocument.Parse(text);
        Assert.Equal("y + 2 x^2", json.RootElement.GetProperty("formula").GetString());
        Assert.Equal(1.0, json.RootElement.GetProperty("r2").GetDouble(), 9);
        Assert.Equal(4, json.RootElement.GetProperty("rowsLeftOut").GetInt32());
        Assert.Equal(3, json.RootElement.GetProperty("missing").GetProperty("x").GetInt32());
        Assert.True(json.RootElement.GetProperty("candidates").GetArrayLength() >= 1);
    }

    [Fact]
    public void A_report_is_a_page()
    {
        var lines = Fit(Table(), "--target=z", "--columns=x", "--quick", $"--report={folder["page.html"]}")
            .Succeeds()
            .Lines;
        Assert.Equal($"report: {folder["page.html"]}", lines[^1]);
        Assert.Contains("<svg", File.ReadAllText(folder["page.html"]));
    }

    [Fact]
    public void Tables_that_do_not_fit_are_refused()
    {
        var table = Table();
        Fit(table).Refuses("--target NAME is missing");
        Fit(table, "--target=w").Refuses("it has x, y, name, z");
        Fit(table, "--target=z", "--columns=x,naem").Refuses("did you mean name?");
        Fit(table, "--target=z", "--columns=x,z").Refuses("other than z");
        Fit(table, "--target=z").Refuses("column name holds 'n0'; expected a number");
        Fit(Table(10), "--target=z", "--columns=x,y").Refuses("20 or more");
        Fit(folder["nope.csv"], "--target=z").Refuses("nope.csv");
        Fit(folder.Text("ragged.csv", "x,z\n1,2\n3\n"), "--target=z").Refuses("line 3");
        Fit(folder.Text("empty.csv", ""), "--target=z").Refuses("it is empty");
        Fit(folder.Text("head.csv", "x,z\n"), "--target=z").Refuses("20 or more");
    }
}
