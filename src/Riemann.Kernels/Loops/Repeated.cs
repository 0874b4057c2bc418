namespace Riemann.Kernels;

/// <summary>
/// For functions of two spans only: one value for all elements is repeated in a buffer small enough for the
/// innermost cache.
/// </summary>
// Bound: spans only; the buffer on the stack is one tile.
internal static class Repeated<T, TResult, TOperator>
    where T : unmanaged
    where TResult : unmanaged
    where TOperator : IBinary<T, TResult>
{
    /// <summary>f(x, y) with one y for all.</summary>
    public static void Right(ReadOnlySpan<T> x, T y, Span<TResult> destination)
    {
        var tile = (Span<T>)stackalloc T[Row.Tile];
        tile = tile[..Math.Min(tile.Length, x.Length)];
        tile.Fill(y);
        for (; x.Length > tile.Length; x = x[tile.Length..], destination = destination[tile.Length..])
            TOperator.Invoke(x[..tile.Length], tile, destination[..tile.Length]);
        TOperator.Invoke(x, tile[..x.Length], destination);
    }

    /// <summary>f(x, y) with one x for all.</summary>
    public static void Left(T x, ReadOnlySpan<T> y, Span<TResult> destination)
    {
        var tile = (Span<T>)stackalloc T[Row.Tile];
        tile = tile[..Math.Min(tile.Length, y.Length)];
        tile.Fill(x);
        for (; y.Length > tile.Length; y = y[tile.Length..], destination = destination[tile.Length..])
            TOperator.Invoke(tile, y[..tile.Length], destination[..tile.Length]);
        TOperator.Invoke(tile[..y.Length], y, destination);
    }
}
