using Xunit;

namespace Riemann.Tests.Optimisers;

public class LBFGSTests
{
    private static Tensor Rosenbrock(Tensor x, Tensor y) => (1 - x).Pow(2) + 100 * (y - x * x).Pow(2);

    [Fact]
    public void It_finds_the_minimum_of_Rosenbrocks_valley()
    {
        var x = Tensor.From(-1.2, requiresGrad: true);
        var y = Tensor.From(1.0, requiresGrad: true);
        var optimizer = new LBFGS([x, y], maxIter: 100, toleranceGrad: 1e-9, lineSearch: "strong_wolfe");
        var evaluations = 0;

        Tensor Closure()
        {
            evaluations++;
            optimizer.ZeroGrad();
            var loss = Rosenbrock(x, y);
            loss.Backward();
            return loss;
        }

        var first = optimizer.Step(Closure);

        Assert.Equal(24.2, first.Item(), 1e-12);
        Assert.Equal(1, x.Item(), 1e-8);
        Assert.Equal(1, y.Item(), 1e-8);
        Assert.InRange(evaluations, 10, 100);
    }

    [Fact]
    public void A_parameter_that_the_loss_does_not_use_stays()
    {
        var x = Tensor.From(3.0, requiresGrad: true);
        var unused = Tensor.From(new[] { 1.0, 2.0 }, requiresGrad: true);
        var optimizer = new LBFGS([x, unused]);

        optimizer.Step(() =>
        {
            optimizer.ZeroGrad();
            var loss = x * x;
            loss.Backward();
            return loss;
        });

        Assert.Equal(0, x.Item(), 1e-4);
        Assert.Equal([1.0, 2.0], unused.ToArray<double>());
    }

    [Fact]
    public void A_closure_that_throws_leaves_the_parameters_as_they_were()
    {
        var x = Tensor.From(3.0, requiresGrad: true);
        var optimizer = new LBFGS([x]);
        var calls = 0;

        Assert.Throws<InvalidOperationException>(() =>
            optimizer.Step(() =>
            {
                if (++calls == 3)
                    throw new InvalidOperationException();
                optimizer.ZeroGrad();
                var loss = x.Pow(4);
                loss.Backward();
                return loss;
            })
        );

        Assert.Equal(3, x.Item());
    }

    [Fact]
    public void A_closure_is_recorded_inside_NoGrad_too()
    {
        var x = Tensor.From(3.0, requiresGrad: true);
        var optimizer = new SGD([x], lr: 0.5);
        using (new NoGrad())
            optimizer.Step(() =>
            {
                var loss = x * x;
                loss.Backward();
                return loss;
            });
        Assert.Equal(0, x.Item());
    }

    [Fact]
    public void Wrong_use_is_refused()
    {
        var x = Tensor.From(3.0, requiresGrad: true);
        var optimizer = new LBFGS([x]);

        Assert.Equal(
            "LBFGS: a step without a closure\n"
                + "  hint  Step(() => { optimizer.ZeroGrad(); var loss = ...; loss.Backward(); return loss; })",
            Wrong.Message(optimizer.Step)
        );
        Assert.Equal(
            "LBFGS: a second group of parameters\n  hint  pass all parameters together; they move as one vector",
            Wrong.Message(() => optimizer.AddParamGroup(new([Tensor.From(1.0, requiresGrad: true)])))
        );
        Assert.Equal(
            "LBFGS: there is no line search \"wolfe\"\n  hint  \"strong_wolfe\", or null for none",
            Wrong.Message(() => new LBFGS([x], lineSearch: "wolfe"))
        );
        Assert.Equal(
            "Lbfgs.init: MaxIterations is 0\n  hint  MaxIterations is 1 or more",
            Wrong.Message(() => new LBFGS([x], maxIter: 0))
        );
        Assert.Equal(
            "LBFGS: the closure returned a tensor of shape [2], not one number\n  hint  reduce the loss with Sum or Mean",
            Wrong.Message(() => optimizer.Step(() => Tensor.Zeros(2)))
        );
    }
}
