namespace Riemann.Kernels;

/// <summary>How many elements outweigh waking a thread, by what a function costs.</summary>
internal static class Grains
{
    /// <summary>Functions as fast as memory: arithmetic, comparisons, copies.</summary>
    public const int Memory = 16384;

    /// <summary>Polynomials on vectors: exp, tanh.</summary>
    public const int Vector = 4096;

    /// <summary>Functions computed one element at a time.</summary>
    public const int Scalar = 512;
}
