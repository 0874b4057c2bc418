using System.Globalization;
using MathNet.Numerics.LinearAlgebra;
using Xunit;
using Numerics = System.Numerics.Tensors;

namespace Riemann.Tests.Tensors;

public class ConversionTests
{
    [Fact]
    public void Numbers_come_out_of_tensors_that_hold_one()
    {
        var x = Tensor.From(new[] { 2.9 });
        Assert.Equal(2.9, x.Item());
        Assert.Equal(2.9, x.Item<double>());
        Assert.Equal((2.9, 2.9f, 2, 2L, true), ((double)x, (float)x, (int)x, (long)x, (bool)x));
        Assert.Equal(long.MaxValue - 1, Tensor.From(long.MaxValue - 1).Item<long>());
        Assert.False((bool)Tensor.From(0));
    }

    [Fact]
    public void Element_types_convert()
    {
        var x = Tensor.From(new[] { -1.7, 0, 300, double.NaN });
        Assert.Equal([-1, 0, 300, 0], x.Int().ToArray<int>());
        Assert.Equal([-1L, 0, 300, 0], x.Long().ToArray<long>());
        Assert.Equal([0, 0, 255, 0], x.Byte().ToArray<byte>());
        Assert.Equal([true, false, true, true], x.Bool().ToArray<bool>());
        Assert.Equal([-1.7f, 0, 300, float.NaN], x.Float().ToArray<float>());
    }

    [Fact]
    public void Gradients_flow_between_float_types()
    {
        var x = Tensor.From(new[] { 1.0, 2 }, requiresGrad: true);
        (x.Float() * 3).Sum().Backward();
        Assert.Equal([3.0, 3], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void Data_shares_the_value_and_takes_another_one()
    {
        var x = Tensor.From(new[] { 1.0, 2 }, requiresGrad: true);
        x.Data.AddInPlace(1);
        Assert.Equal([2.0, 3], x.ToArray<double>());
        x.Data = Tensor.From(new[] { 5.0, 6 });
        Assert.Equal([5.0, 6], x.ToArray<double>());
        Assert.True(x.IsLeaf && x.RequiresGrad);
        (x * x).Sum().Backward();
        Assert.Equal([10.0, 12], x.Grad!.ToArray<double>());
        Wrong.Says(
            "Data: a value of [3] float64 for a tensor of [2] float64\n  hint  the value keeps the shape and the element type",
            () => x.Data = Tensor.From(new[] { 1.0, 2, 3 })
        );
    }

    [Fact]
    public void Text_takes_formats()
    {
        var x = Tensor.From(
            new[,]
            {
                { 1.0, 2.5 },
                { -3, 4 },
            }
        );
        Assert.Equal("tensor [2; 2] float64\n[[ 1.00  2.50]\n [-3.00  4.00]]", x.ToString("F2"));
        var comma = new NumberFormatInfo { NumberDecimalSeparator = "," };
        Assert.Equal("tensor [2; 2] float64\n[[ 1,0  2,5]\n [-3,0  4,0]]", x.ToString("F1", comma));
        Assert.Equal(x.ToString(), x.ToString(null));
        Assert.Equal(x.ToString("F2"), $"{x:F2}");
        Assert.Equal("tensor [2] bool\n[ true false]", Tensor.From(new[] { true, false }).ToString("F2"));
        Assert.Equal("tensor 7 (int32)", Tensor.From(7).ToString("D"));
    }

    [Fact]
    public void Tensors_of_dotnet_go_both_ways()
    {
        var there = Numerics.Tensor.Create(new[] { 1f, 2, 3, 4, 5, 6 }, [2, 3]);
        var x = there.ToRiemann(requiresGrad: true);
        Assert.Equal(
            new float[,]
            {
                { 1, 2, 3 },
                { 4, 5, 6 },
            },
            x.ToArray2D<float>()
        );
        Assert.True(x.RequiresGrad);
        var back = (x * 2).ToNumerics<float>();
        Assert.Equal([(nint)2, 3], back.Lengths.ToArray());
        Assert.Equal(12f, back[1, 2]);
        var column = there.AsReadOnlyTensorSpan().Slice(System.Buffers.NRange.All, 1..3);
        Assert.Equal(
            new float[,]
            {
                { 2, 3 },
                { 5, 6 },
            },
            column.ToRiemann().ToArray2D<float>()
        );
        Assert.Equal([3], new Numerics.TensorSpan<int>([1, 2, 3]).ToRiemann().Shape);
    }

    [Fact]
    public void Matrices_of_MathNet_go_both_ways()
    {
        var matrix = Matrix<double>.Build.DenseOfArray(
            new[,]
            {
                { 1.0, 2, 3 },
                { 4, 5, 6 },
            }
        );
        var x = matrix.ToRiemann();
        Assert.Equal(matrix, x.ToMatrix<double>());
        Assert.Equal(matrix.Transpose(), x.T.ToMatrix<double>());
        Assert.Equal(DType.Float32, Matrix<float>.Build.Dense(2, 2).ToRiemann().DType);
        var vector = Vector<float>.Build.Dense([1, 2]);
        Assert.Equal(vector, vector.ToRiemann().ToVector<float>());
        Assert.Equal([1.0, 2], Vector<double>.Build.Dense([1, 2]).ToRiemann().ToArray<double>());
        Wrong.Says(
            "ToVector: the tensor has 2 axes, not 1\n  hint  Flatten gives a vector of all elements",
            () => x.ToVector<double>()
        );
    }

    [Fact]
    public void Wrong_reading_is_refused()
    {
        var x = Tensor.From(new[] { 1.0, 2 });
        Wrong.Says(
            "ToFloat: 2 elements are not one number\n  hint  reduce it, or take one element such as x[0]",
            () => x.Item()
        );
        Wrong.Says(
            "ToArray: the element types differ\n  tensor float64   array float32\n  hint  To(DType.Float32) first, or read an array of the tensor's own type",
            () => x.ToArray<float>()
        );
        Wrong.Says(
            "ToArray: no tensor holds Char\n  hint  double, float, int, long, byte or bool",
            () => x.ToArray<char>()
        );
        Wrong.Says(
            "ToArray2D: the tensor has 1 axes, not 2\n  hint  ToArray gives the elements of any tensor, row by row",
            () => x.ToArray2D<double>()
        );
        Wrong.Says(
            "CopyTo: 2 elements do not fit a span of 1\n  hint  a span of the tensor's Length or more",
            () => x.CopyTo<double>(new double[1])
        );
    }
}
