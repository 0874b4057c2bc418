using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>A theory that takes many minutes: it runs where RIEMANN_LONG_TESTS is set.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongTheoryAttribute : TheoryAttribute
{
    public LongTheoryAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("RIEMANN_LONG_TESTS")))
            Skip = "takes many minutes; set RIEMANN_LONG_TESTS to run it";
    }
}
