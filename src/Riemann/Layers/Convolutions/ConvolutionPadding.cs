using System.Collections;
using System.Runtime.CompilerServices;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// How a convolution treats the ends of an axis: elements added at both ends, <c>padding: 1</c> or <c>padding: [1,
/// 2]</c>; <c>"same"</c>, so that a stride of 1 keeps the lengths; or <c>"valid"</c>, none, which is the default.
/// </summary>
[CollectionBuilder(typeof(ConvolutionPadding), nameof(Create))]
public readonly struct ConvolutionPadding : IEnumerable<int>
{
    private readonly Sizes widths;
    private readonly string? name;

    private ConvolutionPadding(Sizes widths) => this.widths = widths;

    private ConvolutionPadding(string name)
    {
        if (name is not ("same" or "valid"))
            throw Failure.Value("padding", $"there is no padding \"{name}\"", "\"same\", \"valid\", or numbers");
        this.name = name;
    }

    /// <summary>One number for each axis; what <c>[1, 2]</c> becomes.</summary>
    public static ConvolutionPadding Create(ReadOnlySpan<int> widths) => new(Sizes.Create(widths));

    /// <summary>"same" or "valid". Raises for other words.</summary>
    public static implicit operator ConvolutionPadding(string name) => new(name);

    /// <summary>So many elements at both ends of all axes.</summary>
    public static implicit operator ConvolutionPadding(int width) => new((Sizes)width);

    /// <summary>So many elements at both ends of each axis.</summary>
    public static implicit operator ConvolutionPadding(int[] widths) => new((Sizes)widths);

    /// <summary>The elements added above and below, and to the left and the right.</summary>
    public static implicit operator ConvolutionPadding((int Height, int Width) widths) => new((Sizes)widths);

    /// <summary>The elements added before and behind, above and below, and to the left and the right.</summary>
    public static implicit operator ConvolutionPadding((int Depth, int Height, int Width) widths) => new((Sizes)widths);

    /// <summary>True where nothing is added.</summary>
    internal bool IsNone => name is null ? widths.All(width => width == 0) : name == "valid";

    internal Core.Pad ToCore() =>
        name switch
        {
            "same" => Core.Pad.Same,
            "valid" => Core.Pad.Valid,
            _ => widths.IsDefault ? Core.Pad.Valid : Core.Pad.NewBy(widths.ToList()),
        };

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => widths.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The word, or the numbers for so many axes.</summary>
    internal string Printed(int axes) => name ?? Sizes.Printed(widths.Or(0).For(axes));
}
