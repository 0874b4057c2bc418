using Xunit;

namespace Riemann.Tests.Derivatives;

/// <summary>Functions with gradients of their own.</summary>
public class FunctionTests
{
    private readonly Tensor x = Tensor.From(new[] { 1.0, 2.0 }, requiresGrad: true);
    private readonly Tensor y = Tensor.From(new[] { 3.0, 5.0 }, requiresGrad: true);

    /// <summary>The sum and the product, with what the function was asked for written down.</summary>
    private sealed class SumAndProduct : Function
    {
        public List<Tensor> Given { get; } = [];

        public IReadOnlyList<bool> Needs { get; private set; } = [];

        protected override Tensor[] Forward(FunctionContext context, Tensor[] inputs)
        {
            context.SaveForBackward(inputs);
            context["factor"] = 1.0;
            return [inputs[0] + inputs[1], inputs[0] * inputs[1]];
        }

        protected override Tensor?[] Backward(FunctionContext context, Tensor[] gradOutputs)
        {
            Given.AddRange(gradOutputs);
            Needs = context.NeedsInputGrad;
            var (a, b) = (context.SavedTensors[0], context.SavedTensors[1]);
            var (ofSum, ofProduct) = (gradOutputs[0] * (double)context["factor"]!, gradOutputs[1]);
            return [ofSum + ofProduct * b, Needs[1] ? ofSum + ofProduct * a : null];
        }
    }

    [Fact]
    public void Outputs_that_nothing_depends_on_bring_zeros()
    {
        var function = new SumAndProduct();
        var outputs = function.ApplyAll(x, y.Detach());

        outputs[1].Sum().Backward();

        Assert.Equal(
            [
                [0.0, 0.0],
                [1.0, 1.0],
            ],
            function.Given.Select(gradient => gradient.ToArray<double>())
        );
        Assert.Equal([true, false], function.Needs);
        Assert.Equal([3.0, 5.0], x.Grad!.ToArray<double>());
        Assert.Null(y.Grad);
    }

    [Fact]
    public void All_outputs_come_back_in_one_call()
    {
        var function = new SumAndProduct();
        var outputs = function.ApplyAll(x, y);
        outputs[0].RetainGrad();
        outputs[1].RegisterHook(gradient => gradient * 2.0);

        (outputs[0] * outputs[1]).Sum().Backward();

        Assert.Equal(2, function.Given.Count);
        Assert.Equal([3.0, 10.0], outputs[0].Grad!.ToArray<double>());
        Assert.Equal([3.0 + 4 * 2 * 3, 10.0 + 7 * 2 * 5], x.Grad!.ToArray<double>());
    }

    [Fact]
    public void A_backward_of_tensor_operations_is_differentiated()
    {
        var product = new SumAndProduct().ApplyAll(x, y)[1];

        Assert.Equal([2.0, 2.0], (product * product).Sum().D(x, x).ToArray<double>().Zip([9.0, 25.0], (d, b) => d / b));
        Assert.True(Autograd.GradGradCheck(inputs => new SumAndProduct().ApplyAll(inputs), [x, y]));
    }

    [Fact]
    public void A_function_takes_part_in_functional_derivatives()
    {
        static Tensor f(Tensor[] inputs)
        {
            var outputs = new SumAndProduct().ApplyAll(inputs);
            return (outputs[0] * outputs[1]).Sum();
        }
        static Tensor plain(Tensor[] inputs) => ((inputs[0] + inputs[1]) * (inputs[0] * inputs[1])).Sum();

        Assert.Equal(
            Autograd.Jacobian(plain, [x, y]).Select(gradient => gradient.ToArray<double>()),
            Autograd.Jacobian(f, [x, y]).Select(gradient => gradient.ToArray<double>())
        );
        Assert.Equal(
            Autograd.Hessian(plain, [x, y])[0][1].ToArray<double>(),
            Autograd.Hessian(f, [x, y])[0][1].ToArray<double>()
        );
    }

    private sealed class Exponential : Function
    {
        protected override Tensor[] Forward(FunctionContext context, Tensor[] inputs)
        {
            var result = inputs[0].Exp();
            context.SaveForBackward(result);
            return [result];
        }

        protected override Tensor?[] Backward(FunctionContext context, Tensor[] gradOutputs) =>
            [gradOutputs[0] * context.SavedTensors[0]];
    }

    [Fact]
    public void A_saved_output_is_differentiated_as_the_output()
    {
        var derivative = new Exponential().Apply(x).Sum().D(x, x, x);

        Assert.Equal(x.Exp().ToArray<double>(), derivative.ToArray<double>());
    }

    [Fact]
    public void What_was_saved_survives_changes_in_place()
    {
        var result = new Exponential().Apply(x);
        var loss = result.Sum();
        result.ZeroInPlace();

        loss.Backward();

        Assert.Equal(x.Exp().ToArray<double>(), x.Grad!.ToArray<double>());
    }

    [Fact]
    public void A_function_outside_gradients_only_computes()
    {
        Assert.False(new Exponential().Apply(x.Detach()).RequiresGrad);
        using (new NoGrad())
            Assert.False(new Exponential().Apply(x).RequiresGrad);
    }

    private sealed class SplitSign : Function
    {
        protected override Tensor[] Forward(FunctionContext context, Tensor[] inputs)
        {
            var (size, sign) = (inputs[0].Abs(), inputs[0] / inputs[0].Abs());
            context.MarkNonDifferentiable(sign);
            context.SaveForBackward(sign);
            return [size, sign];
        }

        protected override Tensor?[] Backward(FunctionContext context, Tensor[] gradOutputs) =>
            [gradOutputs[0] * context.SavedTensors[0]];
    }

    [Fact]
    public void An_output_may_have_no_gradient()
    {
        var outputs = new SplitSign().ApplyAll(x * -1.0);

        Assert.Equal([true, false], outputs.Select(output => output.RequiresGrad));
        (outputs[0] * outputs[1]).Sum().Backward();
        Assert.Equal([-1.0, -1.0], x.Grad!.ToArray<double>());
        Assert.Equal(
            [-1.0, -1.0],
            Autograd
                .Vjp(z => new SplitSign().ApplyAll(z * -1.0) is [var a, var b] ? (a * b).Sum() : z, x, Tensor.From(1.0))
                .Product.ToArray<double>()
        );
    }

    private sealed class Faulty(Func<Tensor, Tensor?[]> backward) : Function
    {
        protected override Tensor[] Forward(FunctionContext context, Tensor[] inputs) => [inputs[0] * 1.0];

        protected override Tensor?[] Backward(FunctionContext context, Tensor[] gradOutputs) =>
            backward(gradOutputs[0]);
    }

    [Fact]
    public void Another_number_of_gradients_than_inputs() =>
        Assert.Equal(
            """
            Faulty: Backward returned 2 gradients for 1 inputs
              hint  return one for each input, or null for an input without
            """,
            Wrong.Message(() => new Faulty(g => [g, g]).Apply(x).Sum().Backward())
        );

    [Fact]
    public void A_gradient_of_another_shape() =>
        Assert.Equal(
            """
            Faulty: Backward returned [] float64 for input 0, which is [2] float64
              hint  a gradient has the shape and element type of its input
            """,
            Wrong.Message(() => new Faulty(g => [g.Sum()]).Apply(x).Sum().Backward())
        );

    [Fact]
    public void One_output_asked_of_a_function_with_two() =>
        Assert.Equal(
            """
            SumAndProduct: the function has 2 outputs, not one
              hint  call ApplyAll
            """,
            Wrong.Message(() => new SumAndProduct().Apply(x, y))
        );

    [Fact]
    public void An_attribute_that_was_never_set()
    {
        var context = new FunctionContext([]);
        Assert.Equal(
            """
            FunctionContext: there is no attribute slope
              hint  set context["slope"] in Forward
            """,
            Wrong.Message(() => context["slope"])
        );
    }

    [Fact]
    public void Grad_asks_no_function_that_leads_elsewhere()
    {
        var elsewhere = new Faulty(_ => throw new InvalidOperationException()).Apply(y * 2.0);

        Assert.Equal([12.0, 40.0], Autograd.Grad((x * x * elsewhere).Sum(), x).ToArray<double>());
    }

    [Fact]
    public void A_null_gradient_stops_there()
    {
        new Faulty(_ => [null]).Apply(x * 2.0).Sum().Backward();
        Assert.Null(x.Grad);
    }

    [Fact]
    public void A_tracked_function_fits_gradients_to_broadcast_inputs_and_skips_null()
    {
        var scale = Autograd.TrackGrad((a, b) => a * b, (a, b) => ((Tensor?)b, (Tensor?)a));
        var factor = Tensor.From(10.0, requiresGrad: true);

        scale(x, factor).Sum().Backward();

        Assert.Equal([10.0, 10.0], x.Grad!.ToArray<double>());
        Assert.Equal(3.0, factor.Grad!.Item());
        var half = Autograd.TrackGrad((a, b, c) => a * b * c, (a, b, c) => (b * c, null, null));
        Assert.Null(Autograd.Grad(half(x, y, y).Sum(), [x, y], allowUnused: true)[1]);
    }
}
