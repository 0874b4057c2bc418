using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>A stretch of operands: each without gaps, or one value for all places.</summary>
internal struct Stretch
{
    /// <summary>The addresses of the result and the operands.</summary>
    public PerOperand<nint> At;

    /// <summary>Whether there is one value for all places.</summary>
    public PerOperand<bool> IsConstant;

    /// <summary>The number of places.</summary>
    public int Length;
}

/// <summary>A function of the elements of some arrays at each place.</summary>
internal interface IElementFunction
{
    /// <summary>Elements that are worth a thread.</summary>
    static abstract int Grain { get; }

    /// <summary>Whether operands may be one value for all places; otherwise that is repeated for the function.</summary>
    static virtual bool TakesConstants => true;

    /// <summary>Computes a stretch of the result.</summary>
    static abstract void Invoke(in Stretch stretch);
}

/// <summary>
/// Brings the operands of a tile into stretches: those with gaps pass through a buffer in the innermost cache.
/// Short rows are put one after the other, so that a function has many places to work on.
/// </summary>
// Bound: a tile's rows and columns; a buffer holds the largest tile of one operand, which the plan keeps to its bytes.
internal readonly unsafe struct Elements<TFunction> : ITileWork
    where TFunction : IElementFunction
{
    /// <summary>Rows with fewer elements are short.</summary>
    private const int Short = 64;

    public static int Grain => TFunction.Grain;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Do(in Tiling plan, in PerOperand<nint> at, int rows, int columns)
    {
        var stretch = new Stretch { At = at };
        var steps = plan.Rows.Steps;
        var joins = IsFlat(steps[0], plan.Sizes[0], rows, columns) && columns < Short;
        for (var i = 1; i < plan.Count; i++)
            if (!IsDirect(plan.Columns.Steps[i], plan.Sizes[i]) || (joins && !IsFlat(in plan, i, rows, columns)))
            {
                Buffered(in plan, stretch, rows, columns, joins);
                return;
            }
        var isFlat = IsFlat(steps[0], plan.Sizes[0], rows, columns);
        for (var i = 1; i < plan.Count; i++)
        {
            stretch.IsConstant[i] = plan.Columns.Steps[i] == 0;
            isFlat = isFlat && IsFlat(in plan, i, rows, columns);
        }
        Rows(ref stretch, in steps, isFlat ? 1 : rows, isFlat ? rows * columns : columns);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Buffered(in Tiling plan, Stretch stretch, int rows, int columns, bool joins)
    {
        var buffers = stackalloc byte[(Tiling.Operands - 1) * Tiling.TileBytes];
        var steps = plan.Rows.Steps;
        var isFlat = IsFlat(steps[0], plan.Sizes[0], rows, columns);
        for (var i = 1; i < plan.Count; i++)
        {
            var (size, step) = (plan.Sizes[i], plan.Columns.Steps[i]);
            if (IsDirect(step, size) && (!joins || IsFlat(in plan, i, rows, columns)))
            {
                stretch.IsConstant[i] = step == 0;
                isFlat = isFlat && IsFlat(in plan, i, rows, columns);
                continue;
            }
            var from = new Lattice((byte*)stretch.At[i], steps[i], step);
            var to = new Lattice(buffers + (i - 1) * Tiling.TileBytes, (nint)columns * size, size);
            Moving.Copy(size, in from, in to, rows, columns);
            stretch.At[i] = (nint)to.First;
            steps[i] = to.RowStep;
        }
        Rows(ref stretch, in steps, isFlat ? 1 : rows, isFlat ? rows * columns : columns);
    }

    /// <summary>True for a stretch that the function takes as it lies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsDirect(nint step, int size) => step == size || (step == 0 && TFunction.TakesConstants);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFlat(in Tiling plan, int i, int rows, int columns) =>
        IsFlat(plan.Rows.Steps[i], plan.Columns.Steps[i], rows, columns);

    /// <summary>True where each row continues the one before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool IsFlat(nint rowStep, nint step, int rows, int columns) =>
        rows == 1 || rowStep == step * columns;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows(ref Stretch stretch, in PerOperand<nint> steps, int rows, int columns)
    {
        stretch.Length = columns;
        for (; rows > 0; rows--)
        {
            TFunction.Invoke(in stretch);
            stretch.At[0] += steps[0];
            stretch.At[1] += steps[1];
            stretch.At[2] += steps[2];
            stretch.At[3] += steps[3];
        }
    }
}
