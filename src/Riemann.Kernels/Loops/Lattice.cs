namespace Riemann.Kernels;

/// <summary>Elements in rows and columns: where the first lies, and the bytes to the next row and column.</summary>
// Bound: whoever makes one knows how many rows and columns there are.
internal readonly unsafe struct Lattice(byte* first, nint rowStep, nint step)
{
    public readonly byte* First = first;
    public readonly nint RowStep = rowStep;
    public readonly nint Step = step;
}
