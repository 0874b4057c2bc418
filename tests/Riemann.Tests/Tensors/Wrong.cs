using Riemann.FSharp;
using Xunit;

namespace Riemann.Tests.Tensors;

/// <summary>Wrong use, with the message that it gets.</summary>
internal static class Wrong
{
    /// <summary>Checks the whole message, but for the line of the program.</summary>
    public static void Says(string message, Action use)
    {
        var error = Assert.Throws<RiemannException>(use);
        var lines = error.Message.Split('\n');
        Assert.StartsWith("  at ", lines[^1]);
        Assert.Equal(message, string.Join('\n', lines[..^1]));
    }

    /// <inheritdoc cref="Says(string, Action)"/>
    public static void Says(string message, Func<object?> use) =>
        Says(
            message,
            () =>
            {
                _ = use();
            }
        );
}
