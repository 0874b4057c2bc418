using Xunit;

namespace Riemann.Tests;

/// <summary>A test that takes many minutes: it runs where RIEMANN_LONG_TESTS is set.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class LongFactAttribute : FactAttribute
{
    public LongFactAttribute()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("RIEMANN_LONG_TESTS")))
            Skip = "takes many minutes; set RIEMANN_LONG_TESTS to run it";
    }
}
