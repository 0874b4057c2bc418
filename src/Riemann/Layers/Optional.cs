using Microsoft.FSharp.Core;

namespace Riemann;

/// <summary>Settings that may be missing, as the functional core takes them.</summary>
internal static class Optional
{
    /// <summary>The number, or none.</summary>
    public static FSharpOption<T>? Of<T>(T? number)
        where T : struct => number is { } given ? new(given) : null;
}
