using Xunit;

namespace Riemann.Tests.Tensors;

public class FourierTests
{
    private static readonly Tensor x = Tensor.From(new[] { 1.0, 2, 0, -1 });
    private static readonly ComplexTensor z = new(x, x.Roll(1));

    private static void Is(double[] expected, Tensor actual) =>
        Assert.Equal(expected, actual.ToArray<double>(), (a, b) => Math.Abs(a - b) < 1e-12);

    [Fact]
    public void Transforms_and_their_inverses()
    {
        var y = Fourier.Rfft(x);
        Is([2, 1, 0], y.Real);
        Is([0, -3, 0], y.Imaginary);
        Is([2, Math.Sqrt(10), 0], y.Abs());
        Is([1, 2, 0, -1], Fourier.Irfft(y));
        Is([2, 1, 0, 1], Fourier.Fft(new(x, Tensor.ZerosLike(x))).Real);
        Is([3, -1], Fourier.Rfft(x, length: 2).Real);
        Is([1, 0.5, 0], Fourier.Rfft(x, norm: FourierNorm.Ortho).Real);
        foreach (var norm in Enum.GetValues<FourierNorm>())
        {
            var back = Fourier.Ifft(Fourier.Fft(z, norm: norm), norm: norm);
            Is(z.Real.ToArray<double>(), back.Real);
            Is(z.Imaginary.ToArray<double>(), back.Imaginary);
        }
        var image = Numbers.Between(0, 1, 1, 3, 4);
        Is(image.ToArray<double>(), Fourier.IrfftN(Fourier.RfftN(image, [0, 1]), [0, 1], [3, 4]));
        var flat = new ComplexTensor(image, image);
        Is(image.ToArray<double>(), Fourier.IfftN(Fourier.FftN(flat, [0, 1]), [0, 1]).Imaginary);
    }

    [Fact]
    public void Frequencies_and_shifts()
    {
        Is([0, 0.25, -0.5, -0.25], Fourier.Frequency(4));
        Is([0, 0.5, 1], Fourier.RealFrequency(4, 0.5));
        Is([-0.5, -0.25, 0, 0.25], Fourier.Shift(Fourier.Frequency(4), 0));
        Is([0, 0.25, -0.5, -0.25], Fourier.InverseShift(Fourier.Shift(Fourier.Frequency(4), 0), 0));
    }

    [Fact]
    public void Complex_arithmetic()
    {
        var w = new ComplexTensor(Tensor.From(new[] { 3.0 }), Tensor.From(new[] { 4.0 }));
        Is([5], w.Abs());
        Is([Math.Atan2(4, 3)], w.Angle());
        Is([25], (w * w.Conj()).Real);
        Is([0], (w / w - w / w).Real);
        Is([6], (w + w).Real);
        Assert.Equal("complex [1] float64\n[3.0 + 4.0i]", w.ToString());
    }

    [Fact]
    public void Gradients_flow_through()
    {
        Slopes.Agree("Rfft", at => [Fourier.Rfft(at).Abs()], x);
        Slopes.Agree("Ifft", at => [Fourier.Ifft(Fourier.Fft(new(at, x)) * z).Imaginary], x);
    }

    [Fact]
    public void Parts_that_differ_are_refused() =>
        Wrong.Says(
            "ComplexTensor.create: the shapes of the parts differ\n  real  [4]   imaginary [3]\n  rule  both parts have one shape; Tensor.broadcastTo stretches one",
            () => new ComplexTensor(x, x[1..])
        );
}
