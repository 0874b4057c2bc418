using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// Functions that relate the elements of each row, along one axis, to one another, with their gradients. One pass over
/// memory for each row, which stays in the cache in between.
/// </summary>
// Bound: rows are spans of the axis's length, as many as make up the contiguous operands.
public static partial class Normalisation
{
    /// <summary>What an element costs, in elements that are merely read.</summary>
    private const double ElementCost = 4;

    private static NDArray RowMap<TRow>(NDArray x, int axis)
        where TRow : IFloatUnary
    {
        Check(x);
        if (Swapped(x, axis) is { } swapped)
            return Swapped(RowMap<TRow>(swapped, x.Rank - 1), axis)!.Contiguous();
        var result = NDArray.Allocate(x.DType, x.Shape);
        x = x.Contiguous();
        if (x.DType == DType.Float32)
            Rows<TRow, float>(x, result);
        else
            Rows<TRow, double>(x, result);
        GC.KeepAlive(x);
        GC.KeepAlive(result);
        return result;
    }

    private static NDArray RowMap<TRow>(NDArray x, NDArray y, int axis)
        where TRow : IFloatBinary
    {
        CheckAlike(x, y);
        if (Swapped(x, axis) is { } swapped)
            return Swapped(RowMap<TRow>(swapped, Swapped(y, axis)!, x.Rank - 1), axis)!.Contiguous();
        var result = NDArray.Allocate(x.DType, x.Shape);
        (x, y) = (x.Contiguous(), y.Contiguous());
        if (x.DType == DType.Float32)
            Rows<TRow, float>(x, y, result);
        else
            Rows<TRow, double>(x, y, result);
        GC.KeepAlive(x);
        GC.KeepAlive(y);
        GC.KeepAlive(result);
        return result;
    }

    // The axis and the last one in each other's place, null where they are the same.
    private static NDArray? Swapped(NDArray x, int axis)
    {
        if (axis == x.Rank - 1)
            return null;
        Span<int> order = stackalloc int[x.Rank];
        for (var i = 0; i < order.Length; i++)
            order[i] = i;
        (order[axis], order[^1]) = (order[^1], order[axis]);
        return x.Permute(order);
    }

    private static unsafe void Rows<TRow, T>(NDArray x, NDArray result)
        where TRow : IFloatUnary
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (x.Length == 0)
            return;
        fixed (
            T* from = &x.First<T>(),
                to = &result.First<T>()
        )
            PlaneLoop.Run(
                new RowWork<TRow, T>(from, to, x.Shape[^1]),
                x.Length / x.Shape[^1],
                ElementCost * x.Shape[^1]
            );
    }

    private static unsafe void Rows<TRow, T>(NDArray x, NDArray y, NDArray result)
        where TRow : IFloatBinary
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (x.Length == 0)
            return;
        fixed (
            T* left = &x.First<T>(),
                right = &y.First<T>(),
                to = &result.First<T>()
        )
            PlaneLoop.Run(
                new RowPairWork<TRow, T>(left, right, to, x.Shape[^1]),
                x.Length / x.Shape[^1],
                ElementCost * x.Shape[^1]
            );
    }

    private static void Check(NDArray x)
    {
        if (!x.DType.IsFloat() || x.Rank == 0)
            throw new ArgumentException($"the operand is {x.DType.Name()} {x.Shape}");
    }

    private static void CheckAlike(NDArray x, NDArray y)
    {
        Check(x);
        if (x.DType != y.DType || !x.Shape.Equals(y.Shape))
            throw new ArgumentException($"the operands are {x.DType.Name()} {x.Shape} and {y.DType.Name()} {y.Shape}");
    }

    private readonly unsafe struct RowWork<TRow, T>(T* x, T* result, int length) : IPlaneWork
        where TRow : IFloatUnary
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(nint first, nint end)
        {
            for (; first < end; first++)
                TRow.Invoke(
                    new ReadOnlySpan<T>(x + first * length, length),
                    new Span<T>(result + first * length, length)
                );
        }
    }

    private readonly unsafe struct RowPairWork<TRow, T>(T* x, T* y, T* result, int length) : IPlaneWork
        where TRow : IFloatBinary
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(nint first, nint end)
        {
            for (; first < end; first++)
                TRow.Invoke(
                    new ReadOnlySpan<T>(x + first * length, length),
                    new ReadOnlySpan<T>(y + first * length, length),
                    new Span<T>(result + first * length, length)
                );
        }
    }
}
