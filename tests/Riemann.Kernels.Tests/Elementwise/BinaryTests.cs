using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>The functions of two numbers, over lengths, types, special values, layouts and broadcasting.</summary>
public class BinaryTests
{
    private sealed record Case(
        Func<NDArray, NDArray, NDArray> Function,
        Func<double, double, double> Reference,
        double Ulps = 0.5,
        bool ForIntegers = true
    );

    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["add"] = new(Elementwise.Add, (x, y) => x + y),
        ["subtract"] = new(Elementwise.Subtract, (x, y) => x - y),
        ["multiply"] = new(Elementwise.Multiply, (x, y) => x * y),
        ["maximum"] = new(Elementwise.Maximum, Math.Max),
        ["minimum"] = new(Elementwise.Minimum, Math.Min),
        ["divide"] = new(Elementwise.Divide, (x, y) => x / y, ForIntegers: false),
        ["power"] = new(Elementwise.Power, Math.Pow, 1, ForIntegers: false),
        ["atan2"] = new(Elementwise.Atan2, Math.Atan2, 2, ForIntegers: false),
        ["hypot"] = new(Elementwise.Hypot, double.Hypot, 1, ForIntegers: false),
        ["copySign"] = new(Elementwise.CopySign, Math.CopySign, 0, ForIntegers: false),
        ["truncatedRemainder"] = new(Elementwise.TruncatedRemainder, (x, y) => x % y, 0, ForIntegers: false),
        ["remainder"] = new(
            Elementwise.Remainder,
            (x, y) => x % y is var rest && (rest < 0 && y > 0 || rest > 0 && y < 0) ? rest + y : rest,
            ForIntegers: false
        ),
        ["multiplyOrZero"] = new(
            Elementwise.MultiplyOrZero,
            (x, y) => x == 0 || y == 0 ? 0 : x * y,
            ForIntegers: false
        ),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void AgreesWithTheScalarFunctionAtEveryLength(string name)
    {
        foreach (var dtype in Samples.Floats)
            for (var length = 0; length <= 67; length++)
            {
                var x = Samples.Of(dtype, Samples.Values(length, length));
                var y = Samples.Of(dtype, Samples.Values(length, 3 * length + 5));
                Check(name, x, y, length, i => i, i => i);
            }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void OneOperandMayBeOneValue(string name)
    {
        foreach (var dtype in Samples.Floats)
        foreach (var length in new[] { 0, 1, 5, 67, 300, 700 })
        foreach (var value in new[] { 0.0, -0.0, 1, 2, -3, double.NaN, double.PositiveInfinity })
        {
            var x = Samples.Of(dtype, Samples.Values(length, length));
            var scalar = NDArray.Scalar(dtype, value);
            Check(name, x, scalar, length, i => i, _ => 0);
            Check(name, scalar, x, length, _ => 0, i => i);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void DoesNotCareHowTheElementsLie(string name)
    {
        var (function, _, _, forIntegers) = Cases[name];
        foreach (var dtype in forIntegers ? Samples.Numbers : Samples.Floats)
        foreach (var (left, x) in Samples.Layouts(dtype))
        foreach (var (right, y) in Samples.Layouts(dtype))
        {
            var result = function(x, y);
            var expected = function(x.Contiguous(), y.Contiguous());
            Assert.True(result.IsContiguous);
            Assert.True(
                Samples.Read(expected).AsSpan().SequenceEqual(Samples.Read(result)),
                $"{name} of {left} and {right} {dtype}"
            );
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void StretchesAxesOfLengthOne(string name)
    {
        var (function, reference, _, _) = Cases[name];
        var x = Samples.Small(DType.Float64, 1, 300, 1, 2);
        var y = Samples.Small(DType.Float64, 2, 3, 1);
        var result = function(x, y);
        Assert.Equal(Shape.Of(300, 3, 2), result.Shape);
        for (var i = 0; i < result.Length; i++)
        {
            var exact = reference(x.ToDouble(i / 6 * 2 + i % 2), y.ToDouble(i / 2 % 3));
            Assert.True(Ulp.Error(DType.Float64, result.ToDouble(i), exact) <= 1);
        }
    }

    [Fact]
    public void IntegersWrap()
    {
        var x = NDArray.Of<int>([int.MaxValue, int.MinValue, 65536], Shape.Of(3));
        Assert.Equal([int.MinValue, int.MinValue + 1, 65537], Add(x, 1).ToArray<int>());
        Assert.Equal([-2, 0, 0], Elementwise.Multiply(x, NDArray.Of<int>([2, 2, 65536], Shape.Of(3))).ToArray<int>());
        Assert.Equal([1, 0], Add(NDArray.Of<byte>([0, 255], Shape.Of(2)), 1).ToArray<byte>());
    }

    [Fact]
    public void NoElementsStretchToNoElements()
    {
        var result = Elementwise.Add(Samples.Small(DType.Float32, 1, 3, 0), Samples.Small(DType.Float32, 1, 3, 1));
        Assert.Equal(Shape.Of(3, 0), result.Shape);
        Assert.Equal(0, Add(NDArray.Of<float>([], Shape.Of(0)), 1).Length);
    }

    [Fact]
    public void ZeroTimesAnythingCanBeZero()
    {
        var x = NDArray.Of<double>([0, -0.0, 2, 0, double.NaN], Shape.Of(5));
        var y = NDArray.Of<double>([double.NaN, double.PositiveInfinity, double.NaN, 5, -0.0], Shape.Of(5));
        var result = Elementwise.MultiplyOrZero(x, y).ToArray<double>();
        Assert.Equal([0, 0, double.NaN, 0, 0], result);
        Assert.All([result[0], result[1], result[4]], v => Assert.False(double.IsNegative(v)));
    }

    [Fact]
    public void OperandsMustBelongTogether()
    {
        var x = Samples.Small(DType.Float32, 1, 3);
        Assert.Throws<ArgumentException>(() => Elementwise.Add(x, Samples.Small(DType.Float32, 1, 4)));
        Assert.Throws<ArgumentException>(() => Elementwise.Add(x, Samples.Small(DType.Float64, 1, 3)));
        Assert.Throws<ArgumentException>(() => Elementwise.Divide(Add(x, 1), Samples.Small(DType.Int32, 1, 3)));
        var integers = Samples.Small(DType.Int32, 1, 3);
        Assert.Throws<ArgumentException>(() => Elementwise.Power(integers, integers));
    }

    private static NDArray Add(NDArray x, long value) => Elementwise.Add(x, NDArray.Full(x.DType, Shape.Scalar, value));

    private static void Check(string name, NDArray x, NDArray y, int length, Func<int, int> left, Func<int, int> right)
    {
        var (function, reference, ulps, _) = Cases[name];
        var result = function(x, y);
        Assert.Equal(x.DType, result.DType);
        Assert.Equal(length, result.Length);
        for (var i = 0; i < length; i++)
        {
            var (a, b) = (x.ToDouble(left(i)), y.ToDouble(right(i)));
            var error = Ulp.Error(x.DType, result.ToDouble(i), reference(a, b));
            Assert.True(
                error <= ulps,
                $"{name}({a:g17}, {b:g17}) = {result.ToDouble(i):g17}, not {reference(a, b):g17}"
            );
        }
    }
}
