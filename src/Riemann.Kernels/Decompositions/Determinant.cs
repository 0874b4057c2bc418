using System.Buffers;
using System.Numerics;

namespace Riemann.Kernels;

/// <summary>Determinants of matrices [.., n, n], given the factors that <see cref="Factorisation"/> makes of them.</summary>
public static class Determinant
{
    private interface IMeasure
    {
        static abstract T Start<T>()
            where T : IFloatingPointIeee754<T>;
        static abstract T Next<T>(T before, T pivot)
            where T : IFloatingPointIeee754<T>;
        static abstract T WithSign<T>(T result, bool isNegative)
            where T : IFloatingPointIeee754<T>;
    }

    private readonly struct Product : IMeasure
    {
        public static T Start<T>()
            where T : IFloatingPointIeee754<T> => T.One;

        public static T Next<T>(T before, T pivot)
            where T : IFloatingPointIeee754<T> => before * pivot;

        public static T WithSign<T>(T result, bool isNegative)
            where T : IFloatingPointIeee754<T> => isNegative ? -result : result;
    }

    private readonly struct SignProduct : IMeasure
    {
        public static T Start<T>()
            where T : IFloatingPointIeee754<T> => T.One;

        public static T Next<T>(T before, T pivot)
            where T : IFloatingPointIeee754<T> =>
            T.IsNaN(pivot) ? pivot
            : pivot == T.Zero ? before * pivot
            : T.IsNegative(pivot) ? -before
            : before;

        public static T WithSign<T>(T result, bool isNegative)
            where T : IFloatingPointIeee754<T> => isNegative ? -result : result;
    }

    private readonly struct LogMagnitude : IMeasure
    {
        public static T Start<T>()
            where T : IFloatingPointIeee754<T> => T.Zero;

        public static T Next<T>(T before, T pivot)
            where T : IFloatingPointIeee754<T> => before + T.Log(T.Abs(pivot));

        public static T WithSign<T>(T result, bool isNegative)
            where T : IFloatingPointIeee754<T> => result;
    }

    /// <summary>The determinants [..].</summary>
    public static NDArray Value(NDArray factors) => Measure<Product>(factors);

    /// <summary>Their signs: 1, -1, 0 where a pivot is 0, NaN where one is NaN.</summary>
    public static NDArray Sign(NDArray factors) => Measure<SignProduct>(factors);

    /// <summary>The logarithms of their magnitudes: minus infinity where a pivot is 0.</summary>
    public static NDArray LogAbsolute(NDArray factors) => Measure<LogMagnitude>(factors);

    private static NDArray Measure<TMeasure>(NDArray factors)
        where TMeasure : struct, IMeasure
    {
        factors = factors.Contiguous();
        var result = NDArray.Allocate(factors.DType, Shape.Of(factors.Shape.Dimensions[..^2]));
        if (factors.DType == DType.Float32)
            Measure<TMeasure, float>(factors, result.Span<float>());
        else
            Measure<TMeasure, double>(factors, result.Span<double>());
        GC.KeepAlive(result);
        GC.KeepAlive(factors);
        return result;
    }

    private static void Measure<TMeasure, T>(NDArray factors, Span<T> result)
        where TMeasure : struct, IMeasure
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var size = factors.Shape[^2];
        var values = factors.Span<T>();
        for (var index = 0; index < result.Length; index++)
        {
            var matrix = values.Slice(index * size * (size + 1), size * (size + 1));
            var measured = TMeasure.Start<T>();
            for (var i = 0; i < size; i++)
                measured = TMeasure.Next(measured, matrix[i * (size + 2)]);
            result[index] = TMeasure.WithSign(measured, IsOdd(matrix, size));
        }
    }

    /// <summary>Whether an odd number of exchanges put the rows in order: a cycle of k rows takes k - 1.</summary>
    private static bool IsOdd<T>(ReadOnlySpan<T> factors, int size)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var rented = ArrayPool<bool>.Shared.Rent(size);
        var seen = rented.AsSpan(0, size);
        seen.Clear();
        var isOdd = false;
        for (var start = 0; start < size; start++)
        for (var row = start; !seen[row]; row = int.CreateTruncating(factors[row * (size + 1) + size]))
        {
            seen[row] = true;
            isOdd ^= row != start;
        }
        ArrayPool<bool>.Shared.Return(rented);
        return isOdd;
    }
}
