namespace Riemann.Kernels;

/// <summary>A pooling of planes [batch, channels, ..], checked.</summary>
// Bound: spans of one number for each axis.
internal readonly record struct PoolingPlan(Window Window, Shape Result)
{
    /// <summary>The number of planes.</summary>
    public nint Planes => Result[0] * (nint)Result[1];

    /// <summary>Elements that all places of a plane look at.</summary>
    public double Work => (double)Window.Places * Window.Taps;

    /// <summary>
    /// The plan for an operand. Throws <see cref="ArgumentException"/> when its shape does not fit the settings, and
    /// when a window would be on no element at all.
    /// </summary>
    public static PoolingPlan Of(Shape x, PoolingSettings settings)
    {
        var spatial = SpatialAxes(x);
        Span<WindowAxis> axes = stackalloc WindowAxis[spatial];
        Span<int> counts = stackalloc int[spatial];
        for (var i = 0; i < spatial; i++)
        {
            axes[i] = Axis(x[i + 2], settings, i);
            counts[i] = axes[i].Count;
        }
        return new PoolingPlan(Window.Of(axes), Shape.Of([x[0], x[1], .. counts]));
    }

    /// <summary>How many axes there are after batch and channels: 1 to 3, or an exception.</summary>
    public static int SpatialAxes(Shape x) =>
        x.Rank is >= 3 and <= 5
            ? x.Rank - 2
            : throw new ArgumentException($"pooling of {x}: it needs 1 to 3 axes after the first two");

    private static WindowAxis Axis(int size, PoolingSettings settings, int i)
    {
        var (kernel, stride, padding) = (settings.Kernel[i], settings.Stride[i], settings.Padding[i]);
        if (kernel < 1 || stride < 1 || settings.Dilation[i] < 1 || padding < 0)
            throw new ArgumentException(
                $"spatial axis {i}: kernel, stride and dilation are at least 1, padding at least 0"
            );
        if (padding > kernel / 2)
            throw new ArgumentException($"spatial axis {i}: padding {padding} is more than half the kernel {kernel}");
        var axis = new WindowAxis(size, kernel, stride, padding, settings.Dilation[i], 0);
        var rest = size + 2L * padding - axis.Span;
        if (size == 0 || rest + (settings.CeilMode ? stride - 1L : 0) < 0)
            throw new ArgumentException($"spatial axis {i}: a window over {axis.Span} of {rest + axis.Span} elements");
        var count = (rest + (settings.CeilMode ? stride - 1L : 0)) / stride + 1;
        if (settings.CeilMode && (count - 1) * stride >= size + (long)padding)
            count--;
        if (count > int.MaxValue || (count - 1) * stride + axis.Span > int.MaxValue)
            throw new ArgumentException($"spatial axis {i}: more than {int.MaxValue} elements with padding");
        axis = axis with { Count = (int)count };
        // Taps that are no farther apart than the axis is long cannot all miss it.
        for (var place = 0; place < count && axis.Dilation > size; place++)
        {
            var (first, end) = axis.Taps(place);
            if (first == end)
                throw new ArgumentException($"spatial axis {i}: window {place} is on padding alone");
        }
        return axis;
    }
}
