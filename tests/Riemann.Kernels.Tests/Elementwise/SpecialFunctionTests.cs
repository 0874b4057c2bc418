using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>An element's value depends on neither its place nor its neighbours nor the layout.</summary>
public class SpecialFunctionTests
{
    private static readonly Dictionary<string, Func<NDArray, NDArray>> Cases = new()
    {
        ["inverseErf"] = Elementwise.InverseErf,
        ["logGamma"] = Elementwise.LogGamma,
        ["digamma"] = Elementwise.Digamma,
        ["polygamma"] = x => Elementwise.Polygamma(x, 2),
        ["sinc"] = x => Elementwise.SincDerivative(x, 1),
        ["besselJ"] = x => Elementwise.BesselJ(x, 1),
        ["besselI"] = x => Elementwise.BesselI(x, 0),
        ["besselIScaled"] = x => Elementwise.BesselIScaled(x, 3),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void EachElementIsWhatItIsAlone(string name)
    {
        var function = Cases[name];
        foreach (var dtype in Samples.Floats)
            for (var length = 0; length <= 35; length++)
            {
                var x = Samples.Of(dtype, Samples.Values(length, length));
                var y = function(x);
                Assert.Equal(dtype, y.DType);
                Assert.Equal(x.Shape, y.Shape);
                for (var i = 0; i < length; i++)
                    Assert.Equal(function(NDArray.Scalar(dtype, x.ToDouble(i))).ToDouble(0), y.ToDouble(i));
            }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DoesNotCareHowTheElementsLie(string name)
    {
        foreach (var dtype in Samples.Floats)
        foreach (var (layout, x) in Samples.Layouts(dtype))
        {
            var (expected, found) = (Cases[name](x.Contiguous()), Cases[name](x));
            Assert.True(Samples.Read(expected).AsSpan().SequenceEqual(Samples.Read(found)), $"{name} of {layout}");
        }
    }
}
