using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// A convolution or one of its gradients as products of lowered blocks (<see cref="Lowering"/>), one after the
/// other. Sums are cut where the plan says alone, so that bits do not depend on the way the work is divided.
/// </summary>
// Bound: image, group and channel or filter are below the plan's numbers.
internal unsafe struct ConvolutionPass<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>Multiply-adds that outweigh waking a thread.</summary>
    private const double WorkPerThread = 150_000;

    public ConvolutionPlan Plan;
    public T* X;
    public T* W;
    public T* Y;

    /// <summary>What the sums of each filter are added to, or null.</summary>
    public T* Bias;
    public TileSet<T> Tiles;

    /// <summary>Channels and places of one block, and filters of one part of a filter's gradient.</summary>
    public int ChannelBlock;
    public int PlaceBlock;
    public int FilterBlock;

    /// <summary>Pieces of work, and the threads that they are dealt out to.</summary>
    public nint Items;
    private int parts;

    public ConvolutionPass(in ConvolutionPlan plan, T* x, T* w, T* y)
    {
        Plan = plan;
        X = x;
        W = w;
        Y = y;
        Tiles = TileSet<T>.Best;
        ChannelBlock = Lowering.ChannelsPerBlock(plan.Channels, plan.Window.Taps);
        FilterBlock = plan.Filters;
        PlaceBlock = Lowering.ColumnsPerBlock<T>((nint)ChannelBlock * plan.Window.Taps, plan.Window.Places, 1);
    }

    /// <summary>The threads that are worth waking.</summary>
    public readonly int Threads => (int)Math.Clamp(Plan.Work / WorkPerThread, 1, ForkJoin.Threads);

    /// <summary>Elements between the rows of a block.</summary>
    public readonly nint RowLength => Lowering.RowLength<T>(PlaceBlock);

    /// <summary>Elements of a block.</summary>
    public readonly nint BlockLength => ChannelBlock * Plan.Window.Taps * RowLength;

    /// <summary>The planes of an image from one channel of a group on.</summary>
    public readonly T* InputAt(nint image, nint group, nint channel) =>
        X + ((image * Plan.Groups + group) * Plan.Channels + channel) * Plan.Window.Elements;

    /// <summary>The places of an image from one filter of a group on.</summary>
    public readonly T* OutputAt(nint image, nint group, nint filter) =>
        Y + ((image * Plan.Groups + group) * Plan.Filters + filter) * Plan.Window.Places;

    /// <summary>The elements of a filter from one channel on.</summary>
    public readonly T* FilterAt(nint group, nint filter, nint channel) =>
        W + (group * Plan.Filters + filter) * Plan.Depth + channel * Plan.Window.Taps;

    /// <summary>Calls the body once for each thread; it finds its items by <see cref="ItemsOf"/>.</summary>
    public void Run(delegate* <int, void*, void> body)
    {
        parts = (int)Math.Min(Threads, Items);
        if (parts > 0)
            fixed (ConvolutionPass<T>* self = &this)
                ForkJoin.Run(parts, body, self);
    }

    /// <summary>The items of one part, end excluded.</summary>
    public readonly (nint First, nint End) ItemsOf(int part) => (Items * part / parts, Items * (part + 1) / parts);
}
