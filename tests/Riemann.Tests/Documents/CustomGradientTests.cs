using Xunit;

namespace Riemann.Tests.Documents;

/// <summary>Document 002, functions with gradients of their own, and the example at its end.</summary>
public class CustomGradientTests
{
    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    [Fact, Block("002", 32, "a function of tensor operations")]
    public void Tensor_operations_have_gradients()
    {
        var x = Tensor.From(1.0, requiresGrad: true);
        var y = x.Sin().Exp() + x.Pow(2.0);

        y.Backward();

        Assert.Equal(Math.Exp(Math.Sin(1)) * Math.Cos(1) + 2, x.Grad!.Item(), 12);
    }

    [Fact, Block("002", 33, "track_grad, one input")]
    public void A_tracked_function_of_one_input()
    {
        var sigmoid = Autograd.TrackGrad(
            x => Tensor.From(Sigmoid(x.Item())),
            x => Tensor.From(Sigmoid(x.Item()) * (1 - Sigmoid(x.Item())))
        );
        var x = Tensor.From(0.0, requiresGrad: true);
        var y = sigmoid(x);

        y.Backward();

        Assert.Equal(0.5, y.Item());
        Assert.Equal(0.25, x.Grad!.Item());
    }

    [Fact, Block("002", 34, "track_grad, two inputs")]
    public void A_tracked_function_of_two_inputs()
    {
        var multiply = Autograd.TrackGrad((x, y) => x * y, (x, y) => (y, x));
        var x = Tensor.From(2.0, requiresGrad: true);
        var y = Tensor.From(3.0, requiresGrad: true);
        var z = multiply(x, y);

        z.Backward();

        Assert.Equal(6.0, z.Item());
        Assert.Equal(3.0, x.Grad!.Item());
        Assert.Equal(2.0, y.Grad!.Item());
    }

    private sealed class CustomSigmoid : Function
    {
        protected override Tensor[] Forward(FunctionContext context, Tensor[] inputs)
        {
            var sigmoid = Tensor.From(Sigmoid(inputs[0].Item()));
            context.SaveForBackward(sigmoid);
            return [sigmoid];
        }

        protected override Tensor?[] Backward(FunctionContext context, Tensor[] gradOutputs)
        {
            var sigmoid = context.SavedTensors[0];
            return [gradOutputs[0] * sigmoid * (1.0 - sigmoid)];
        }
    }

    [Fact, Block("002", 35, "a subclass of Function")]
    public void A_function_with_a_context()
    {
        var x = Tensor.From(0.0, requiresGrad: true);
        var y = new CustomSigmoid().Apply(x);

        y.Backward();

        Assert.Equal(0.5, y.Item());
        Assert.Equal(0.25, x.Grad!.Item());
    }

    [Fact, Block("002", 36, "gradcheck")]
    public void A_gradient_is_checked()
    {
        var x = Tensor.From(0.0, requiresGrad: true);

        Assert.True(Autograd.GradCheck(x => new CustomSigmoid().Apply(x), x));
    }

    [Fact, Block("002", 37, "the Rosenbrock function, with Adam")]
    public void Adam_walks_along_the_banana()
    {
        static Tensor rosenbrock(Tensor x, Tensor y) => 100.0 * (y - x.Pow(2.0)).Pow(2.0) + (1.0 - x).Pow(2.0);
        var x = Tensor.From(-1.2, requiresGrad: true);
        var y = Tensor.From(1.0, requiresGrad: true);
        Tensor[] parameters = [x, y];
        var (means, squares) = (new double[2], new double[2]);
        Assert.Equal(24.2, rosenbrock(x, y).Item(), 10);

        for (var step = 1; step <= 1000; step++)
        {
            x.Grad = y.Grad = null;
            rosenbrock(x, y).Backward();
            using var _ = new NoGrad();
            for (var i = 0; i < 2; i++)
            {
                var gradient = parameters[i].Grad!.Item();
                means[i] = 0.9 * means[i] + 0.1 * gradient;
                squares[i] = 0.999 * squares[i] + 0.001 * gradient * gradient;
                var mean = means[i] / (1 - Math.Pow(0.9, step));
                var square = squares[i] / (1 - Math.Pow(0.999, step));
                parameters[i].SubInPlace(0.05 * mean / (Math.Sqrt(square) + 1e-8));
            }
        }

        Assert.InRange(rosenbrock(x, y).Item(), 0, 0.01);
        Assert.InRange(x.Item(), 0.9, 1.1);
        Assert.InRange(y.Item(), 0.9, 1.1);
    }
}
