using Xunit;

namespace Riemann.Tests.Layers;

public class InitTests
{
    private static Tensor Square => Tensor.Empty(200, 200);

    private static double Deviation(Tensor x) => x.Std().Item();

    [Fact]
    public void Random_values_have_their_distributions()
    {
        Random.ManualSeed(21);

        Assert.Equal(1.0 / Math.Sqrt(12), Deviation(Init.UniformInPlace(Square)), 0.01);
        Assert.Equal(3, Deviation(Init.NormalInPlace(Square, 1, 3)), 0.05);
        Assert.True(Init.TruncatedNormalInPlace(Square).Abs().Max().Item() <= 2);
        Assert.Equal(Math.Sqrt(2.0 / 400), Deviation(Init.XavierNormalInPlace(Square)), 1e-3);
        Assert.Equal(Math.Sqrt(2.0 / 200), Deviation(Init.KaimingUniformInPlace(Square)), 2e-3);
        Assert.Equal(0.5, Init.SparseInPlace(Square, 0.5).Eq(0).To(DType.Float32).Mean().Item(), 1e-6);
    }

    [Fact]
    public void Fixed_values_are_exact()
    {
        var filter = Init.DiracInPlace(Tensor.Empty(2, 2, 3));
        var picture = Tensor.From(
            new[,,]
            {
                {
                    { 1f, 2f, 3f },
                    { 4f, 5f, 6f },
                },
            }
        );

        Assert.Equal([1f, 0f, 0f, 0f, 1f, 0f], Init.EyeInPlace(Tensor.Empty(2, 3)).ToArray<float>());
        Assert.Equal(picture.ToArray<float>(), Functional.Conv1d(picture, filter, padding: 1).ToArray<float>());
        Assert.Equal([7f, 7f], Init.ConstantInPlace(Tensor.Empty(2), 7).ToArray<float>());
        Assert.Equal([1.0], Init.OnesInPlace(Tensor.From(new[] { 3.0 })).ToArray<double>());
    }

    [Fact]
    public void Rows_of_an_orthogonal_matrix_are_orthonormal()
    {
        Random.ManualSeed(22);
        var q = Init.OrthogonalInPlace(Tensor.Empty(3, 5));

        Assert.True(q.MatMul(q.T).AllClose(Tensor.Eye(3), 1e-4, 1e-5));
    }

    [Fact]
    public void Parameters_stay_leaves_and_the_seed_decides()
    {
        Random.ManualSeed(23);
        var first = new Linear(3, 4);
        Init.NormalInPlace(first.Weight);
        Random.ManualSeed(23);
        var second = new Linear(3, 4);
        Init.NormalInPlace(second.Weight);

        Assert.True(first.Weight.IsLeaf && first.Weight.RequiresGrad);
        Assert.Equal(first.Weight.ToArray<float>(), second.Weight.ToArray<float>());
    }

    [Theory]
    [InlineData(Nonlinearity.Linear, 1.0)]
    [InlineData(Nonlinearity.Conv, 1.0)]
    [InlineData(Nonlinearity.Sigmoid, 1.0)]
    [InlineData(Nonlinearity.Tanh, 5.0 / 3)]
    [InlineData(Nonlinearity.Relu, 1.4142135623730951)]
    [InlineData(Nonlinearity.LeakyRelu, 1.4141428569978354)]
    [InlineData(Nonlinearity.Selu, 0.75)]
    public void Gains_are_those_of_the_table(Nonlinearity nonlinearity, double gain)
    {
        Assert.Equal(gain, Init.CalculateGain(nonlinearity), 1e-12);
    }

    [Fact]
    public void A_vector_has_no_fan()
    {
        Assert.StartsWith(
            "Init: fewer than two axes have no fan",
            Wrong.Message(() => Init.XavierUniformInPlace(Tensor.Empty(3)))
        );
    }
}
