using System.Collections.Immutable;

namespace Riemann.Kernels;

/// <summary>How a filter moves over its operand. Each list has one number for each spatial axis.</summary>
/// <param name="Stride">Elements from one place of the filter to the next, at least 1.</param>
/// <param name="Begin">Zeros before the first element, at least 0.</param>
/// <param name="End">Zeros after the last element, at least 0.</param>
/// <param name="Dilation">Elements from one tap of the filter to the next, at least 1.</param>
/// <param name="Groups">
/// The parts into which the channels of operand and result are divided; a part of the result sees one part of the
/// operand. A divisor of both numbers of channels.
/// </param>
public sealed record ConvolutionSettings(
    ImmutableArray<int> Stride,
    ImmutableArray<int> Begin,
    ImmutableArray<int> End,
    ImmutableArray<int> Dilation,
    int Groups
)
{
    /// <summary>Stride and dilation 1, no padding, one group.</summary>
    public static ConvolutionSettings Plain(int spatialAxes)
    {
        var ones = Repeated(1, spatialAxes);
        var zeros = Repeated(0, spatialAxes);
        return new ConvolutionSettings(ones, zeros, zeros, ones, 1);
    }

    private static ImmutableArray<int> Repeated(int value, int count) => [.. Enumerable.Repeat(value, count)];
}
