using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

public sealed partial class NDArray
{
    /// <summary>
    /// A row-major copy of the elements. Throws <see cref="ArgumentException"/> when
    /// <typeparamref name="T"/> is not the type the elements are stored as.
    /// </summary>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        CheckStoredAs<T>();
        var result = new T[Length];
        Copy.To(this, result.AsSpan());
        return result;
    }

    /// <summary>The only element. Throws <see cref="ArgumentException"/> when there is not exactly one.</summary>
    public T Item<T>()
        where T : unmanaged
    {
        CheckStoredAs<T>();
        if (Length != 1)
            throw new ArgumentException($"an array of shape {Shape} is not one element");
        var value = First<T>();
        GC.KeepAlive(this);
        return value;
    }

    /// <summary>The element at a row-major index as a double; true is 1. For printing and reading single values.</summary>
    public double ToDouble(int flatIndex) =>
        DType switch
        {
            DType.Float32 => At<float>(flatIndex),
            DType.Float64 => At<double>(flatIndex),
            DType.Int32 => At<int>(flatIndex),
            DType.Int64 => At<long>(flatIndex),
            _ => At<byte>(flatIndex),
        };

    /// <summary>The element at a row-major index as an integer; floats are truncated and saturate, NaN is 0.</summary>
    public long ToInt64(int flatIndex) =>
        DType switch
        {
            DType.Float32 => long.CreateSaturating(At<float>(flatIndex)),
            DType.Float64 => long.CreateSaturating(At<double>(flatIndex)),
            DType.Int32 => At<int>(flatIndex),
            DType.Int64 => At<long>(flatIndex),
            _ => At<byte>(flatIndex),
        };

    // Bound: the index is checked, and gives one below the length of each axis.
    private T At<T>(int flatIndex)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)flatIndex, (uint)Length, nameof(flatIndex));
        var offset = 0;
        var steps = Strides;
        for (var axis = Rank - 1; axis >= 0; axis--)
        {
            (flatIndex, var index) = Math.DivRem(flatIndex, Shape[axis]);
            offset += index * steps[axis];
        }
        var value = Unsafe.Add(ref First<T>(), offset);
        GC.KeepAlive(this);
        return value;
    }

    private void CheckStoredAs<T>()
        where T : unmanaged
    {
        if (DTypes.Of<T>() != DType)
            throw new ArgumentException($"the elements are {DType.Name()}, not {DTypes.Of<T>().Name()}");
    }
}
