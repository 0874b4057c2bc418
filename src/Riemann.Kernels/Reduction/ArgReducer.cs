using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Riemann.Kernels;

/// <summary>Where the extreme along an axis first occurs: the extreme is found first, then its place.</summary>
// Bound: lines are those of the array along the axis, and there is one place for each.
internal static class ArgReducer<T, TMonoid>
    where T : unmanaged, INumber<T>
    where TMonoid : struct, IMonoid<T>
{
    public static NDArray Run(NDArray x, int axis, bool keepAxis)
    {
        var extremes = Reducer<T, TMonoid>.Run(x, [axis], keepAxis);
        var result = NDArray.Allocate(DType.Int64, extremes.Shape);
        if (result.Length > 0)
            Places(x, axis, extremes.Span<T>(), result.Span<long>());
        GC.KeepAlive(x);
        GC.KeepAlive(extremes);
        GC.KeepAlive(result);
        return result;
    }

    private static void Places(NDArray x, int axis, ReadOnlySpan<T> extremes, Span<long> places)
    {
        var dimensions = x.Shape.Dimensions.ToArray();
        dimensions[axis] = 1;
        var starts = x.View(Shape.Of(dimensions), x.Offset, x.Strides.ToArray());
        var walk = new Walk(stackalloc WalkAxis[Walk.Room(starts.Shape)], starts.Shape, starts);
        ref var first = ref x.First<T>();
        var line = new Line(x.Shape[axis], x.Strides[axis]);
        do
        {
            for (var i = 0; i < walk.Row.Length; i++)
            {
                ref var from = ref Unsafe.Add(ref first, walk.First + (nint)i * walk.Row.First);
                places[i] =
                    line.Stride == 1
                        ? Contiguous(ref from, line.Length, extremes[i])
                        : Strided(ref from, line, extremes[i]);
            }
            extremes = extremes[walk.Row.Length..];
            places = places[walk.Row.Length..];
        } while (walk.Next());
    }

    private static int Contiguous(ref T first, int length, T extreme)
    {
        var i = 0;
        var sought = Vector512.Create(extreme);
        for (; i <= length - Vector512<T>.Count; i += Vector512<T>.Count)
        {
            var elements = Vector512.LoadUnsafe(ref first, (nuint)i);
            var matches = T.IsNaN(extreme) ? ~Vector512.Equals(elements, elements) : Vector512.Equals(elements, sought);
            var bits = matches.ExtractMostSignificantBits();
            if (bits != 0)
                return i + BitOperations.TrailingZeroCount(bits);
        }
        return i + Strided(ref Unsafe.Add(ref first, i), new Line(length - i, 1), extreme);
    }

    private static int Strided(ref T first, Line line, T extreme)
    {
        for (var i = 0; i < line.Length; i++)
        {
            var element = Unsafe.Add(ref first, (nint)i * line.Stride);
            if (element == extreme || (T.IsNaN(extreme) && T.IsNaN(element)))
                return i;
        }
        throw new UnreachableException();
    }
}
