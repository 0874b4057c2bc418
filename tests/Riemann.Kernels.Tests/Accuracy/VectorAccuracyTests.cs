using System.Diagnostics;
using Xunit;
using Xunit.Abstractions;

namespace Riemann.Kernels.Tests;

/// <summary>
/// The error of every vector function in ulp. The long tests go through all float32 and 10^8 float64 for each function,
/// for hours on two cores, where the environment variable RIEMANN_LONG_TESTS is set.
/// </summary>
public class VectorAccuracyTests(ITestOutputHelper output)
{
    private const int Block = 1 << 12;

    public static TheoryData<string> Names => [.. Accuracies.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void IsWithinItsBoundOnRandomDoubles(string name) =>
        Check(name, 100_000 / Block, "float64", (f, i) => f.Doubles(Block, i));

    [Theory]
    [MemberData(nameof(Names))]
    public void IsWithinItsBoundOnRandomSingles(string name) =>
        Check(name, 400_000 / Block, "float32", (f, i) => f.Singles(Block, i));

    [LongTheory]
    [MemberData(nameof(Names))]
    public void IsWithinItsBoundOnManyDoubles(string name) =>
        Check(name, 100_000_000 / Block, "float64", (f, i) => f.Doubles(Block, i));

    [LongTheory]
    [MemberData(nameof(Names))]
    public void IsWithinItsBoundOnAllSingles(string name) =>
        Check(name, (int)((1L << 32) / Block), "float32", (f, i) => f.AllSingles(i * Block, Block));

    private void Check(string name, int blocks, string type, Func<Accuracy, int, Worst> measure)
    {
        var function = Accuracies.All.Single(f => f.Name == name);
        var clock = Stopwatch.StartNew();
        var gate = new Lock();
        var worst = Worst.Rounded;
        Parallel.For(
            0,
            blocks,
            () => Worst.Rounded,
            (block, _, own) => Worst.Of(own, measure(function, block)),
            own =>
            {
                lock (gate)
                    worst = Worst.Of(worst, own);
            }
        );
        output.WriteLine($"| {name} | {type} | {worst.Error:f3} | {worst.X:g17} | {clock.Elapsed.TotalSeconds:f1} s |");
        Assert.True(worst.Error <= function.Ulps, $"{name}({worst.X:g17}) = {worst.Y:g17} is {worst.Error:f3} ulp off");
    }
}
