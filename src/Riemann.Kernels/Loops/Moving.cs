using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>Copies elements between two lattices. Elements of four and eight bytes travel as floats of their size.</summary>
// Bound: both lattices have the rows and columns that are copied.
internal readonly unsafe struct Moving : ITileWork
{
    public static int Grain => Grains.Memory;

    public static void Do(in Tiling plan, in PerOperand<nint> at, int rows, int columns) =>
        Copy(
            plan.Sizes[0],
            new Lattice((byte*)at[1], plan.Rows.Steps[1], plan.Columns.Steps[1]),
            new Lattice((byte*)at[0], plan.Rows.Steps[0], plan.Columns.Steps[0]),
            rows,
            columns
        );

    /// <summary>Copies elements of a size in bytes.</summary>
    public static void Copy(int size, in Lattice from, in Lattice to, int rows, int columns)
    {
        if (size == 4)
            Copy<float>(in from, in to, rows, columns);
        else if (size == 8)
            Copy<double>(in from, in to, rows, columns);
        else
            Copy<byte>(in from, in to, rows, columns);
    }

    private static void Copy<T>(in Lattice from, in Lattice to, int rows, int columns)
        where T : unmanaged
    {
        var source = (T*)from.First;
        var target = (T*)to.First;
        var (sourceRow, step) = (from.RowStep / sizeof(T), from.Step / sizeof(T));
        var (targetRow, targetStep) = (to.RowStep / sizeof(T), to.Step / sizeof(T));
        if (targetStep != 1)
            Spread(source, sourceRow, step, target, targetRow, targetStep, rows, columns);
        else if (sourceRow == 1 && step != 1 && rows > 1)
            Transposition.Copy(source, step, 1, columns, rows, target, targetRow);
        else if (sourceRow == 0 && rows > 1)
            Repeat(source, step, target, targetRow, rows, columns);
        else if (rows == 1 || (step == 1 && sourceRow == columns && targetRow == columns))
            Strided.Copy(source, step, target, (nint)rows * columns);
        else
            Rows(source, sourceRow, step, target, targetRow, rows, columns);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Rows<T>(T* source, nint sourceRow, nint step, T* target, nint targetRow, int rows, int columns)
        where T : unmanaged
    {
        for (; rows > 0; rows--, source += sourceRow, target += targetRow)
            Strided.Copy(source, step, target, columns);
    }

    /// <summary>The first row is copied, then those there are, as many at a time as can be.</summary>
    private static void Repeat<T>(T* source, nint step, T* target, nint targetRow, int rows, int columns)
        where T : unmanaged
    {
        Strided.Copy(source, step, target, columns);
        if (targetRow != columns)
            Rows(target, 0, 1, target + targetRow, targetRow, rows - 1, columns);
        else
            for (nint done = columns, all = (nint)rows * columns; done < all; done *= 2)
                Strided.Copy(target, 1, target + done, Math.Min(done, all - done));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Spread<T>(
        T* source,
        nint sourceRow,
        nint step,
        T* target,
        nint targetRow,
        nint targetStep,
        int rows,
        int columns
    )
        where T : unmanaged
    {
        for (; rows > 0; rows--, source += sourceRow, target += targetRow)
        for (nint i = 0; i < columns; i++)
            target[i * targetStep] = source[i * step];
    }
}
