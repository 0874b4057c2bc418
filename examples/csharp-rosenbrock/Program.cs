using System.CommandLine;
using Examples;
using Riemann;

var steps = Sample.Number("--steps", "goes N steps (1000; 200 with --quick)");

return Sample.Run(
    "Minimises Rosenbrock's function, a curved valley with its least value 0 at (1, 1), by Adam.",
    [steps, Sample.Quick],
    Minimise,
    args
);

void Minimise(ParseResult line, CancellationToken stop)
{
    var count = line.GetValue(steps) ?? (line.GetValue(Sample.Quick) ? 200 : 1_000);
    var x = Tensor.From(-1.2, requiresGrad: true);
    var y = Tensor.From(1.0, requiresGrad: true);
    var optimizer = new Adam([x, y], lr: 0.05);

    Console.WriteLine($"{"step", 6}  {"x", 10}  {"y", 10}  {"f", 12}");
    for (var step = 0; step <= count; step++)
    {
        stop.ThrowIfCancellationRequested();
        optimizer.ZeroGrad();
        var loss = Rosenbrock(x, y);
        if (step % Math.Max(1, count / 10) == 0)
            Console.WriteLine($"{step, 6}  {x.Item(), 10:F6}  {y.Item(), 10:F6}  {loss.Item(), 12:0.0000e+00}");
        loss.Backward();
        optimizer.Step();
    }
}

static Tensor Rosenbrock(Tensor x, Tensor y) => (1 - x).Square() + 100 * (y - x.Square()).Square();
