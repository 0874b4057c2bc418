using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Riemann.Kernels;

/// <summary>Where the extreme along an axis first occurs: the extreme is found first, then its place.</summary>
// Bound: lines are those of the array along the axis, and there is one place for each.
internal static unsafe class ArgReducer<T, TMonoid>
    where T : unmanaged, INumber<T>
    where TMonoid : struct, IMonoid<T>
{
    public static NDArray Run(NDArray x, int axis, bool keepAxis)
    {
        var extremes = Reducer<T, TMonoid>.Run(x, [axis], keepAxis);
        var result = NDArray.Allocate(DType.Int64, extremes.Shape);
        if (result.Length > 0)
            Places(x, axis, extremes, result);
        GC.KeepAlive(x);
        GC.KeepAlive(extremes);
        GC.KeepAlive(result);
        return result;
    }

    private static void Places(NDArray x, int axis, NDArray extremes, NDArray result)
    {
        var starts = Scan.Heads(x, axis);
        var walk = new Walk(stackalloc WalkAxis[Walk.Room(starts.Shape)], starts.Shape, starts);
        var line = new Line(x.Shape[axis], x.Strides[axis]);
        fixed (T* first = &x.First<T>())
        fixed (T* extreme = extremes.Span<T>())
        fixed (long* place = result.Span<long>())
        {
            nint done = 0;
            do
            {
                var row = new Line(walk.Row.Length, walk.Row.First);
                var work = new Work(first + walk.First, row, line, extreme + done, place + done);
                PlaneLoop.Run(in work, row.Length, line.Length);
                done += row.Length;
            } while (walk.Next());
        }
    }

    /// <summary>Finds the extremes of neighbouring lines.</summary>
    private readonly struct Work(T* first, Line lines, Line line, T* extremes, long* places) : IPlaneWork
    {
        public void Run(nint start, nint end)
        {
            if (lines.Stride == 1 && line.Stride != 1)
                Across(first + start, line, extremes + start, places + start, end - start);
            else
                for (var i = start; i < end; i++)
                    places[i] =
                        line.Stride == 1
                            ? Contiguous(ref first[i * lines.Stride], line.Length, extremes[i])
                            : Strided(ref first[i * lines.Stride], line, extremes[i]);
        }
    }

    /// <summary>Row by row, so that memory is read in its order; later places give way to earlier ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Across(T* first, Line line, T* extremes, long* places, nint count)
    {
        new Span<long>(places, (int)count).Fill(-1);
        for (nint row = 0, missing = count; missing > 0; row++)
        {
            var elements = first + row * line.Stride;
            nint i = 0;
            for (; i <= count - Vector512<T>.Count; i += Vector512<T>.Count)
            {
                var x = Vector512.Load(elements + i);
                // Where an element is no number the extreme is none either.
                var matches = Vector512.Equals(x, Vector512.Load(extremes + i)) | ~Vector512.Equals(x, x);
                for (var bits = matches.ExtractMostSignificantBits(); bits != 0; bits &= bits - 1)
                    missing -= Found(ref places[i + BitOperations.TrailingZeroCount(bits)], row);
            }
            for (; i < count; i++)
                if (elements[i] == extremes[i] || T.IsNaN(elements[i]))
                    missing -= Found(ref places[i], row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Found(ref long place, nint row)
    {
        if (place >= 0)
            return 0;
        place = row;
        return 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
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
