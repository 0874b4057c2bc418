using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>One value for the result and each operand of a loop, the result's first.</summary>
[InlineArray(Tiling.Operands)]
internal struct PerOperand<T>
{
    private T result;
}

/// <summary>An axis of a loop: its length, and the bytes from one element of each operand to the next.</summary>
internal struct TileAxis
{
    public int Length;
    public PerOperand<nint> Steps;
}

/// <summary>
/// How a loop over the elements of up to four arrays of one broadcast shape is cut into tiles: blocks of rows and
/// columns of the two inner axes that fit into the innermost cache. Neighbouring axes along which all arrays are
/// evenly spaced become one. The columns run along the result's last axis; where an operand has its neighbours
/// along another axis, that one becomes the rows, so that a tile reads whole cache lines of every array.
/// </summary>
// Bound: a step is an array's own stride, or 0 where the array is stretched, so that places within the lengths of the
// axes are its elements; the room holds an axis for each of the shape's.
internal unsafe struct Tiling
{
    /// <summary>The most arrays: a result and three operands.</summary>
    public const int Operands = 4;

    /// <summary>Bytes of one array in a tile.</summary>
    public const int TileBytes = 16384;

    /// <summary>Bytes of a cache line.</summary>
    private const int LineBytes = 64;

    public int Count;
    public PerOperand<nint> First;
    public PerOperand<int> Sizes;
    public TileAxis* Outer;
    public int OuterCount;
    public TileAxis Rows;
    public TileAxis Columns;
    public int Height;
    public int Width;

    /// <summary>Adds an array; the addresses are valid while it is pinned.</summary>
    public void Add(byte* first, NDArray array)
    {
        First[Count] = (nint)first;
        Sizes[Count++] = array.DType.Size();
    }

    /// <summary>Plans the tiles of a non-empty shape; the room is for as many axes as it has, and at least two.</summary>
    public void Plan(TileAxis* room, Shape shape, NDArray result, NDArray x, NDArray? y, NDArray? z)
    {
        var axes = 0;
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis] == 1)
                continue;
            ref var next = ref room[axes];
            next.Length = shape[axis];
            next.Steps[0] = Step(result, shape, axis);
            next.Steps[1] = Step(x, shape, axis);
            next.Steps[2] = y is null ? 0 : Step(y, shape, axis);
            next.Steps[3] = z is null ? 0 : Step(z, shape, axis);
            if (axes > 0 && Continues(room[axes - 1], next))
            {
                next.Length *= room[axes - 1].Length;
                room[axes - 1] = next;
            }
            else
                axes++;
        }
        var isTurned = axes > 1 && Turn(room, axes);
        Columns = axes > 0 ? room[axes - 1] : new TileAxis { Length = 1 };
        Rows = axes > 1 ? room[axes - 2] : new TileAxis { Length = 1 };
        Outer = room;
        OuterCount = Math.Max(axes - 2, 0);
        Measure(isTurned);
    }

    /// <summary>The number of tiles.</summary>
    public readonly int Tiles
    {
        get
        {
            var tiles = Blocks(Rows.Length, Height) * Blocks(Columns.Length, Width);
            for (var axis = 0; axis < OuterCount; axis++)
                tiles *= Outer[axis].Length;
            return tiles;
        }
    }

    /// <summary>Blocks of a size that cover a length.</summary>
    public static int Blocks(int length, int size) => (length - 1) / size + 1;

    private void Measure(bool isTurned)
    {
        var size = Sizes[0];
        for (var i = 1; i < Count; i++)
            size = Math.Max(size, Sizes[i]);
        var elements = TileBytes / size;
        var width = isTurned ? Math.Max(8 * LineBytes / size, elements / Rows.Length) : elements;
        Width = Math.Min(Columns.Length, width);
        Height = Math.Clamp(elements / Width, 1, Rows.Length);
    }

    /// <summary>Puts the axis along which some operand is denser than along the last one next to it.</summary>
    private readonly bool Turn(TileAxis* axes, int count)
    {
        for (var i = 1; i < Count; i++)
        {
            var densest = count - 1;
            for (var axis = count - 2; axis >= 0; axis--)
                if (axes[axis].Steps[i] != 0 && Math.Abs(axes[axis].Steps[i]) < Math.Abs(axes[densest].Steps[i]))
                    densest = axis;
            if (densest == count - 1)
                continue;
            var rows = axes[densest];
            for (var axis = densest; axis < count - 2; axis++)
                axes[axis] = axes[axis + 1];
            axes[count - 2] = rows;
            return true;
        }
        return false;
    }

    private static bool Continues(in TileAxis outer, in TileAxis inner)
    {
        for (var i = 0; i < Operands; i++)
            if (outer.Steps[i] != inner.Steps[i] * inner.Length)
                return false;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Step(NDArray array, Shape shape, int axis)
    {
        var own = axis - (shape.Rank - array.Rank);
        return own < 0 || array.Shape[own] == 1 ? 0 : (nint)array.Strides[own] * array.DType.Size();
    }
}
