using System.Runtime.InteropServices;

namespace Riemann.Kernels;

/// <summary>Room for some complex numbers, from the pool and back to it at once.</summary>
// Bound: one block of twice the length, which lives until it is disposed of.
internal sealed unsafe class FourierScratch<T> : IDisposable
    where T : unmanaged
{
    private readonly Block block;
    private readonly int length;

    public FourierScratch(int length)
    {
        this.length = length;
        block = Pool.Rent(Bytes);
    }

    public T* Real => (T*)block.Pointer;

    public T* Imaginary => Real + length;

    private long Bytes => 2L * length * sizeof(T);

    /// <summary>The numbers as one line.</summary>
    public FourierLines<T> Line =>
        new()
        {
            Real = Real,
            Imaginary = Imaginary,
            Step = 1,
            Inner = 1,
            Whole = 1,
        };

    public void Clear() => NativeMemory.Clear(block.Pointer, (nuint)Bytes);

    public void Dispose() => block.Release();
}
