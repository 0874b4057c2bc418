using System.Globalization;

namespace Riemann.Kernels;

/// <summary>What the arrays' native memory amounts to. Arrays of up to 4096 bytes are not counted.</summary>
public static class Memory
{
    /// <summary>The bytes that arrays hold, dead arrays not yet collected included.</summary>
    public static long Outstanding => Pool.Outstanding;

    /// <summary>The bytes of collected arrays that are kept to be used again.</summary>
    public static long Cached => Pool.Cached;

    /// <summary>Gives the bytes kept to be used again back to the system.</summary>
    public static void Trim() => Pool.Trim(0);

    /// <summary>The figures of this moment. They print as a small table.</summary>
    public static MemoryReport Report() =>
        new(
            Pool.Outstanding,
            Pool.Peak,
            Pool.Cached,
            Pool.Rented,
            Pool.Made,
            Pool.Released,
            Pool.Collected,
            Budget.Collections
        );
}

/// <summary>What the arrays' native memory amounts to, since the program started.</summary>
/// <param name="Outstanding">The bytes that arrays hold, dead arrays not yet collected included.</param>
/// <param name="Peak">The most bytes that arrays held at once.</param>
/// <param name="Cached">The bytes that wait to be used again.</param>
/// <param name="Rented">The blocks that arrays asked for.</param>
/// <param name="Made">Those of them that came fresh from the system.</param>
/// <param name="Released">The blocks given back at once, when the transformation or scope that made them returned.</param>
/// <param name="Collected">The blocks that the garbage collector found dead.</param>
/// <param name="Collections">The collections that were asked for because too much was outstanding.</param>
public readonly record struct MemoryReport(
    long Outstanding,
    long Peak,
    long Cached,
    long Rented,
    long Made,
    long Released,
    long Collected,
    long Collections
)
{
    /// <summary>The figures, one to a line, bytes in MB.</summary>
    public override string ToString()
    {
        static string Line(string name, string value, string what) => $"{name, -12}{value, 12}  {what}";
        static string Bytes(long bytes) => (bytes / 1048576.0).ToString("N1", CultureInfo.InvariantCulture) + " MB";
        static string Count(long count) => count.ToString("N0", CultureInfo.InvariantCulture);

        return string.Join(
            '\n',
            Line("outstanding", Bytes(Outstanding), "held by arrays"),
            Line("peak", Bytes(Peak), "held at once"),
            Line("cached", Bytes(Cached), "waiting to be used again"),
            Line("rented", Count(Rented), "blocks asked for"),
            Line("made", Count(Made), "of them fresh from the system"),
            Line("released", Count(Released), "given back when their transformation or scope returned"),
            Line("collected", Count(Collected), "found dead by the garbage collector"),
            Line("collections", Count(Collections), "asked for because too much was outstanding")
        );
    }
}
