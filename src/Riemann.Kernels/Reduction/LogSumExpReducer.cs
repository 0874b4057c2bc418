using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// The loops of <see cref="Reduction.LogSumExp"/>: m + log(sum(exp(x - m))) with m the largest element. The
/// exponentials live in a tile on the stack only, which holds many short rows or a part of a long one.
/// </summary>
// Bound: spans only; the tile on the stack is one block, the shifts as many rows as fit into it.
internal static unsafe class LogSumExpReducer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>An exponential costs as much as so many elements that are merely read.</summary>
    private const double ElementWeight = 8;

    public static NDArray Run(NDArray x, ReadOnlySpan<int> axes, bool keepAxes)
    {
        var result = NDArray.Allocate(x.DType, ReducedShape.Of(x.Shape, axes, keepAxes));
        if (x.Length == 0)
            result.Span<T>().Fill(T.NegativeInfinity);
        else
        {
            x = ReducedShape.WithAxesLast(x, axes).Contiguous();
            var length = x.Length / result.Length;
            fixed (T* source = x.Span<T>())
            fixed (T* target = result.Span<T>())
                PlaneLoop.Run(new Work(source, length, target), result.Length, length * ElementWeight);
            GC.KeepAlive(x);
        }
        GC.KeepAlive(result);
        return result;
    }

    [SkipLocalsInit]
    private static void Rows(ReadOnlySpan<T> x, int length, Span<T> result)
    {
        Span<T> shifts = stackalloc T[Math.Min(result.Length, Math.Max(1, Order.Block / length))];
        while (result.Length > 0)
        {
            var rows = Math.Min(shifts.Length, result.Length);
            var sums = result[..rows];
            if (length <= Order.Block)
                SumShort(x[..(rows * length)], length, shifts, sums);
            else
            {
                shifts[0] = Shift(x[..length]);
                sums[0] = SumLong(x[..length], shifts[0]);
            }
            VectorMap<Logarithm>.Invoke<T>(sums, sums);
            TensorPrimitives.Add(sums, shifts[..rows], sums);
            x = x[(rows * length)..];
            result = result[rows..];
        }
    }

    /// <summary>Sums of rows that fit into the tile together.</summary>
    [SkipLocalsInit]
    private static void SumShort(ReadOnlySpan<T> x, int length, Span<T> shifts, Span<T> sums)
    {
        Span<T> tile = (stackalloc T[Order.Block])[..x.Length];
        for (var row = 0; row < sums.Length; row++)
        {
            var elements = x.Slice(row * length, length);
            shifts[row] = Shift(elements);
            TensorPrimitives.Subtract(elements, shifts[row], tile.Slice(row * length, length));
        }
        VectorMap<Exponential>.Invoke<T>(tile, tile);
        for (var row = 0; row < sums.Length; row++)
            sums[row] = AlongRows<T, SumOf<T>>.Reduce(ref tile[row * length], 1, length);
    }

    /// <summary>The sum of one row of more than a block.</summary>
    [SkipLocalsInit]
    private static T SumLong(ReadOnlySpan<T> x, T shift)
    {
        if (x.Length > Order.Block)
        {
            var middle = Order.Middle(x.Length);
            return SumLong(x[..middle], shift) + SumLong(x[middle..], shift);
        }
        Span<T> tile = (stackalloc T[Order.Block])[..x.Length];
        TensorPrimitives.Subtract(x, shift, tile);
        VectorMap<Exponential>.Invoke<T>(tile, tile);
        return AlongRows<T, SumOf<T>>.Reduce(ref tile[0], 1, tile.Length);
    }

    /// <summary>The largest element, or 0 where that is infinite: its difference from itself is not a number.</summary>
    private static T Shift(ReadOnlySpan<T> x)
    {
        var max = AlongRows<T, MaxOf<T>>.Reduce(ref Unsafe.AsRef(in x[0]), 1, x.Length);
        return T.IsInfinity(max) ? T.Zero : max;
    }

    private readonly struct Work(T* source, int length, T* target) : IPlaneWork
    {
        public void Run(nint first, nint end)
        {
            var rows = (int)(end - first);
            Rows(
                new ReadOnlySpan<T>(source + first * length, rows * length),
                length,
                new Span<T>(target + first, rows)
            );
        }
    }

    private readonly struct Exponential : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorExp.Exp(x);
    }

    private readonly struct Logarithm : IVectorFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V> => VectorLog.Log(x);
    }
}
