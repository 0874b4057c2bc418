using Microsoft.FSharp.Core;
using Riemann.FSharp;
using Xunit;

namespace Riemann.Tests.Derivatives;

/// <summary>Random programs have the gradients that the functional core gives them: the first to the bit.</summary>
public class LawTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 60)];

    /// <summary>A number that a random program computes from tensors of shapes [2, 3], [3] and [].</summary>
    private static Tensor Program(int seed, Tensor[] inputs)
    {
        var random = new System.Random(seed);
        var values = inputs.ToList();
        Tensor any() => values[random.Next(values.Count)];
        for (var i = 0; i < 12; i++)
        {
            var (a, b) = (any(), any());
            values.Add(
                random.Next(16) switch
                {
                    0 => a + b,
                    1 => a - b,
                    2 => a * b,
                    3 => a / (b * b + 1.0),
                    4 => a.Sin(),
                    5 => a.Tanh() * 2.0,
                    6 => a.Tanh().Exp(),
                    7 => (a * a + 0.5).Sqrt(),
                    8 => a.Mean() * b,
                    9 => a.Rank > 0 ? a.Sum(-1, keepAxis: true) * b : a * 0.5,
                    10 => a.Rank > 1 ? a.T.MatMul(a).Sum(0) : 1.0 - a,
                    11 => a.Detach() * b,
                    12 => (a * 2.0).AddInPlace(1.0).MulInPlace(0.5),
                    13 => a.Rank > 0 ? a.Max(0) + 0.1 : a.Clone(),
                    14 => (a * a + 1.0).Pow(-0.5),
                    _ => a.Reshape(-1).Reshape(a.Shape) - 0.3,
                }
            );
        }
        return values.Skip(inputs.Length).Select(value => value.Mean()).Aggregate((a, b) => a + b);
    }

    private static Tensor[] Inputs(int seed)
    {
        var random = new System.Random(-seed);
        Tensor normal(params int[] shape) =>
            Tensor
                .From(
                    Enumerable
                        .Range(0, shape.Aggregate(1, (a, b) => a * b))
                        .Select(_ => random.NextDouble() * 2 - 1)
                        .ToArray()
                )
                .Reshape(shape);
        return [normal(2, 3), normal(3), normal()];
    }

    private static Tensor[] Core(Func<Tensor[], Tensor> f, Tensor[] inputs)
    {
        var gradient = Differentiate.grad(
            FSharpFunc<FSharp.Tensor[], FSharp.Tensor>.FromConverter(x => f(Array.ConvertAll(x, Tensor.Wrap)).Primal),
            Array.ConvertAll(inputs, input => input.Primal)
        );
        return Array.ConvertAll(gradient, Tensor.Wrap);
    }

    private static double[] Numbers(IEnumerable<Tensor> tensors) => [.. tensors.SelectMany(t => t.ToArray<double>())];

    [Theory, MemberData(nameof(Seeds))]
    public void Gradients_are_those_of_the_core_to_the_bit(int seed)
    {
        var inputs = Inputs(seed);
        var expected = Core(x => Program(seed, x), inputs);
        Tensor[] leaves = [.. inputs.Select(input => input.Copy().RequiresGradInPlace())];

        Program(seed, leaves).Backward();

        Assert.Equal(Numbers(expected), Numbers(leaves.Select((leaf, i) => leaf.Grad ?? Tensor.ZerosLike(inputs[i]))));
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Gradients_of_gradients_are_those_of_the_core(int seed)
    {
        static Tensor norm(IEnumerable<Tensor> gradients) =>
            gradients.Select(gradient => (gradient * gradient).Sum()).Aggregate((a, b) => a + b);
        var inputs = Inputs(seed);
        var expected = Core(x => norm(Autograd.Jacobian(y => Program(seed, y), x)), inputs);
        Tensor[] leaves = [.. inputs.Select(input => input.Copy().RequiresGradInPlace())];

        var first = Autograd.Grad([Program(seed, leaves)], leaves, createGraph: true, allowUnused: true);
        norm(first.OfType<Tensor>()).Backward();

        var found = Numbers(leaves.Select((leaf, i) => leaf.Grad ?? Tensor.ZerosLike(inputs[i])));
        Assert.All(
            Numbers(expected).Zip(found),
            pair => Assert.Equal(pair.First, pair.Second, 1e-9 * (1 + Math.Abs(pair.First)))
        );
    }
}
