using System.Diagnostics;

namespace Riemann.Cli;

/// <summary>A line on a terminal that says what is under way and is drawn over itself; nothing anywhere else.</summary>
internal sealed class StatusLine(TextWriter error, bool isTerminal)
{
    private const int BarWidth = 40;

    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(50);

    private readonly Stopwatch sinceDrawn = Stopwatch.StartNew();
    private int drawn;

    public StatusLine(TextWriter error)
        : this(error, Terminal.Shows(error)) { }

    public void Show(string text)
    {
        if (!isTerminal)
            return;
        // A line that wraps would leave a part of itself behind.
        var width = Console.WindowWidth > 1 ? Console.WindowWidth - 1 : 79;
        if (text.Length > width)
            text = text[..width];
        error.Write($"\r{text.PadRight(drawn)}");
        drawn = text.Length;
        sinceDrawn.Restart();
    }

    /// <summary>How far the work is, now and then.</summary>
    public void ShowBar(string text, long finished, long all)
    {
        if (!isTerminal || sinceDrawn.Elapsed < pause)
            return;
        var filled = (int)(BarWidth * finished / Math.Max(1, all));
        Show($"{text} {new string('█', filled)}{new string('░', BarWidth - filled)} {finished}/{all}");
    }

    public void Clear()
    {
        if (drawn > 0)
            error.Write($"\r{new string(' ', drawn)}\r");
        drawn = 0;
    }
}
