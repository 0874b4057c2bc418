using Xunit;

namespace Riemann.Tests.Documents;

public class BackwardTests
{
    [Fact, Block("002", 3, "a scalar output")]
    public void Gradients_of_a_scalar_output()
    {
        var x = Tensor.From(2.0, requiresGrad: true);
        var y = Tensor.From(3.0, requiresGrad: true);
        var z = x * y + x.Pow(2.0);

        z.Backward();

        Assert.Equal(7.0, x.Grad!.Item());
        Assert.Equal(2.0, y.Grad!.Item());
    }
}
