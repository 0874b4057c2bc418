namespace Riemann.Kernels;

/// <summary>Elements in rows and columns: where the first lies, and the bytes to the next row and column.</summary>
internal readonly unsafe struct Lattice(byte* first, nint rowStep, nint step)
{
    public readonly byte* First = first;
    public readonly nint RowStep = rowStep;
    public readonly nint Step = step;
}
