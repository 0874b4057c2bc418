using System.Globalization;
using System.Text.Json;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using Riemann.FSharp.Learning;

namespace Riemann.Cli;

/// <summary>The formulas that were found for a table.</summary>
internal sealed class FitResult
{
    private readonly FitTable table;
    private readonly KanFormulaCandidate[] networks;

    /// <summary>Different formulas, the best first.</summary>
    private readonly Discovery[] formulas;

    public FitResult(FitTable table, Discovery? exact, KanFormulaCandidate[] networks)
    {
        (this.table, this.networks) = (table, networks);
        var found = networks.Select(network => network.Formula);
        formulas =
        [
            .. (exact is null ? found : found.Prepend(exact))
                .OrderBy(formula => KanFormula.criterion(table.Used, formula))
                .DistinctBy(formula => ExpressionModule.toString(formula.Formula)),
        ];
    }

    private Discovery Best => formulas[0];

    /// <summary>The network that the best formula was read from, where it was.</summary>
    private KanFormulaCandidate? Source => networks.FirstOrDefault(network => ReferenceEquals(network.Formula, Best));

    public void WriteReport(string path) =>
        KanReportModule.write(
            path,
            new KanReport(
                $"A formula for {table.Target}",
                ListModule.OfArray(table.Columns),
                table.Target,
                table.X,
                table.Y,
                Source is { } source ? FSharpOption<KanGraph>.Some(source.Network) : null,
                Source?.Losses ?? FSharpList<double>.Empty,
                FSharpOption<Discovery>.Some(Best)
            )
        );

    public void PrintText(TextWriter output, string? report)
    {
        output.WriteLine(
            $"{table.Rows} rows; {table.Target} by {string.Join(", ", table.Columns)}"
                + (table.Used < table.Complete ? $"; {table.Used} rows at even distances are used" : "")
        );
        if (table.Missing.Length > 0)
        {
            var where = table.Missing.Select(column => $"{column.Column} {column.Count}");
            output.WriteLine(
                $"{table.Rows - table.Complete} rows are left out, for values that are missing or infinite: {string.Join(", ", where)}"
            );
        }
        output.WriteLine();
        output.WriteLine("      R2  size  formula");
        foreach (var formula in formulas)
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{formula.RSquared, 8:F6}  {ExpressionModule.complexity(formula.Formula), 4}  {ExpressionModule.toString(formula.Formula)}"
                )
            );
        output.WriteLine();
        output.WriteLine($"{table.Target} = {ExpressionModule.toString(Best.Formula)}");
        output.WriteLine(
            Best.IsExact ? "exact: what is left is rounding" : "not exact: the best balance of residuals and size"
        );
        if (report is not null)
            output.WriteLine($"report: {Path.GetFullPath(report)}");
    }

    public void PrintJson(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("target", table.Target);
        json.WriteStartArray("columns");
        foreach (var column in table.Columns)
            json.WriteStringValue(column);
        json.WriteEndArray();
        json.WriteNumber("rows", table.Rows);
        json.WriteNumber("rowsLeftOut", table.Rows - table.Complete);
        json.WriteNumber("rowsUsed", table.Used);
        json.WriteStartObject("missing");
        foreach (var (column, count) in table.Missing)
            json.WriteNumber(column, count);
        json.WriteEndObject();
        WriteFormula(json, Best);
        json.WriteStartArray("candidates");
        foreach (var formula in formulas)
        {
            json.WriteStartObject();
            WriteFormula(json, formula);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFormula(Utf8JsonWriter json, Discovery found)
    {
        json.WriteString("formula", ExpressionModule.toString(found.Formula));
        json.WriteString("latex", ExpressionModule.toLatex(found.Formula));
        json.Number("r2", found.RSquared);
        json.WriteBoolean("isExact", found.IsExact);
        json.WriteNumber("size", ExpressionModule.complexity(found.Formula));
    }
}
