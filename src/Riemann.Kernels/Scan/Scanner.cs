using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Riemann.Kernels;

/// <summary>
/// The loops of a scan: along lines where the axis is the innermost of the result, otherwise by rows of
/// neighbouring lines, a tile of states at a time.
/// </summary>
// Bound: x and the result have one shape; tiles are at most Row.Tile of their elements.
internal static unsafe class Scanner<T, TState, TScan>
    where T : unmanaged, INumber<T>
    where TState : unmanaged, INumber<TState>
    where TScan : IScan<TState>
{
    /// <summary>The fewest columns for a thread: those in a cache line of bytes.</summary>
    private const int Columns = 64;

    public static NDArray Run(NDArray x, int axis, bool reverse)
    {
        var result = NDArray.Allocate(x.DType, x.Shape);
        if (result.Length > 0)
            if (reverse)
                Walked(Scan.Reversed(x, axis), Scan.Reversed(result, axis), axis);
            else
                Walked(x, result, axis);
        GC.KeepAlive(x);
        GC.KeepAlive(result);
        return result;
    }

    private static void Walked(NDArray x, NDArray result, int axis)
    {
        var heads = Scan.Heads(x, axis);
        var walk = new Walk(stackalloc WalkAxis[Walk.Room(heads.Shape)], heads.Shape, heads, Scan.Heads(result, axis));
        var from = new Line(x.Shape[axis], x.Strides[axis]);
        var to = new Line(x.Shape[axis], result.Strides[axis]);
        fixed (T* first = &x.First<T>())
        fixed (T* second = &result.First<T>())
            do
            {
                var work = new Work(first + walk.First, from, second + walk.Second, to, walk.Row);
                if (walk.Row.Second == 1)
                    PlaneLoop.Run(in work, Tiling.Blocks(walk.Row.Length, Columns), (double)Columns * from.Length);
                else
                    PlaneLoop.Run(in work, walk.Row.Length, from.Length);
            } while (walk.Next());
    }

    /// <summary>Neighbouring lines: blocks of columns where the result has them side by side.</summary>
    private readonly struct Work(T* x, Line from, T* result, Line to, WalkAxis row) : IPlaneWork
    {
        public void Run(nint start, nint end)
        {
            if (row.Second == 1)
            {
                var column = start * Columns;
                var part = row with { Length = (int)(Math.Min(row.Length, end * Columns) - column) };
                Rows(ref x[column * row.First], from, ref result[column], to, part);
            }
            else
                for (var i = start; i < end; i++)
                    Along(ref x[i * row.First], from, ref result[i * row.Second], to);
        }
    }

    [SkipLocalsInit]
    private static void Along(ref T x, Line from, ref T result, Line to)
    {
        Span<T> tile = stackalloc T[Row.Tile];
        Span<TState> states = stackalloc TState[Row.Tile];
        var state = TScan.Start;
        for (nint start = 0; start < from.Length; start += Row.Tile)
        {
            var count = Math.Min(Row.Tile, from.Length - (int)start);
            ref var source = ref Unsafe.Add(ref x, start * from.Stride);
            ref var target = ref Unsafe.Add(ref result, start * to.Stride);
            TensorPrimitives.ConvertTruncating(Row.Load(ref source, from.Stride, count, tile), states);
            state = Accumulate(state, states[..count]);
            if (to.Stride == 1)
                TensorPrimitives.ConvertTruncating<TState, T>(
                    states[..count],
                    MemoryMarshal.CreateSpan(ref target, count)
                );
            else
            {
                TensorPrimitives.ConvertTruncating<TState, T>(states[..count], tile);
                for (var i = 0; i < count; i++)
                    Unsafe.Add(ref target, (nint)i * to.Stride) = tile[i];
            }
        }
    }

    /// <summary>A method of its own, so that the state stays in a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TState Accumulate(TState state, Span<TState> elements)
    {
        foreach (ref var element in elements)
            element = state = TScan.Next(state, element);
        return state;
    }

    [SkipLocalsInit]
    private static void Rows(ref T x, Line from, ref T result, Line to, WalkAxis row)
    {
        Span<T> gathered = stackalloc T[Row.Tile];
        Span<TState> elements = stackalloc TState[Row.Tile];
        Span<TState> states = stackalloc TState[Row.Tile];
        for (nint column = 0; column < row.Length; column += Row.Tile)
        {
            var width = Math.Min(Row.Tile, row.Length - (int)column);
            states.Fill(TScan.Start);
            for (nint i = 0; i < from.Length; i++)
            {
                ref var source = ref Unsafe.Add(ref x, column * row.First + i * from.Stride);
                ref var target = ref Unsafe.Add(ref result, column + i * to.Stride);
                TensorPrimitives.ConvertTruncating(Row.Load(ref source, row.First, width, gathered), elements);
                TScan.Next(states[..width], elements[..width]);
                TensorPrimitives.ConvertTruncating<TState, T>(
                    states[..width],
                    MemoryMarshal.CreateSpan(ref target, width)
                );
            }
        }
    }
}
