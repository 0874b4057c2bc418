namespace Riemann.Kernels;

/// <summary>A convolution x [Batch, Groups * Channels, ..] -> [Batch, Groups * Filters, ..], checked.</summary>
// Bound: spans of one number for each axis.
internal readonly record struct ConvolutionPlan(int Batch, int Groups, int Channels, int Filters, Window Window)
{
    /// <summary>The sum for one element of the result has so many terms.</summary>
    public nint Depth => (nint)Channels * Window.Taps;

    /// <summary>Multiply-adds to be done.</summary>
    public double Work => (double)Batch * Groups * Filters * Window.Places * Depth;

    /// <summary>
    /// The plan for an operand and a filter. Throws <see cref="ArgumentException"/> when their shapes do not fit
    /// each other or the settings.
    /// </summary>
    public static ConvolutionPlan Of(Shape x, Shape w, ConvolutionSettings settings)
    {
        var spatial = x.Rank - 2;
        if (spatial is < 1 or > 3 || w.Rank != x.Rank)
            throw new ArgumentException($"a convolution of {x} with {w}: each needs 1 to 3 axes after the first two");
        var groups = settings.Groups;
        if (x[1] == 0 || w[0] == 0 || w[1] == 0)
            throw new ArgumentException($"a convolution of {x} with {w}: no channels");
        if (groups < 1 || (long)w[1] * groups != x[1] || w[0] % groups != 0)
            throw new ArgumentException($"a convolution of {x} with {w}: the channels do not fit {groups} groups");
        Span<WindowAxis> axes = stackalloc WindowAxis[spatial];
        for (var i = 0; i < spatial; i++)
            axes[i] = Axis(x, w, settings, i);
        return new ConvolutionPlan(x[0], groups, w[1], w[0] / groups, Window.Of(axes));
    }

    /// <summary>The shape of the result.</summary>
    public Shape ResultShape(int spatial)
    {
        ReadOnlySpan<int> counts = [Window.Depth.Count, Window.Height.Count, Window.Width.Count];
        return Shape.Of([Batch, Groups * Filters, .. counts[^spatial..]]);
    }

    private static WindowAxis Axis(Shape x, Shape w, ConvolutionSettings settings, int i)
    {
        var (stride, begin, end) = (settings.Stride[i], settings.Begin[i], settings.End[i]);
        if (stride < 1 || begin < 0 || end < 0 || settings.Dilation[i] < 1)
            throw new ArgumentException($"spatial axis {i}: stride and dilation are at least 1, padding at least 0");
        var axis = new WindowAxis(x[i + 2], w[i + 2], stride, begin, settings.Dilation[i], 0);
        var padded = (long)axis.Size + begin + end;
        if (padded > int.MaxValue)
            throw new ArgumentException($"spatial axis {i}: more than {int.MaxValue} elements with padding");
        if (axis.Kernel < 1 || padded < axis.Span)
            throw new ArgumentException($"spatial axis {i}: a filter over {axis.Span} of {padded} elements");
        return axis with { Count = (int)((padded - axis.Span) / stride) + 1 };
    }
}
