using System.Collections;
using System.Runtime.CompilerServices;
using Microsoft.FSharp.Collections;

namespace Riemann;

/// <summary>
/// One whole number for each spatial axis, or one for all: <c>kernelSize: 3</c>, <c>kernelSize: [3, 5]</c> or
/// <c>kernelSize: (3, 5)</c>. The default is what the layer says.
/// </summary>
[CollectionBuilder(typeof(Sizes), nameof(Create))]
public readonly struct Sizes : IEnumerable<int>
{
    private readonly int[]? numbers;

    private Sizes(int[] numbers) => this.numbers = numbers;

    /// <summary>One number for each axis; what <c>[3, 5]</c> becomes.</summary>
    public static Sizes Create(ReadOnlySpan<int> numbers) => new(numbers.ToArray());

    /// <summary>One number for all axes.</summary>
    public static implicit operator Sizes(int number) => new([number]);

    /// <summary>One number for each axis.</summary>
    public static implicit operator Sizes(int[] numbers) => new([.. numbers]);

    /// <summary>The numbers for height and width.</summary>
    public static implicit operator Sizes((int Height, int Width) numbers) => new([numbers.Height, numbers.Width]);

    /// <summary>The numbers for depth, height and width.</summary>
    public static implicit operator Sizes((int Depth, int Height, int Width) numbers) =>
        new([numbers.Depth, numbers.Height, numbers.Width]);

    /// <summary>True where nothing was said.</summary>
    internal bool IsDefault => numbers is null;

    /// <summary>The numbers, or this one where nothing was said.</summary>
    internal Sizes Or(int number) => IsDefault ? number : this;

    /// <summary>The numbers, or these where nothing was said.</summary>
    internal Sizes Or(Sizes others) => IsDefault ? others : this;

    /// <summary>The numbers in an Int64 tensor.</summary>
    internal static Sizes Of(Tensor numbers) => new([.. numbers.ToArray<long>().Select(number => (int)number)]);

    /// <summary>The numbers as an Int64 tensor, as hooks see them.</summary>
    internal Tensor ToTensor() => Tensor.From((numbers ?? []).Select(number => (long)number).ToArray());

    /// <summary>The numbers as the functional core takes them; empty where nothing was said.</summary>
    internal FSharpList<int> ToList() => [.. numbers ?? []];

    /// <summary>The numbers, repeated to one for each axis.</summary>
    internal int[] For(int axes) => numbers is [var number] ? [.. Enumerable.Repeat(number, axes)] : numbers ?? [];

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)(numbers ?? [])).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>One number as it is, several in parentheses.</summary>
    public override string ToString() => numbers is [var number] ? $"{number}" : Printed(numbers ?? []);

    /// <summary>Several numbers in parentheses.</summary>
    internal static string Printed(IReadOnlyList<int> numbers) =>
        numbers.Count == 1 ? $"({numbers[0]},)" : $"({string.Join(", ", numbers)})";
}
