using System.CommandLine;
using Examples;
using Riemann;

return Sample.Run(
    "Gives a sigmoid a derivative of its own in two ways, and checks both against differences.",
    [Sample.Seed, Sample.Quick],
    Compare,
    args
);

void Compare(ParseResult line, CancellationToken stop)
{
    Riemann.Random.ManualSeed(line.GetValue(Sample.Seed));

    // The derivative as a function of the input, beside the function itself.
    static Tensor sigmoid(Tensor x) => 1 / (1 + (-x).Exp());
    var tracked = Autograd.TrackGrad(sigmoid, x => sigmoid(x) * (1 - sigmoid(x)));

    // A class, which keeps what the derivative needs.
    Tensor function(Tensor x) => new Sigmoid().Apply(x);

    var points = Tensor.Linspace(-4, 4, 9, DType.Float64);
    Show("x", points);
    Show("sigmoid", sigmoid(points));
    Show("TrackGrad: slope", Slope(tracked, points));
    Show("Function: slope", Slope(function, points));
    Show("by the library: slope", Slope(x => x.Sigmoid(), points));

    var random = Tensor.Randn([100], DType.Float64, requiresGrad: true);
    Console.WriteLine($"TrackGrad agrees with differences: {Autograd.GradCheck(tracked, random)}");
    Console.WriteLine($"Function agrees with differences: {Autograd.GradCheck(function, random)}");
    Console.WriteLine($"Function, second derivatives: {Autograd.GradGradCheck(function, random)}");

    var wrong = Autograd.TrackGrad(sigmoid, x => sigmoid(x));
    Console.WriteLine($"a wrong derivative agrees: {Autograd.GradCheck(wrong, random, raiseException: false)}");
}

static Tensor Slope(Func<Tensor, Tensor> function, Tensor points)
{
    var x = points.Clone().RequiresGradInPlace();
    function(x).Sum().Backward();
    return x.Grad!;
}

static void Show(string what, Tensor numbers) =>
    Console.WriteLine($"{what, -22}{string.Join(' ', numbers.ToArray<double>().Select(number => $"{number, 8:F4}"))}");
