using System.Diagnostics;

namespace Examples;

/// <summary>Shows how far something is: lines, and on a terminal a bar below them that is drawn over itself.</summary>
internal sealed class Progress : IDisposable
{
    private const int BatchesPerLine = 100;
    private const int Text = 45; // around the bar
    private static readonly TimeSpan redraw = TimeSpan.FromMilliseconds(50);

    private readonly bool isTerminal = !Console.IsOutputRedirected;
    private readonly Stopwatch sinceDrawn = Stopwatch.StartNew();
    private readonly int width = Console.IsOutputRedirected ? 0 : Math.Clamp(Console.WindowWidth - Text, 10, 40);

    /// <summary>After a batch, counted from 0, of an epoch, counted from 1: a bar, and in a pipe a line now and then.</summary>
    public void Batch(int epoch, int epochs, int batch, int batches, double loss)
    {
        if (isTerminal && sinceDrawn.Elapsed >= redraw)
        {
            var filled = width * (batch + 1) / batches;
            var bar = new string('#', filled) + new string('.', width - filled);
            Console.Write($"\rEpoch {epoch}/{epochs} {bar} {batch + 1}/{batches}, Loss: {loss:F4} ");
            sinceDrawn.Restart();
        }
        if (!isTerminal && batch % BatchesPerLine == 0)
            Line($"Epoch {epoch}/{epochs}, Batch {batch}/{batches}, Loss: {loss:F4}");
    }

    /// <summary>A line, above the bar.</summary>
    public void Line(string line)
    {
        Dispose();
        Console.WriteLine(line);
    }

    /// <summary>Takes the bar away.</summary>
    public void Dispose()
    {
        if (isTerminal)
            Console.Write("\r" + new string(' ', width + Text - 1) + "\r");
    }
}
