using System.Diagnostics;

namespace Riemann.Cli;

/// <summary>A bar for the epoch under way, drawn over itself where there is a terminal and nowhere else.</summary>
internal sealed class EpochBar(TextWriter error, bool isTerminal)
{
    private const int Width = 40;

    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(50);

    private readonly Stopwatch sinceDrawn = Stopwatch.StartNew();
    private int drawn;

    public void Show(int epoch, int epochs, int finished, int batches)
    {
        if (!isTerminal || sinceDrawn.Elapsed < pause)
            return;
        var filled = (int)((long)Width * finished / batches);
        var text = $"{epoch, 5} of {epochs} {new string('█', filled)}{new string('░', Width - filled)} {finished}/{batches}";
        error.Write($"\r{text}");
        drawn = Math.Max(drawn, text.Length);
        sinceDrawn.Restart();
    }

    public void Clear()
    {
        if (drawn > 0)
            error.Write($"\r{new string(' ', drawn)}\r");
        drawn = 0;
    }
}
