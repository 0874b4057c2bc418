using Xunit;

namespace Riemann.Kernels.Tests;

public class RecurrentThreadTests
{
    [Fact]
    public void AnyNumberOfThreadsGivesTheSameBits()
    {
        var source = new Case(1);
        var gates = Sample<float>.Of(source, Shape.Of([301, 4 * 70])).Array;
        var cell = Sample<float>.Of(source, Shape.Of([301, 70])).Array;
        ThreadCounts.Same(() => LstmStep.Apply(gates, cell));
    }
}
