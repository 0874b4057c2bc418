using Xunit;

namespace Riemann.Tests.Documents;

/// <summary>The initialisers of document 000.</summary>
public class InitBlockTests
{
    private static double Deviation(Tensor x) => x.Std().Item();

    [Fact, Block("000", 19, "initialisation in place")]
    public void A_tensor_is_filled_in_place()
    {
        Random.ManualSeed(6);
        var w = Tensor.Empty(3, 5);

        Assert.Same(w, Init.XavierUniformInPlace(w));
        Assert.True(w.Abs().Max().Item() <= Math.Sqrt(6.0 / 8));
        Assert.True(w.Abs().Min().Item() > 0);

        var before = w.ToArray<float>();
        Init.KaimingNormalInPlace(w, mode: FanMode.FanIn, nonlinearity: Nonlinearity.Relu);
        Assert.NotEqual(before, w.ToArray<float>());
    }

    [Fact, Block("000", 20, "Xavier for a linear layer")]
    public void Xavier_for_a_linear_layer()
    {
        Random.ManualSeed(7);
        var linear = new Linear(784, 256);

        Init.XavierUniformInPlace(linear.Weight);
        Init.ZerosInPlace(linear.Bias!);

        Assert.Equal(Math.Sqrt(2.0 / (784 + 256)), Deviation(linear.Weight), 1e-4);
        Assert.All(linear.Bias!.ToArray<float>(), bias => Assert.Equal(0, bias));
        Assert.True(linear.Weight.RequiresGrad && linear.Weight.IsLeaf);
    }

    [Fact, Block("000", 21, "Kaiming for a convolution")]
    public void Kaiming_for_a_convolution()
    {
        Random.ManualSeed(8);
        var conv = new Conv2d(3, 64, kernelSize: 3);

        Init.KaimingNormalInPlace(conv.Weight, mode: FanMode.FanOut, nonlinearity: Nonlinearity.Relu);
        Init.ZerosInPlace(conv.Bias!);

        Assert.Equal(Math.Sqrt(2.0 / (64 * 9)), Deviation(conv.Weight), 3e-3);
    }

    [Fact, Block("000", 22, "a computed gain")]
    public void A_gain_goes_into_an_initialiser()
    {
        Random.ManualSeed(9);
        var w = Tensor.Empty(256, 128);

        var gain = Init.CalculateGain(Nonlinearity.LeakyRelu, 0.2);
        Init.XavierUniformInPlace(w, gain: gain);

        Assert.Equal(Math.Sqrt(2 / 1.04), gain, 1e-12);
        Assert.Equal(gain * Math.Sqrt(2.0 / (256 + 128)), Deviation(w), 1e-3);
    }
}
