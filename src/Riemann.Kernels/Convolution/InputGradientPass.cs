using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// The adjoint of a convolution in its operand: lowered blocks w' c, each spilled to the planes it comes from. An
/// item is a block of channels of one image, because different places of a window share elements.
/// </summary>
// Bound: a workspace of one lowered block; the last block of channels is shorter. Items share no plane.
internal static unsafe class InputGradientPass<T>
    where T : unmanaged, INumber<T>
{
    public static void Run(in ConvolutionPlan plan, T* x, T* w, T* y)
    {
        var pass = new ConvolutionPass<T>(plan, x, w, y);
        var images = (nint)plan.Batch * plan.Groups;
        if (images == 0)
            return;
        var wanted = (pass.Threads + images - 1) / images;
        pass.ChannelBlock = (int)Math.Clamp((plan.Channels + wanted - 1) / wanted, 1, pass.ChannelBlock);
        pass.Items = images * Blocks(pass);
        pass.Run(&Part);
    }

    private static nint Blocks(in ConvolutionPass<T> pass) =>
        (pass.Plan.Channels + pass.ChannelBlock - 1) / pass.ChannelBlock;

    private static void Part(int part, void* state)
    {
        ref var pass = ref *(ConvolutionPass<T>*)state;
        var block = (T*)Workspace.ReserveOperands(pass.BlockLength * sizeof(T));
        var (item, end) = pass.ItemsOf(part);
        var blocks = Blocks(pass);
        for (; item < end; item++)
        {
            var (image, index) = Math.DivRem(item, blocks);
            (image, var group) = Math.DivRem(image, pass.Plan.Groups);
            Channels(pass, image, group, (int)index * pass.ChannelBlock, block);
        }
    }

    private static void Channels(in ConvolutionPass<T> pass, nint image, nint group, int channel, T* block)
    {
        var plan = pass.Plan;
        var channels = Math.Min(pass.ChannelBlock, plan.Channels - channel);
        var planes = pass.InputAt(image, group, channel);
        var identity = plan.Window.IsIdentity;
        var product = new Product<T>
        {
            Rows = (nint)channels * plan.Window.Taps,
            Depth = plan.Filters,
            A = pass.FilterAt(group, 0, channel),
            ARow = 1,
            AColumn = plan.Depth,
            BRow = plan.Window.Places,
            BColumn = 1,
            CRow = identity ? plan.Window.Places : pass.RowLength,
        };
        if (!identity)
            new Span<T>(planes, (int)(channels * plan.Window.Elements)).Clear();
        for (nint first = 0; first < plan.Window.Places; first += pass.PlaceBlock)
        {
            var end = Math.Min(first + pass.PlaceBlock, plan.Window.Places);
            product.Columns = end - first;
            product.B = pass.OutputAt(image, group, 0) + first;
            product.C = identity ? planes + first : block;
            BlockedProduct.Run(product, pass.Tiles);
            if (!identity)
                Lowering.Spill(plan.Window, planes, channels, first, end, block, product.CRow);
        }
    }
}
