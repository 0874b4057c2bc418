using Xunit;
using static Riemann.Functional;

namespace Riemann.Tests.Tensors;

public class TruthTests
{
    private static readonly Tensor x = Tensor.From(new[] { 1.0, 2, 3, double.NaN });
    private static readonly Tensor y = Tensor.From(new[] { 2.0, 2, 2, 2 });

    private static void Is(bool[] expected, Tensor actual) => Assert.Equal(expected, actual.ToArray<bool>());

    [Fact]
    public void Comparisons_with_tensors_and_numbers()
    {
        Is([true, false, false, false], x < y);
        Is([true, true, false, false], x <= y);
        Is([false, false, true, false], x > y);
        Is([false, true, true, false], x >= y);
        Is([false, true, false, false], x.Eq(y));
        Is([true, false, true, true], x.Ne(y));
        Is([true, false, false, false], x < 2);
        Is([true, true, false, false], x <= 2);
        Is([false, false, true, false], x > 2);
        Is([false, true, true, false], x >= 2);
        Is([false, true, false, false], x.Eq(2));
        Is([true, false, true, true], x.Ne(2));
        Is([false, false, true, false], 2 < x);
        Is([false, true, true, false], 2 <= x);
        Is([true, false, false, false], 2 > x);
        Is([true, true, false, false], 2 >= x);
        Is([true, true, false, false], x.Le(2));
        Is([true, true, false, false], x.Le(y));
    }

    [Fact]
    public void Truth_values_combine()
    {
        var a = Tensor.From(new[] { true, true, false, false });
        var b = Tensor.From(new[] { true, false, true, false });
        Is([true, false, false, false], a & b);
        Is([true, true, true, false], a | b);
        Is([false, true, true, false], a ^ b);
        Is([false, false, true, true], !a);
        Assert.Equal(2, a.Sum().Item());
        Assert.Equal(DType.Int64, a.Sum().DType);
        Assert.True((bool)a.Any() && !(bool)a.All());
        Is([true, false], a.Reshape(2, 2).Any(1));
        Is([true, false], a.Reshape(2, 2).All(axis: 1, keepAxis: true));
        Assert.True((bool)x.Any());
        Assert.True((bool)Tensor.Zeros(0).All());
    }

    [Fact]
    public void Kinds_of_numbers()
    {
        var z = Tensor.From(new[] { 1, double.NaN, double.PositiveInfinity, double.NegativeInfinity });
        Is([false, true, false, false], z.IsNaN());
        Is([false, false, true, true], IsInf(z));
        Is([true, false, false, false], z.IsFinite());
        Is([false, true, true, false], x.IsIn(Tensor.From(new[] { 3.0, 2 })));
    }

    [Fact]
    public void Closeness_and_equality()
    {
        var z = y + 1e-9;
        Assert.True(y.AllClose(z));
        Assert.False(y.AllClose(z, 0, 0));
        Assert.False(y.Equal(z));
        Assert.True(y.Equal(y.Clone()));
        Assert.False(x.Equal(x));
        Assert.False(y.Equal(Tensor.From(new[] { 2.0 })));
        Is([false, true, false, false], x.IsClose(z));
    }

    [Fact]
    public void Choices_take_tensors_and_numbers()
    {
        var z = Tensor.From(new[] { 1.0, -2 }, requiresGrad: true);
        Assert.Equal([1.0, 0], Where(z > 0, z, 0).ToArray<double>());
        Assert.Equal([7.0, -2], Where(z > 0, 7, z).ToArray<double>());
        Assert.Equal([1.0, 2], Where(z > 0, z, -z).ToArray<double>());
        Assert.Equal([1f, 0], Where(z > 0, 1, 0).ToArray<float>());
        Assert.Equal([1L, 0], Where(z > 0, 1, 0, DType.Int64).ToArray<long>());
        Assert.Equal([9.0, -2], z.MaskedFill(z > 0, 9).ToArray<double>());
        Where(z > 0, z * 3, z * 5).Sum().Backward();
        Assert.Equal([3.0, 5], z.Grad!.ToArray<double>());
    }

    [Fact]
    public void Mixed_element_types_are_refused()
    {
        Wrong.Says(
            "add: the element types differ\n  left  float64   right float32\n  hint  Tensor.cast DType.Float64 the other operand",
            () => y + Tensor.Ones(4)
        );
        Wrong.Says(
            "logicalAnd: the operands must hold truth values\n  left  float64   right float64\n  hint  Tensor.cast DType.Bool the operands",
            () => x & y
        );
        Wrong.Says(
            "add: the shapes do not broadcast\n  left  [4]   right [3]\n  rule  aligned at the last axis, lengths are equal or one of them is 1",
            () => y + Tensor.From(new[] { 1.0, 2, 3 })
        );
    }
}
