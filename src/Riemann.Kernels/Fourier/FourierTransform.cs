using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Riemann.Kernels;

/// <summary>
/// Discrete Fourier transforms along one axis of floats. Complex numbers are two parts, real and imaginary, at the
/// positions 0 and 1 of an axis before the one transformed. A transform of n is sum over j of x[j] exp(-2 pi i j k / n)
/// times a scale; the inverse has the other sign, and no factor of its own. NaN and infinities reach every element of
/// their line and no other line.
/// </summary>
public static class FourierTransform
{
    /// <summary>Transforms complex lines into complex lines.</summary>
    public static NDArray Complex(NDArray x, int parts, int axis, bool isInverse, double scale) =>
        x.DType == DType.Float32
            ? Complex<float>(x, parts, axis, isInverse, scale)
            : Complex<double>(x, parts, axis, isInverse, scale);

    private static NDArray Complex<T>(NDArray x, int parts, int axis, bool isInverse, double scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported
            ? FourierArrays<Lanes512<T>, T>.Complex(x, parts, axis, isInverse, scale)
            : FourierArrays<LanesNative<T>, T>.Complex(x, parts, axis, isInverse, scale);

    /// <summary>
    /// Transforms real lines of length n into the elements 0 to n / 2 of their complex transforms, which the others
    /// mirror; an axis of two parts is put in at <paramref name="parts"/>, and the axis is counted with it. Elements
    /// that have a mirror image are doubled where asked: so this is the adjoint of <see cref="FromHalf"/>.
    /// </summary>
    public static NDArray ToHalf(NDArray x, int parts, int axis, bool isDoubled, double scale) =>
        x.DType == DType.Float32
            ? ToHalf<float>(x, parts, axis, isDoubled, scale)
            : ToHalf<double>(x, parts, axis, isDoubled, scale);

    private static NDArray ToHalf<T>(NDArray x, int parts, int axis, bool isDoubled, double scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported
            ? FourierArrays<Lanes512<T>, T>.ToHalf(x, parts, axis, isDoubled, scale)
            : FourierArrays<LanesNative<T>, T>.ToHalf(x, parts, axis, isDoubled, scale);

    /// <summary>
    /// The real lines of a length n whose inverse transforms' elements 0 to n / 2 are given, the others mirroring them;
    /// where they are not doubled, each counts for itself only. The imaginary parts of elements without a mirror image
    /// do not matter.
    /// </summary>
    public static NDArray FromHalf(NDArray x, int length, int parts, int axis, bool isDoubled, double scale) =>
        x.DType == DType.Float32
            ? FromHalf<float>(x, length, parts, axis, isDoubled, scale)
            : FromHalf<double>(x, length, parts, axis, isDoubled, scale);

    private static NDArray FromHalf<T>(NDArray x, int length, int parts, int axis, bool isDoubled, double scale)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Vector512.IsHardwareAccelerated && Avx512F.IsSupported
            ? FourierArrays<Lanes512<T>, T>.FromHalf(x, length, parts, axis, isDoubled, scale)
            : FourierArrays<LanesNative<T>, T>.FromHalf(x, length, parts, axis, isDoubled, scale);
}
