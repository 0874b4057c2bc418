using Riemann.FSharp;
using Xunit;

namespace Riemann.Tests.Modules;

internal static class Refusal
{
    /// <summary>What the library says to a wrong use, without the line that names the place in the program.</summary>
    public static string Of(Action wrong)
    {
        var lines = Assert.Throws<RiemannException>(wrong).Message.Split('\n');
        return string.Join('\n', lines.Where(line => !line.StartsWith("  at ")));
    }
}
