namespace Riemann.Kernels;

/// <summary>
/// A function whose operands and results are blocks of one length: element i of each result depends on element i of
/// each operand.
/// </summary>
internal unsafe interface IBlockFunction
{
    /// <summary>The number of results.</summary>
    static abstract int Results { get; }

    /// <summary>Reads a vector at place i of the blocks x, and writes one at place i of each block y.</summary>
    static abstract void Invoke<T, V>(T** x, T** y, nint i)
        where T : unmanaged
        where V : struct, ILanes<V, T>;
}
