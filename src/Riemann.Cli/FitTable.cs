using Microsoft.FSharp.Collections;
using Riemann.FSharp;
using Riemann.FSharp.Learning;
using Riemann.Kernels;

namespace Riemann.Cli;

/// <summary>Columns of a table, without the rows in which a number is missing.</summary>
internal sealed record FitTable(
    string Target,
    string[] Columns,
    Tensor X,
    Tensor Y,
    int Rows,
    (string Column, int Count)[] Missing
)
{
    /// <summary>The rows that are used.</summary>
    public int Used => Y.Length;

    /// <summary>The rows in which nothing is missing.</summary>
    public required int Complete { get; init; }

    /// <summary>Reads a target and the columns, or all others, of so many rows at most, at even distances.</summary>
    public static FitTable Read(string path, string target, string[]? columns, int most)
    {
        var table = Csv.tryRead(Csv.defaults, path).Value();
        columns ??= [.. table.Columns.Where(name => name != target)];
        foreach (var name in columns.Append(target))
            if (!table.Columns.Contains(name))
            {
                var option = name == target ? "--target" : "--columns";
                throw new Refusal(
                    $"{option} {name}: {path} has no such column; it has {string.Join(", ", table.Columns)}{Nearest.Hint(name, table.Columns)}"
                );
            }
        if (columns.Length == 0 || columns.Contains(target))
            throw new Refusal($"--columns: expected one or more columns other than {target}");

        var wanted = ListModule.OfSeq(columns.Append(target).Select(Column.NewNamed));
        var values = Csv.floats(wanted, table).Read().ToArray<double>();
        var width = columns.Length + 1;
        var missing = new int[width];
        var complete = new List<int>();
        for (var row = 0; row < table.Count; row++)
        {
            var isComplete = true;
            for (var column = 0; column < width; column++)
                if (!double.IsFinite(values[row * width + column]))
                {
                    missing[column]++;
                    isComplete = false;
                }
            if (isComplete)
                complete.Add(row);
        }

        var used = Math.Min(most, complete.Count);
        var rows = Enumerable.Range(0, used).Select(i => complete[(int)((long)i * complete.Count / used)]).ToArray();
        var x = rows.SelectMany(row => values.AsSpan(row * width, width - 1).ToArray()).ToArray();
        var y = rows.Select(row => values[row * width + width - 1]).ToArray();
        var incomplete = columns.Append(target).Zip(missing).Where(column => column.Second > 0);
        return new FitTable(
            target,
            columns,
            new Tensor(NDArray.Of<double>(x, Shape.Of(used, width - 1)), null),
            new Tensor(NDArray.Of<double>(y, Shape.Of(used)), null),
            table.Count,
            [.. incomplete]
        )
        {
            Complete = complete.Count,
        };
    }
}
