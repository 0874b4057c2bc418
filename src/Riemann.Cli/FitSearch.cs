using Microsoft.FSharp.Collections;
using Riemann.FSharp;
using Riemann.FSharp.Learning;

namespace Riemann.Cli;

/// <summary>The search for a formula: for an exact one where columns are few, and by networks.</summary>
internal sealed class FitSearch(FitTable table, long seed, bool isQuick, CancellationToken stop)
{
    /// <summary>The search for an exact formula tries combinations of columns.</summary>
    private int MostColumns => isQuick ? 2 : 3;

    private int Tries => isQuick ? 2 : 6;

    public FitResult Run(StatusLine status)
    {
        var names = ListModule.OfArray(table.Columns);
        Discovery? exact = null;
        if (table.Columns.Length <= MostColumns)
        {
            status.Show("looking for an exact formula");
            exact = Symbolic.discover(EdgeFunctionModule.all, names, table.X, table.Y);
            stop.ThrowIfCancellationRequested();
        }

        var candidates = exact is { IsExact: true } ? [] : Networks(status, names);
        status.Clear();
        return new FitResult(table, exact, candidates);
    }

    private KanFormulaCandidate[] Networks(StatusLine status, FSharpList<string> names)
    {
        var done = 0;
        void Show() => status.Show($"training network {Math.Min(done + 1, Tries)} of {Tries}");
        var usual = KanFormula.defaults;
        var settings = new KanFormulaSettings(
            usual.Hidden,
            Tries,
            KeyModule.create(seed),
            stop,
            Library.Function<KanFormulaCandidate>(_ =>
            {
                done++;
                Show();
            })
        );
        Show();
        return [.. KanFormula.search(settings, EdgeFunctionModule.all, names, table.X, table.Y)];
    }
}
