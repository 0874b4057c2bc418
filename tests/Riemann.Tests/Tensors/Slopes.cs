using Xunit;

namespace Riemann.Tests.Tensors;

/// <summary>Gradients beside differences of values.</summary>
internal static class Slopes
{
    /// <summary>
    /// Checks the gradients of the float tensors that a function gives, each element with another weight; where the function
    /// gives none there is nothing to check.
    /// </summary>
    public static void Agree(string name, Func<Tensor, IEnumerable<Tensor>> f, Tensor x)
    {
        double at(int place, double step)
        {
            var values = x.ToArray<double>();
            values[place] += step;
            return Loss(f(Tensor.From<double>(values, x.Shape)))?.Item() ?? 0;
        }

        var leaf = Tensor.From<double>(x.ToArray<double>(), x.Shape, requiresGrad: true);
        var loss = Loss(f(leaf));
        if (loss?.RequiresGrad == true)
            loss.Backward();
        var gradient = leaf.Grad?.ToArray<double>() ?? new double[x.Length];
        for (var i = 0; i < gradient.Length; i++)
        {
            var slope = (at(i, 1e-5) - at(i, -1e-5)) / 2e-5;
            Assert.True(
                Math.Abs(slope - gradient[i]) <= 1e-6 * Math.Max(1, Math.Abs(slope)),
                $"{name}: the slope by element {i} is {slope}, the gradient {gradient[i]}"
            );
        }
    }

    private static Tensor? Loss(IEnumerable<Tensor> results) =>
        results
            .Where(part => part.DType == DType.Float64)
            .Select(part => (part.Flatten() * Numbers.Between(0.5, 1.5, 5, part.Length)).Sum())
            .Aggregate((Tensor?)null, (sum, part) => sum is null ? part : sum + part);
}
