using System.Collections;
using System.Runtime.CompilerServices;
using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;

namespace Riemann;

/// <summary>
/// The lengths that an adaptive pooling gives, one for each spatial axis or one for all: <c>7</c>, <c>(7, 5)</c> or
/// <c>[7, null]</c>. Null keeps the length of an axis.
/// </summary>
[CollectionBuilder(typeof(AdaptiveSizes), nameof(Create))]
public readonly struct AdaptiveSizes : IEnumerable<int?>
{
    private readonly int?[]? numbers;

    private AdaptiveSizes(int?[] numbers) => this.numbers = numbers;

    /// <summary>One length for each axis; what <c>[7, null]</c> becomes.</summary>
    public static AdaptiveSizes Create(ReadOnlySpan<int?> numbers) => new(numbers.ToArray());

    /// <summary>One length for all axes.</summary>
    public static implicit operator AdaptiveSizes(int? number) => new([number]);

    /// <summary>One length for all axes.</summary>
    public static implicit operator AdaptiveSizes(int number) => new([number]);

    /// <summary>The height and the width.</summary>
    public static implicit operator AdaptiveSizes((int? Height, int? Width) numbers) =>
        new([numbers.Height, numbers.Width]);

    /// <summary>The depth, the height and the width.</summary>
    public static implicit operator AdaptiveSizes((int? Depth, int? Height, int? Width) numbers) =>
        new([numbers.Depth, numbers.Height, numbers.Width]);

    /// <summary>The lengths as the functional core takes them.</summary>
    internal FSharpList<FSharpOption<int>> ToList() => [.. (numbers ?? [null]).Select(Optional.Of)!];

    /// <inheritdoc/>
    public IEnumerator<int?> GetEnumerator() => ((IEnumerable<int?>)(numbers ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One length as it is, several in parentheses, null where a length is kept.</summary>
    public override string ToString()
    {
        var shown = (numbers ?? [null]).Select(number => number is { } given ? $"{given}" : "null").ToArray();
        return shown.Length == 1 ? shown[0] : $"({string.Join(", ", shown)})";
    }
}
