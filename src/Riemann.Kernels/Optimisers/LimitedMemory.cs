using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

/// <summary>The inverse Hessian that L-BFGS remembers as pairs of moves and the changes of the gradient they made.</summary>
public static class LimitedMemory
{
    /// <summary>
    /// The direction of descent, the gradient times minus that inverse Hessian, by the two-loop recursion (Nocedal and
    /// Wright 2006, algorithm 7.4). All arrays are vectors of one length and float type; pairs come oldest first, and
    /// the products are those of each move with its change. The last pair's scale stands for the Hessian before any
    /// pair, 1 where there is none. NaN propagates. The bits do not depend on the number of threads.
    /// </summary>
    public static NDArray Direction(NDArray gradient, NDArray[] moves, NDArray[] changes, double[] products)
    {
        foreach (var other in (ReadOnlySpan<NDArray>)[.. moves, .. changes])
            if (other.DType != gradient.DType || !other.Shape.Equals(gradient.Shape))
                throw new ArgumentException($"a pair of {other.Shape} with a gradient of {gradient.Shape}");
        return gradient.DType == DType.Float32
            ? Direction<float>(gradient, moves, changes, products)
            : Direction<double>(gradient, moves, changes, products);
    }

    private static NDArray Direction<T>(NDArray gradient, NDArray[] moves, NDArray[] changes, double[] products)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        gradient = gradient.Contiguous();
        var result = NDArray.Allocate(gradient.DType, gradient.Shape);
        var direction = result.Span<T>();
        TensorPrimitives.Negate(gradient.Span<T>(), direction);
        GC.KeepAlive(gradient);

        var parts = new T[moves.Length];
        for (var i = moves.Length - 1; i >= 0; i--)
        {
            parts[i] = Dot<T>(moves[i], direction) / T.CreateTruncating(products[i]);
            Add(changes[i], -parts[i], direction);
        }
        if (moves.Length > 0)
        {
            var last = changes[^1].Contiguous();
            var square = TensorPrimitives.Dot<T>(last.Span<T>(), last.Span<T>());
            GC.KeepAlive(last);
            TensorPrimitives.Multiply(direction, T.CreateTruncating(products[^1]) / square, direction);
        }
        for (var i = 0; i < moves.Length; i++)
            Add(moves[i], parts[i] - Dot<T>(changes[i], direction) / T.CreateTruncating(products[i]), direction);
        GC.KeepAlive(result);
        return result;
    }

    private static T Dot<T>(NDArray x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        x = x.Contiguous();
        var sum = TensorPrimitives.Dot(x.Span<T>(), y);
        GC.KeepAlive(x);
        return sum;
    }

    private static void Add<T>(NDArray x, T times, Span<T> sum)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        x = x.Contiguous();
        TensorPrimitives.MultiplyAdd(x.Span<T>(), times, sum, sum);
        GC.KeepAlive(x);
    }
}
