using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Comparisons and logic.</summary>
public class ComparisonTests
{
    private static readonly Dictionary<
        string,
        (Func<NDArray, NDArray, NDArray> Function, Func<double, double, bool> Reference)
    > Comparisons = new()
    {
        ["equal"] = (Elementwise.Equal, (x, y) => x == y),
        ["not equal"] = (Elementwise.NotEqual, (x, y) => x != y),
        ["less"] = (Elementwise.Less, (x, y) => x < y),
        ["less or equal"] = (Elementwise.LessEqual, (x, y) => x <= y),
        ["greater"] = (Elementwise.Greater, (x, y) => x > y),
        ["greater or equal"] = (Elementwise.GreaterEqual, (x, y) => x >= y),
    };

    public static TheoryData<string> Names => [.. Comparisons.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheOperatorAtEveryLength(string name)
    {
        var (function, reference) = Comparisons[name];
        foreach (var dtype in Samples.All)
            for (var length = 0; length <= 67; length++)
            {
                var x = Samples.Of(dtype, Samples.Values(length, length));
                var y = length % 2 == 0 ? Samples.Of(dtype, Samples.Values(length, 5)) : x;
                Check(x, y, function(x, y), (i, j) => (i, j));
                if (length > 0)
                {
                    var one = Samples.Of(dtype, [Samples.Special[length % Samples.Special.Length]]);
                    Check(x, one, function(x, one), (i, _) => (i, 0));
                    Check(one, x, function(one, x), (i, _) => (0, i));
                }
            }

        void Check(NDArray x, NDArray y, NDArray result, Func<int, int, (int, int)> places)
        {
            Assert.Equal(DType.Bool, result.DType);
            var values = result.ToArray<bool>();
            for (var i = 0; i < values.Length; i++)
            {
                var (left, right) = places(i, i);
                Assert.Equal(reference(x.ToDouble(left), y.ToDouble(right)), values[i]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DoesNotCareHowTheElementsLie(string name)
    {
        var function = Comparisons[name].Function;
        foreach (var dtype in Samples.All)
        foreach (var (_, x) in Samples.Layouts(dtype))
        foreach (var (_, y) in Samples.Layouts(dtype))
            Assert.Equal(function(x.Contiguous(), y.Contiguous()).ToArray<bool>(), function(x, y).ToArray<bool>());
    }

    [Fact]
    public void LargeIntegersAreComparedExactly()
    {
        var x = NDArray.Of<long>([long.MaxValue, long.MaxValue - 1], Shape.Of(2));
        var y = NDArray.Full(DType.Int64, Shape.Of(2), long.MaxValue);
        Assert.Equal([true, false], Elementwise.Equal(x, y).ToArray<bool>());
    }

    [Fact]
    public void NaNAndInfinityAreFound()
    {
        foreach (var dtype in Samples.Floats)
            for (var length = 0; length <= 67; length++)
            {
                var x = Samples.Of(dtype, Samples.Values(length, length));
                var values = Samples.Read(x);
                Assert.Equal(Array.ConvertAll(values, double.IsNaN), Elementwise.IsNaN(x).ToArray<bool>());
                Assert.Equal(Array.ConvertAll(values, double.IsFinite), Elementwise.IsFinite(x).ToArray<bool>());
            }
        Assert.Throws<ArgumentException>(() => Elementwise.IsNaN(NDArray.Scalar(DType.Int32, 1)));
    }

    [Fact]
    public void LogicFollowsItsTables()
    {
        var x = NDArray.Of<bool>([false, false, true, true], Shape.Of(4));
        var y = NDArray.Of<bool>([false, true, false, true], Shape.Of(4));
        Assert.Equal([true, true, false, false], Elementwise.Not(x).ToArray<bool>());
        Assert.Equal([false, false, false, true], Elementwise.And(x, y).ToArray<bool>());
        Assert.Equal([false, true, true, true], Elementwise.Or(x, y).ToArray<bool>());
        Assert.Equal([false, true, true, false], Elementwise.Xor(x, y).ToArray<bool>());
        Assert.Equal([false, false, true, true], Elementwise.And(x, NDArray.Scalar(DType.Bool, 1)).ToArray<bool>());
        Assert.Throws<ArgumentException>(() => Elementwise.And(x, Samples.Small(DType.UInt8, 1, 4)));
        Assert.Throws<ArgumentException>(() => Elementwise.Not(Samples.Small(DType.UInt8, 1, 4)));
    }

    [Fact]
    public void LogicDoesNotCareHowTheElementsLie()
    {
        foreach (var (_, x) in Samples.Layouts(DType.Bool))
        foreach (var (_, y) in Samples.Layouts(DType.Bool))
        {
            var expected = Elementwise.Xor(x.Contiguous(), y.Contiguous());
            Assert.Equal(expected.ToArray<bool>(), Elementwise.Xor(x, y).ToArray<bool>());
        }
    }
}
