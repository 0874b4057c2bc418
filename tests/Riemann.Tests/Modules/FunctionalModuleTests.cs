using Xunit;

namespace Riemann.Tests.Modules;

public class FunctionalModuleTests
{
    private static readonly Tensor X = Tensor.From(
        new[,]
        {
            { 1.0, 2.0 },
            { -1.0, 0.5 },
        }
    );

    private static Sequential Model() =>
        new Sequential(new Linear(2, 3), new Square(), new Linear(3, 1)).To(DType.Float64);

    [Fact]
    public void The_function_of_its_own_parameters_is_the_module()
    {
        var model = Model();
        var function = model.Functional();

        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], function.Names);
        Assert.Equal(model.Call(X).ToArray<double>(), function.Call(function.Parameters, X).ToArray<double>());
        var doubled = function.Parameters.Select(parameter => parameter * 2).ToArray();
        Assert.NotEqual(model.Call(X).ToArray<double>(), function.Call(doubled, X).ToArray<double>());
        Assert.Equal(model.Call(X).ToArray<double>(), function.Call(function.Parameters, X).ToArray<double>());
    }

    [Fact]
    public void Derivatives_by_parameters_agree_with_the_backward_pass()
    {
        var model = Model();
        var function = model.Functional();
        model.Call(X).Sum().Backward();

        var jacobians = Autograd.Jacobian(p => function.Call(p, X).Sum(), function.Parameters);

        Assert.Equal(4, jacobians.Length);
        foreach (var (jacobian, parameter) in jacobians.Zip(model.Parameters()))
            Assert.Equal(parameter.Grad!.ToArray<double>(), jacobian.ToArray<double>(), Close);
    }

    [Fact]
    public void The_hessian_by_parameters_of_a_square_is_known()
    {
        var function = new Sequential(new Linear(2, 1, bias: false), new Square()).To(DType.Float64).Functional();
        var x = Tensor.From(
            new[,]
            {
                { 1.0, 3.0 },
            }
        );

        var hessian = Autograd.Hessian(p => function.Call(p, x).Sum(), function.Parameters)[0][0];

        Assert.Equal([1, 2, 1, 2], hessian.Shape);
        Assert.Equal([2.0, 6.0, 6.0, 18.0], hessian.ToArray<double>(), Close);
    }

    [Fact]
    public void Gradients_flow_to_the_given_tensors_and_not_to_the_module()
    {
        var model = new Weighted();
        var scale = Tensor.From(7.0, requiresGrad: true);
        var twice = scale * 2;

        model.Functional().Call([twice], Tensor.From(2.0), Tensor.From(3.0)).Backward();

        Assert.Equal(12.0, scale.Grad!.Item());
        Assert.Null(model.Scale.Grad);
        Assert.Equal(2.0, model.Scale.Item());
    }

    [Fact]
    public void A_call_changes_no_buffer_and_an_error_changes_nothing()
    {
        var model = new Counter();
        var function = model.Functional();
        function.Call(function.Parameters, Tensor.Ones(2));

        Assert.Equal(0.0, model.GetBuffer("running_mean").Sum().Item());
        using (model.RegisterForwardPreHook((_, _) => throw new InvalidOperationException("stop")))
            Assert.Throws<InvalidOperationException>(() => function.Call(function.Parameters, Tensor.Ones(2)));
        Assert.Equal(2.0, model.Call(Tensor.Ones(2)).Sum().Item());
    }

    [Fact]
    public void Hooks_are_told_of_the_module_itself()
    {
        var model = Model();
        Module? seen = null;
        model[0]
            .RegisterForwardHook(
                (module, _, _) =>
                {
                    seen = module;
                }
            );

        model.Functional().Call(model.Functional().Parameters, X);

        Assert.Same(model[0], seen);
    }

    [Fact]
    public void Calls_on_many_threads_have_parameters_of_their_own()
    {
        var model = new Weighted();
        var function = model.Functional();
        var one = Tensor.From(1.0);

        var results = Enumerable
            .Range(0, 200)
            .AsParallel()
            .AsOrdered()
            .Select(i => function.Call([Tensor.From((double)i)], one, one).Item());

        Assert.Equal(Enumerable.Range(0, 200).Select(i => (double)i), results);
    }

    [Fact]
    public void Wrong_parameters_are_refused()
    {
        var function = new Linear(2, 1).Functional();

        Assert.Equal(
            "Functional: 1 parameters for a module with 2\n  hint  one for each of weight, bias",
            Wrong.Message(() => function.Call([Tensor.Ones(1, 2)], X))
        );
        Assert.Equal(
            "Functional: the parameter weight has another shape\n  given [2; 1]   weight [1; 2]\n"
                + "  rule  parameters have the shapes and the order of FunctionalModule.Parameters",
            Wrong.Message(() => function.Call([Tensor.Ones(2, 1), Tensor.Ones(1)], X))
        );
    }

    private static bool Close(double expected, double actual) => Math.Abs(expected - actual) < 1e-12;
}
