using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Functions of three pieces, against the definition one element at a time.</summary>
public class PiecewiseTests
{
    private static readonly Pieces Open = new(-1, 2, false, new(1, 2, 3), new(-4, 5, -6), new(7, -8, 9));

    private static double Define(in Pieces p, double x)
    {
        var isBelow = p.IsClosed ? x < p.Low : x <= p.Low;
        var isAbove = p.IsClosed ? x > p.High : x >= p.High;
        var q =
            isBelow ? p.Below
            : isAbove ? p.Above
            : p.Between;
        return double.IsNaN(x) ? x : q.C + q.B * x + q.A * x * x;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EveryElementTakesThePieceThatItLiesIn(bool isClosed)
    {
        var pieces = Open with { IsClosed = isClosed };
        foreach (var dtype in Samples.Floats)
        foreach (var length in new[] { 0, 1, 5, 15, 16, 17, 33, 100_000 })
        {
            var values = new double[length];
            for (var i = 0; i < length; i++)
                values[i] = (i % 41 - 20) / 4.0;
            var y = Elementwise.Piecewise(Samples.Of(dtype, values), pieces);
            Assert.Equal(values.Select(x => Define(pieces, x)), Samples.Read(y));
        }
    }

    [Fact]
    public void TheBoundsBelongToTheOuterPiecesOrToTheInnerOne()
    {
        foreach (var dtype in Samples.Floats)
        {
            var thirds = Samples.Of(dtype, [-1.0 / 3, 1.0 / 3]);
            var pieces = new Pieces(
                -1.0 / 3,
                1.0 / 3,
                false,
                Quadratic.Constant(1),
                Quadratic.Constant(2),
                Quadratic.Constant(3)
            );
            Assert.Equal([1, 3], Samples.Read(Elementwise.Piecewise(thirds, pieces)));
            Assert.Equal([2, 2], Samples.Read(Elementwise.Piecewise(thirds, pieces with { IsClosed = true })));
        }
        var point = new Pieces(0, 0, false, Quadratic.Constant(1), Quadratic.Constant(2), Quadratic.Constant(3));
        var zero = Samples.Of(DType.Float64, [0.0, -0.0]);
        Assert.Equal([1, 1], Samples.Read(Elementwise.Piecewise(zero, point)));
    }

    [Fact]
    public void ConstantsAndLinesTakeInfinities()
    {
        var pieces = new Pieces(-1, 1, false, Quadratic.Constant(-1), Quadratic.Line(0, 1), Quadratic.Line(0.5, 2));
        foreach (var dtype in Samples.Floats)
        {
            var ends = Samples.Of(dtype, [double.NegativeInfinity, double.PositiveInfinity, double.NaN]);
            Assert.Equal([-1, double.PositiveInfinity, double.NaN], Samples.Read(Elementwise.Piecewise(ends, pieces)));
        }
    }

    [Fact]
    public void ViewsOfAnyStrideAreRead()
    {
        foreach (var dtype in Samples.Floats)
        foreach (var (name, x) in Samples.Layouts(dtype))
        {
            var expected = Samples.Read(x).Select(v => Define(Open, v));
            Assert.True(expected.SequenceEqual(Samples.Read(Elementwise.Piecewise(x, Open))), name);
        }
    }

    [Fact]
    public void TheSlopeIsPieceByPiece()
    {
        Assert.Equal(new Pieces(-1, 2, false, new(2, 6, 0), new(5, -12, 0), new(-8, 18, 0)), Open.Slope);
        Assert.False(Open.Slope.Slope.IsZero);
        Assert.True(Open.Slope.Slope.Slope.IsZero);
    }

    [Fact]
    public void IntegersAreRefused() =>
        Assert.Throws<ArgumentException>(() => Elementwise.Piecewise(Samples.Small(DType.Int32, 1, 3), Open));
}
