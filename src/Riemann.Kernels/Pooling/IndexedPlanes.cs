using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>Elements of planes by their index in the plane.</summary>
// Bound: planes, values and indices of one number of planes; every index is checked.
internal static unsafe class IndexedPlanes<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Zeros of a shape with the values written to them, plane by plane in row-major order.</summary>
    public static NDArray Write<TUpdate>(NDArray values, NDArray indices, Shape shape)
        where TUpdate : IUpdate<T>
    {
        if (!values.Shape.Equals(indices.Shape))
            throw new ArgumentException($"values {values.Shape} with indices {indices.Shape}");
        (values, indices) = (values.Contiguous(), Checked(indices, shape).Contiguous());
        var result = NDArray.Allocate(values.DType, shape);
        fixed (
            T* from = &values.First<T>(),
                to = &result.First<T>()
        )
        fixed (long* at = &indices.First<long>())
            Run<Writing<TUpdate>>(to, from, at, shape, indices.Shape);
        GC.KeepAlive(values);
        GC.KeepAlive(indices);
        GC.KeepAlive(result);
        return result;
    }

    /// <summary>The elements at the indices.</summary>
    public static NDArray Read(NDArray x, NDArray indices)
    {
        (x, indices) = (x.Contiguous(), Checked(indices, x.Shape).Contiguous());
        var result = NDArray.Allocate(x.DType, indices.Shape);
        fixed (
            T* from = &x.First<T>(),
                to = &result.First<T>()
        )
        fixed (long* at = &indices.First<long>())
            Run<Reading>(from, to, at, x.Shape, indices.Shape);
        GC.KeepAlive(x);
        GC.KeepAlive(indices);
        GC.KeepAlive(result);
        return result;
    }

    private static NDArray Checked(NDArray indices, Shape planes)
    {
        PoolingPlan.SpatialAxes(planes);
        if (indices.DType != DType.Int64)
            throw new ArgumentException($"indices are int64, not {indices.DType.Name()}");
        if (indices.Rank != planes.Rank || indices.Shape[0] != planes[0] || indices.Shape[1] != planes[1])
            throw new ArgumentException($"indices {indices.Shape} do not belong to planes {planes}");
        return indices;
    }

    private static void Run<TMove>(T* planes, T* values, long* indices, Shape planeShape, Shape valueShape)
        where TMove : IMoving
    {
        var count = planeShape[0] * (nint)planeShape[1];
        if (count == 0)
            return;
        var work = new Work<TMove>
        {
            Planes = planes,
            Values = values,
            Indices = indices,
            Elements = planeShape.Length / count,
            Places = valueShape.Length / count,
        };
        PlaneLoop.Run(work, count, work.Elements + (double)work.Places);
    }

    private struct Work<TMove> : IPlaneWork
        where TMove : IMoving
    {
        public T* Planes;
        public T* Values;
        public long* Indices;
        public nint Elements;
        public nint Places;

        public readonly void Run(nint first, nint end)
        {
            for (var plane = first; plane < end; plane++)
                TMove.Plane(
                    new Span<T>(Planes + plane * Elements, (int)Elements),
                    new Span<T>(Values + plane * Places, (int)Places),
                    new ReadOnlySpan<long>(Indices + plane * Places, (int)Places)
                );
        }
    }

    private interface IMoving
    {
        static abstract void Plane(Span<T> plane, Span<T> values, ReadOnlySpan<long> indices);
    }

    private readonly struct Writing<TUpdate> : IMoving
        where TUpdate : IUpdate<T>
    {
        public static void Plane(Span<T> plane, Span<T> values, ReadOnlySpan<long> indices)
        {
            plane.Clear();
            for (var i = 0; i < indices.Length; i++)
                TUpdate.Write(ref plane[Index(indices[i], plane.Length)], values[i]);
        }
    }

    private readonly struct Reading : IMoving
    {
        public static void Plane(Span<T> plane, Span<T> values, ReadOnlySpan<long> indices)
        {
            for (var i = 0; i < indices.Length; i++)
                values[i] = plane[Index(indices[i], plane.Length)];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Index(long index, int length)
    {
        if ((ulong)index >= (ulong)length)
            Outside(index, length);
        return (int)index;
    }

    [DoesNotReturn]
    private static void Outside(long index, int length) =>
        throw new ArgumentException($"index {index} is outside a plane of {length} elements");
}
