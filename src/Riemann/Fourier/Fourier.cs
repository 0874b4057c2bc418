using Riemann.Bridge;

namespace Riemann;

/// <summary>
/// Discrete Fourier transforms: element k is the sum over j of z[j] exp(-2 pi i j k / n). A length cuts an axis or pads it
/// with zeros first. Gradients flow through all of them. Raises for axes without elements.
/// </summary>
public static class Fourier
{
    /// <summary>The transform along an axis.</summary>
    public static ComplexTensor Fft(
        ComplexTensor z,
        int? length = null,
        int axis = -1,
        FourierNorm norm = FourierNorm.Backward
    ) => FftN(z, [axis], Lengths(length), norm);

    /// <summary>What <see cref="Fft"/> makes z of.</summary>
    public static ComplexTensor Ifft(
        ComplexTensor z,
        int? length = null,
        int axis = -1,
        FourierNorm norm = FourierNorm.Backward
    ) => IfftN(z, [axis], Lengths(length), norm);

    /// <summary>The elements 0 to n / 2 of the transform of real numbers; the others mirror them.</summary>
    public static ComplexTensor Rfft(
        Tensor x,
        int? length = null,
        int axis = -1,
        FourierNorm norm = FourierNorm.Backward
    ) => RfftN(x, [axis], Lengths(length), norm);

    /// <summary>
    /// The real numbers with half a spectrum z, as <see cref="Rfft"/> gives it; an even number of them unless a length is given.
    /// </summary>
    public static Tensor Irfft(
        ComplexTensor z,
        int? length = null,
        int axis = -1,
        FourierNorm norm = FourierNorm.Backward
    ) => IrfftN(z, [axis], Lengths(length), norm);

    /// <summary>The transform along several axes.</summary>
    public static ComplexTensor FftN(
        ComplexTensor z,
        int[] axes,
        int[]? lengths = null,
        FourierNorm norm = FourierNorm.Backward
    ) => ComplexTensor.Wrap(Frequencies.Forward(z.Operand, axes, lengths ?? [], norm.ToCore()));

    /// <summary>What <see cref="FftN"/> makes z of.</summary>
    public static ComplexTensor IfftN(
        ComplexTensor z,
        int[] axes,
        int[]? lengths = null,
        FourierNorm norm = FourierNorm.Backward
    ) => ComplexTensor.Wrap(Frequencies.Inverse(z.Operand, axes, lengths ?? [], norm.ToCore()));

    /// <summary>The transform of real numbers along several axes: of the last one elements 0 to n / 2.</summary>
    public static ComplexTensor RfftN(
        Tensor x,
        int[] axes,
        int[]? lengths = null,
        FourierNorm norm = FourierNorm.Backward
    ) => ComplexTensor.Wrap(Frequencies.Real(x.Operand, axes, lengths ?? [], norm.ToCore()));

    /// <summary>The real numbers with half a spectrum z, as <see cref="RfftN"/> gives it.</summary>
    public static Tensor IrfftN(
        ComplexTensor z,
        int[] axes,
        int[]? lengths = null,
        FourierNorm norm = FourierNorm.Backward
    ) => Tensor.Wrap(Frequencies.InverseReal(z.Operand, axes, lengths ?? [], norm.ToCore()));

    /// <summary>The frequencies, in Float64, of a transform's elements, of samples so far apart.</summary>
    public static Tensor Frequency(int length, double spacing = 1) =>
        Tensor.Wrap(FSharp.Fourier.frequencies(length, spacing));

    /// <summary>The frequencies of the elements of <see cref="Rfft"/>.</summary>
    public static Tensor RealFrequency(int length, double spacing = 1) =>
        Tensor.Wrap(FSharp.Fourier.realFrequencies(length, spacing));

    /// <summary>Element 0 of a transform moved to the middle of axes, as from <see cref="Frequency"/> to ascending frequencies.</summary>
    public static Tensor Shift(Tensor x, params int[] axes) => Tensor.Wrap(Frequencies.Shift(x.Operand, axes));

    /// <summary>What <see cref="Shift"/> makes x of.</summary>
    public static Tensor InverseShift(Tensor x, params int[] axes) =>
        Tensor.Wrap(Frequencies.InverseShift(x.Operand, axes));

    private static int[]? Lengths(int? length) => length is { } n ? [n] : null;
}
