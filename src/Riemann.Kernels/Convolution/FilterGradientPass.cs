using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// The adjoint of a convolution in its filters, as a sum of lowered(x) c' over blocks of places and over images. An
/// item is the part for some channels and some filters: it sums everything itself, in order.
/// </summary>
// Bound: a workspace of one lowered block, one block of c' and the item's sums; the last items are shorter.
internal static unsafe class FilterGradientPass<T>
    where T : unmanaged, INumber<T>
{
    /// <summary>An item has at least so many channels' taps, about as many as the highest tile.</summary>
    private const int FewestRows = 16;

    public static void Run(in ConvolutionPlan plan, T* x, T* w, T* y)
    {
        var pass = new ConvolutionPass<T>(plan, x, w, y);
        // Items for all threads: first by channels, since each has its own part of x to lower, then by filters.
        var wanted = Blocks(pass.Threads, plan.Groups);
        var fewest = Math.Min((int)Blocks(FewestRows, plan.Window.Taps), pass.ChannelBlock);
        pass.ChannelBlock = Math.Clamp((int)Blocks(plan.Channels, wanted), fewest, pass.ChannelBlock);
        var channelBlocks = Blocks(plan.Channels, pass.ChannelBlock);
        var lanes = pass.Tiles.Lanes;
        var filters = Blocks(plan.Filters, Blocks(wanted, channelBlocks));
        pass.FilterBlock = (int)Math.Min(plan.Filters, Blocks(filters, lanes) * lanes);
        pass.Items = plan.Groups * channelBlocks * Blocks(plan.Filters, pass.FilterBlock);
        pass.Run(&Part);
    }

    private static nint Blocks(nint length, nint block) => (length + block - 1) / block;

    private static void Part(int part, void* state)
    {
        ref var pass = ref *(ConvolutionPass<T>*)state;
        var plan = pass.Plan;
        nint columns = pass.PlaceBlock;
        var turned = columns * pass.FilterBlock;
        var sums = (nint)pass.ChannelBlock * plan.Window.Taps * pass.FilterBlock;
        var block = (T*)Workspace.ReserveOperands((pass.BlockLength + turned + sums) * sizeof(T));
        var (item, end) = pass.ItemsOf(part);
        var filterBlocks = Blocks(plan.Filters, pass.FilterBlock);
        for (; item < end; item++)
        {
            var (rest, filter) = Math.DivRem(item, filterBlocks);
            var (group, channel) = Math.DivRem(rest, Blocks(plan.Channels, pass.ChannelBlock));
            channel *= pass.ChannelBlock;
            filter *= pass.FilterBlock;
            Sum(pass, group, (int)channel, filter, block, block + pass.BlockLength, block + pass.BlockLength + turned);
        }
    }

    private static void Sum(
        in ConvolutionPass<T> pass,
        nint group,
        int channel,
        nint filter,
        T* block,
        T* turned,
        T* sums
    )
    {
        var plan = pass.Plan;
        var channels = Math.Min(pass.ChannelBlock, plan.Channels - channel);
        var filters = Math.Min(pass.FilterBlock, plan.Filters - filter);
        var product = new Product<T>
        {
            Rows = (nint)channels * plan.Window.Taps,
            Columns = filters,
            A = block,
            ARow = plan.Window.IsIdentity ? plan.Window.Places : pass.RowLength,
            AColumn = 1,
            B = turned,
            BRow = filters,
            BColumn = 1,
            C = sums,
            CRow = filters,
        };
        new Span<T>(sums, (int)(product.Rows * filters)).Clear();
        product.Accumulate = true;
        for (nint image = 0; image < plan.Batch; image++)
        for (nint first = 0; first < plan.Window.Places; first += pass.PlaceBlock)
        {
            var end = Math.Min(first + pass.PlaceBlock, plan.Window.Places);
            var planes = pass.InputAt(image, group, channel);
            product.Depth = end - first;
            if (plan.Window.IsIdentity)
                product.A = planes + first;
            else
                Lowering.Fill(plan.Window, planes, channels, first, end, block, product.ARow);
            var c = pass.OutputAt(image, group, filter) + first;
            Transposition.Copy(c, plan.Window.Places, 1, filters, product.Depth, turned, filters);
            BlockedProduct.Run(product, pass.Tiles);
        }
        Transposition.Copy(sums, filters, 1, product.Rows, filters, pass.FilterAt(group, filter, channel), plan.Depth);
    }
}
