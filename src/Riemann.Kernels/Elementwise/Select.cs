using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>
    /// a where the condition is true, b elsewhere, for every type. The three are broadcast to a common shape;
    /// a and b have the same element type.
    /// </summary>
    public static NDArray Select(NDArray condition, NDArray a, NDArray b)
    {
        if (condition.DType != DType.Bool)
            throw Unsupported(condition);
        // Elements are only moved, so that their size is all that matters.
        return Common(a, b).Size() switch
        {
            8 => SelectAs<ulong>(condition, a, b),
            4 => SelectAs<uint>(condition, a, b),
            _ => SelectAs<byte>(condition, a, b),
        };
    }

    private static NDArray SelectAs<T>(NDArray condition, NDArray a, NDArray b)
        where T : unmanaged
    {
        var shape =
            Shape.Broadcast(a.Shape, b.Shape) is { } values && Shape.Broadcast(condition.Shape, values) is { } all
                ? all
                : throw new ArgumentException(
                    $"the shapes {condition.Shape}, {a.Shape} and {b.Shape} do not broadcast"
                );
        var result = NDArray.Allocate(a.DType, shape);
        if (shape.Length > 0)
            SelectRows(condition, a, b, shape, result.Span<T>());
        GC.KeepAlive(condition);
        GC.KeepAlive(a);
        GC.KeepAlive(b);
        return result;
    }

    // Bound: rows are those of a Walk, tiles and the destination spans.
    private static void SelectRows<T>(NDArray condition, NDArray a, NDArray b, Shape shape, Span<T> destination)
        where T : unmanaged
    {
        var walk = new Walk(stackalloc WalkAxis[Walk.Room(shape)], shape, condition, a, b);
        var conditionTile = (Span<byte>)stackalloc byte[Row.Tile];
        var aTile = (Span<T>)stackalloc T[Row.Tile];
        var bTile = (Span<T>)stackalloc T[Row.Tile];
        ref var conditionSource = ref condition.First<byte>();
        ref var aSource = ref a.First<T>();
        ref var bSource = ref b.First<T>();
        do
        {
            for (nint done = 0; done < walk.Row.Length; done += Row.Tile)
            {
                var count = Math.Min(Row.Tile, walk.Row.Length - (int)done);
                ref var conditionFirst = ref Unsafe.Add(ref conditionSource, walk.First + done * walk.Row.First);
                ref var aFirst = ref Unsafe.Add(ref aSource, walk.Second + done * walk.Row.Second);
                ref var bFirst = ref Unsafe.Add(ref bSource, walk.Third + done * walk.Row.Third);
                Selection.Invoke(
                    Row.Load(ref conditionFirst, walk.Row.First, count, conditionTile),
                    Row.Load(ref aFirst, walk.Row.Second, count, aTile),
                    Row.Load(ref bFirst, walk.Row.Third, count, bTile),
                    destination.Slice((int)done, count)
                );
            }
            destination = destination[walk.Row.Length..];
        } while (walk.Next());
    }
}
