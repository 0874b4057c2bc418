using Xunit;

namespace Riemann.Tests.Tensors;

public class CreationTests
{
    [Fact]
    public void Every_element_type_keeps_its_values()
    {
        Assert.Equal([1.5, -2], Tensor.From(new[] { 1.5, -2 }).ToArray<double>());
        Assert.Equal([1.5f, -2], Tensor.From(new[] { 1.5f, -2 }).ToArray<float>());
        Assert.Equal([1, -2], Tensor.From(new[] { 1, -2 }).ToArray<int>());
        Assert.Equal([1L, -2], Tensor.From(new[] { 1L, -2 }).ToArray<long>());
        Assert.Equal([1, 255], Tensor.From(new byte[] { 1, 255 }).ToArray<byte>());
        Assert.Equal([true, false], Tensor.From(new[] { true, false }).ToArray<bool>());
    }

    [Fact]
    public void Arrays_of_every_rank_keep_their_shape()
    {
        Assert.Equal(
            [2, 3],
            Tensor
                .From(
                    new[,]
                    {
                        { 1, 2, 3 },
                        { 4, 5, 6 },
                    }
                )
                .Shape
        );
        Assert.Equal(
            [2, 2],
            Tensor
                .From([
                    [1.0, 2],
                    [3, 4],
                ])
                .Shape
        );
        Assert.Equal([1, 2, 3], Tensor.From(new double[1, 2, 3]).Shape);
        Assert.Equal([1, 2, 3, 4], Tensor.From(new float[1, 2, 3, 4]).Shape);
        Assert.Equal([1, 2, 1, 2, 1], Tensor.From(new float[1, 2, 1, 2, 1]).Shape);
        Assert.Equal(
            [2, 1, 2],
            Tensor.From(new List<double[][]> { new double[][] { [1, 2] }, new double[][] { [3, 4] } }).Shape
        );
        Assert.Equal([2, 2], Tensor.From([1f, 2, 3, 4], [2, 2]).Shape);
        Assert.Equal([0], Tensor.From(Array.Empty<int>()).Shape);
        Assert.Equal([0, 0], Tensor.From(Array.Empty<int[]>()).Shape);
        Assert.Equal(0, Tensor.From(3).Rank);
    }

    [Fact]
    public void What_is_read_back_is_what_was_given()
    {
        var matrix = new[,]
        {
            { 1.0, 2, 3 },
            { 4, 5, 6 },
        };
        Assert.Equal(matrix, Tensor.From(matrix).ToArray2D<double>());
        Assert.Equal(
            new[,]
            {
                { 1.0, 4 },
                { 2, 5 },
                { 3, 6 },
            },
            Tensor.From(matrix).T.ToArray2D<double>()
        );
        var cube = new int[,,]
        {
            {
                { 1, 2 },
                { 3, 4 },
            },
        };
        Assert.Equal(cube, Tensor.From(cube).ToArray3D<int>());
        var four = new bool[,,,]
        {
            {
                {
                    { true, false },
                },
            },
        };
        Assert.Equal(four, Tensor.From(four).ToArray4D<bool>());
        var destination = new double[8];
        Tensor.From(matrix).CopyTo(destination.AsSpan(1));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 0], destination);
    }

    [Fact]
    public void Types_and_gradients_can_be_asked_for()
    {
        var x = Tensor.From(new[] { 1, 2 }, requiresGrad: true, dtype: DType.Float32);
        Assert.True(x.RequiresGrad && x.DType == DType.Float32);
        Assert.True(Tensor.Zeros([2], DType.Float64, requiresGrad: true).RequiresGrad);
        Assert.Equal(DType.Int64, Tensor.Arange(3).DType);
        Assert.Equal(DType.Float32, Tensor.Arange(0, 1, 0.25).DType);
    }

    [Fact]
    public void Ranges_and_grids()
    {
        Assert.Equal([0L, 1, 2], Tensor.Arange(3).ToArray<long>());
        Assert.Equal([5L, 3, 1], Tensor.Arange(5, 0, -2).ToArray<long>());
        Assert.Equal([0, 0.25f, 0.5f, 0.75f], Tensor.Arange(0, 1, 0.25).ToArray<float>());
        Assert.Equal([0, 0.5, 1], Tensor.Linspace(0, 1, 3, DType.Float64).ToArray<double>());
        Assert.Equal([1, 10, 100], Tensor.Logspace(0, 2, 3, DType.Float64).ToArray<double>());
        Assert.Equal(
            new float[,]
            {
                { 1, 0 },
                { 0, 1 },
            },
            Tensor.Eye(2).ToArray2D<float>()
        );
        Assert.Equal([2, 3], Tensor.Eye(2, 3).Shape);
        Assert.Equal(
            new float[,]
            {
                { 0, 1 },
                { 1, 0 },
            },
            Tensor.From(new[] { 1, 0 }).OneHot(2).ToArray2D<float>()
        );
        Assert.Equal([1f, 1], Tensor.Ones(2).ToArray<float>());
        Assert.Equal([0L, 0], Tensor.ZerosLike(Tensor.Arange(2)).ToArray<long>());
    }

    [Fact]
    public void Wrong_data_is_refused()
    {
        Wrong.Says(
            "From: no tensor holds Decimal\n  hint  double, float, int, long, byte or bool",
            () => Tensor.From(new[] { 1m })
        );
        Wrong.Says(
            "From: 3 elements do not fill the shape [2; 2]\n  hint  as many elements as places",
            () => Tensor.From([1.0, 2, 3], [2, 2])
        );
        Wrong.Says(
            "tensor: row 1 has shape [1], row 0 has [2]\n  hint  rows of a tensor have equal lengths",
            () => Tensor.From(new double[][] { [1, 2], [3] })
        );
        Wrong.Says(
            "full: a dimension of [-1] is negative\n  hint  every dimension is 0 or more",
            () => Tensor.Zeros(-1)
        );
        Wrong.Says(
            "RequiresGrad: a tensor of int32 has no gradient\n  hint  make it Float32 or Float64 with To",
            () => Tensor.From(new[] { 1, 2 }, requiresGrad: true)
        );
    }
}
