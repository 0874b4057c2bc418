namespace Riemann.Kernels;

/// <summary>A window over up to three axes; those that are not there come first and have one place.</summary>
internal readonly record struct Window(WindowAxis Depth, WindowAxis Height, WindowAxis Width)
{
    /// <summary>Taps of the window.</summary>
    public int Taps => Depth.Kernel * Height.Kernel * Width.Kernel;

    /// <summary>Elements of one plane of the operand.</summary>
    public nint Elements => (nint)Depth.Size * Height.Size * Width.Size;

    /// <summary>Places of the window, the elements of one plane of the result.</summary>
    public nint Places => (nint)Depth.Count * Height.Count * Width.Count;

    /// <summary>True when each place is one element, in order.</summary>
    public bool IsIdentity => Depth.IsIdentity && Height.IsIdentity && Width.IsIdentity;

    /// <summary>The window over one to three axes.</summary>
    public static Window Of(ReadOnlySpan<WindowAxis> axes) =>
        new(axes.Length > 2 ? axes[^3] : WindowAxis.None, axes.Length > 1 ? axes[^2] : WindowAxis.None, axes[^1]);
}
