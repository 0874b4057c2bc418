using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Conversions between all pairs of types.</summary>
public class CastTests
{
    [Fact]
    public void EveryPairOfTypesAtEveryLength()
    {
        foreach (var from in Samples.All)
        foreach (var to in Samples.All)
            for (var length = 0; length <= 67; length++)
            {
                var x = Samples.Of(from, Samples.Values(length, length));
                var y = Elementwise.Cast(x, to);
                Assert.Equal(to, y.DType);
                for (var i = 0; i < length; i++)
                    Assert.Equal(Expected(x, i, to), y.ToDouble(i));
            }
    }

    [Fact]
    public void DoesNotCareHowTheElementsLie()
    {
        foreach (var from in Samples.All)
        foreach (var to in Samples.All)
        foreach (var (_, x) in Samples.Layouts(from))
            Assert.Equal(Samples.Read(Elementwise.Cast(x.Contiguous(), to)), Samples.Read(Elementwise.Cast(x, to)));
    }

    [Fact]
    public void FloatsSaturate()
    {
        double[] values = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e20, -1e20, 2.9, -2.9, 300];
        foreach (var from in Samples.Floats)
        {
            // Long enough for vectors, and a rest.
            var x = Samples.Of(from, [.. Enumerable.Range(0, 5).SelectMany(_ => values), 7.5]);
            var ints = Elementwise.Cast(x, DType.Int32).ToArray<int>();
            Assert.Equal([0, int.MaxValue, int.MinValue, int.MaxValue, int.MinValue, 2, -2, 300], ints[32..40]);
            var longs = Elementwise.Cast(x, DType.Int64).ToArray<long>();
            Assert.Equal([0, long.MaxValue, long.MinValue, long.MaxValue, long.MinValue, 2, -2, 300], longs[32..40]);
            var bytes = Elementwise.Cast(x, DType.UInt8).ToArray<byte>();
            Assert.Equal([0, 255, 0, 255, 0, 2, 0, 255], bytes[32..40]);
            Assert.Equal((7, 7L, (byte)7), (ints[^1], longs[^1], bytes[^1]));
        }
    }

    [Fact]
    public void WideIntegersWrap()
    {
        var x = NDArray.Of<long>([1L << 32, (1L << 32) + 5, -1, 257], Shape.Of(4));
        Assert.Equal([0, 5, -1, 257], Elementwise.Cast(x, DType.Int32).ToArray<int>());
        Assert.Equal([0, 5, 255, 1], Elementwise.Cast(x, DType.UInt8).ToArray<byte>());
    }

    [Fact]
    public void TheSameTypeCopiesNothing()
    {
        var x = Samples.Small(DType.Float32, 1, 3);
        Assert.Same(x, Elementwise.Cast(x, DType.Float32));
    }

    private static double Expected(NDArray x, int index, DType to)
    {
        var value = x.ToDouble(index);
        var whole = x.ToInt64(index);
        return to switch
        {
            DType.Float32 => x.DType == DType.Int64 ? (float)whole : (float)value,
            DType.Float64 => value,
            DType.Int32 => x.DType.IsFloat() ? int.CreateSaturating(value) : (int)whole,
            DType.Int64 => whole,
            DType.UInt8 => x.DType.IsFloat() ? byte.CreateSaturating(value) : (byte)whole,
            _ => value != 0 ? 1 : 0,
        };
    }
}
