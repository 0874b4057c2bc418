using Riemann.FSharp;
using Xunit;

namespace Riemann.Tests;

/// <summary>What wrong use is answered with.</summary>
internal static class Wrong
{
    /// <summary>The message, without the line of the program that it names.</summary>
    public static string Message(Action use)
    {
        var lines = Assert.Throws<RiemannException>(use).Message.Split('\n');
        return string.Join('\n', lines.Where(line => !line.StartsWith("  at ")));
    }

    /// <summary>The message, without the line of the program that it names.</summary>
    public static string Message(Func<object?> use) =>
        Message(() =>
        {
            _ = use();
        });

    /// <summary>Checks the whole message, but for the line of the program.</summary>
    public static void Says(string message, Action use) => Assert.Equal(message, Message(use));

    /// <summary>Checks the whole message, but for the line of the program.</summary>
    public static void Says(string message, Func<object?> use) => Assert.Equal(message, Message(use));
}
