using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Rows so long that results go past the caches, beside operands that are one number.</summary>
public class LongRowTests
{
    private const int Length = (9 << 20) + 3;

    [Fact]
    public void ChoicesBesideOneNumber()
    {
        var x = Creation.Arange(DType.Float32, Length, 0, 1);
        var half = NDArray.Full(DType.Float32, Shape.Of(Length), Length / 2);
        var chosen = Elementwise
            .Select(Elementwise.Less(x, half), x, NDArray.Scalar(DType.Float32, -1))
            .ToArray<float>();
        for (var i = 0; i < Length; i += 1021)
            Assert.Equal(i < Length / 2 ? i : -1f, chosen[i]);
        Assert.Equal(-1f, chosen[^1]);
        var all = Elementwise.Select(NDArray.Full(DType.Bool, Shape.Of(Length), 1.0), x, half).ToArray<float>();
        Assert.Equal((0f, Length / 3f, Length - 1f), (all[0], all[Length / 3], all[^1]), Near);
    }

    [Fact]
    public void FunctionsOfRepeatedNumbers()
    {
        var x = NDArray.Full(DType.Float32, Shape.Of(Length), 2.0);
        var y = Elementwise.Multiply(x, Creation.Arange(DType.Float32, Length, 0, 1)).ToArray<float>();
        Assert.Equal((0f, 2f, 2f * (Length - 1)), (y[0], y[1], y[^1]), Near);
        Assert.Equal(
            0.5f,
            Elementwise.Atan2(Elementwise.Sin(x), Elementwise.Cos(x)).ToArray<float>()[Length / 2] / 4,
            6
        );
    }

    private static bool Near((float A, float B, float C) x, (float A, float B, float C) y) =>
        Math.Abs(x.A - y.A) <= 1 && Math.Abs(x.B - y.B) <= 1 && Math.Abs(x.C - y.C) <= 1;
}
