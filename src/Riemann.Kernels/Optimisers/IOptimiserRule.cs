using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// The rule of an optimiser for a vector of elements. It has its numbers in all lanes, and the operations of the formula in
/// tensor operations, each rounded once, so that both have the same bits.
/// </summary>
internal interface IOptimiserRule<T>
{
    /// <summary>The next parameter. The slots that the rule has, 0 to 3, are replaced by what follows them.</summary>
    Vector<T> Next(
        Vector<T> parameter,
        Vector<T> gradient,
        ref Vector<T> first,
        ref Vector<T> second,
        ref Vector<T> third
    );
}
