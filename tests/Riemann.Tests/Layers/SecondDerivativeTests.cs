using Xunit;

namespace Riemann.Tests.Layers;

/// <summary>Layers whose gradients come from one kernel have gradients of gradients.</summary>
public class SecondDerivativeTests
{
    private static Tensor Leaf(params int[] shape) =>
        (LayerRow.Data(shape).To(DType.Float64) + 0.1).Copy().RequiresGradInPlace();

    private static void Check(Func<Tensor[], Tensor> layer, params Tensor[] inputs)
    {
        Assert.True(Autograd.GradCheck(x => [layer(x)], inputs));
        Assert.True(Autograd.GradGradCheck(x => [layer(x)], inputs));
    }

    [Fact]
    public void Of_normalisations_by_inputs_weights_and_biases()
    {
        Check(x => Functional.LayerNorm(x[0], 4, x[1], x[2]), Leaf(3, 4), Leaf(4), Leaf(4));
        Check(x => Functional.RmsNorm(x[0], 4, x[1]), Leaf(3, 4), Leaf(4));
        Check(x => Functional.BatchNorm(x[0], null, null, x[1], x[2], true), Leaf(4, 2), Leaf(2), Leaf(2));
        Check(x => Functional.GroupNorm(x[0], 2, x[1], x[2]), Leaf(2, 4, 3), Leaf(4), Leaf(4));
    }

    [Fact]
    public void Of_embeddings_and_cross_entropies()
    {
        var (words, labels) = (LayerRow.Indices(1, 3, 1), LayerRow.Indices(0, 2, 1));

        Check(x => Functional.Embedding(words, x[0]).Pow(2), Leaf(4, 3));
        Check(x => Functional.CrossEntropy(x[0], labels, labelSmoothing: 0.1), Leaf(3, 3));
    }
}
