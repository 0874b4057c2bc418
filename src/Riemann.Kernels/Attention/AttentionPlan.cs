using System.Numerics;

namespace Riemann.Kernels;

/// <summary>The matrices of an operand, one for each head: where they are, and how far apart their rows.</summary>
// Bound: the caller pins the array, whose leading axes are those of the plan.
internal readonly unsafe struct HeadMatrices<T>
    where T : unmanaged
{
    private readonly T* first;
    private readonly int* strides;

    /// <summary>Fills in the strides along the leading axes, of which there are enough places.</summary>
    public HeadMatrices(NDArray x, T* first, int* strides)
    {
        this.first = first;
        this.strides = strides;
        Row = x.Strides[^2];
        for (var axis = 0; axis < x.Rank - 2; axis++)
            strides[axis] = x.Strides[axis];
    }

    /// <summary>From one row to the next.</summary>
    public nint Row { get; }

    /// <summary>The first row of a head's matrix.</summary>
    public T* Of(int head, int rank, int* dimensions)
    {
        nint offset = 0;
        for (var axis = rank - 1; axis >= 0; axis--)
        {
            (head, var position) = Math.DivRem(head, dimensions[axis]);
            offset += (nint)position * strides[axis];
        }
        return first + offset;
    }
}

/// <summary>What attention computes with, and how it is divided into blocks of queries.</summary>
internal unsafe struct AttentionPlan<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The scores of one block, about: with a second array of the size they fit into the second-level cache.</summary>
    private const int BlockBytes = 256 * 1024;

    public int Rank;
    public int* Dimensions;
    public int Heads;
    public int Queries;
    public int Keys;
    public int Features;
    public int ValueFeatures;
    public T Scale;
    public bool IsCausal;
    public bool HasMask;
    public HeadMatrices<T> Query;
    public HeadMatrices<T> Key;
    public HeadMatrices<T> Value;
    public HeadMatrices<T> Mask;
    public HeadMatrices<T> C;

    /// <summary>
    /// The most queries of a block. Fewer than 32 would use what is packed of the keys too seldom.
    /// </summary>
    public readonly int BlockRows =>
        Math.Clamp(BlockBytes / sizeof(T) / Math.Max(1, Keys), Math.Clamp(Queries, 1, 32), Math.Clamp(Queries, 1, 256));

    /// <summary>The blocks of one head.</summary>
    public readonly int Blocks => (Queries + BlockRows - 1) / BlockRows;

    /// <summary>Multiply-adds of one matrix product for one block.</summary>
    public readonly double BlockWork => (double)BlockRows * Keys * Math.Max(Features, ValueFeatures);

    public readonly T* QueryOf(int head) => Query.Of(head, Rank, Dimensions);

    public readonly T* KeyOf(int head) => Key.Of(head, Rank, Dimensions);

    public readonly T* ValueOf(int head) => Value.Of(head, Rank, Dimensions);

    public readonly T* COf(int head) => C.Of(head, Rank, Dimensions);
}
