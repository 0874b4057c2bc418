using System.Numerics;

namespace Riemann.Kernels;

/// <summary>y = w lowered(x) + bias. An item is some places of one group of one image.</summary>
// Bound: a workspace of one lowered block; the last strip and block of channels are shorter.
internal static unsafe class ForwardPass<T>
    where T : unmanaged, INumber<T>
{
    public static void Run(in ConvolutionPlan plan, T* x, T* w, T* bias, T* y)
    {
        var pass = new ConvolutionPass<T>(plan, x, w, y) { Bias = bias };
        var images = (nint)plan.Batch * plan.Groups;
        if (images == 0)
            return;
        var stripsPerImage = (pass.Threads + images - 1) / images;
        var rows = (nint)pass.ChannelBlock * plan.Window.Taps;
        pass.PlaceBlock = Lowering.ColumnsPerBlock<T>(rows, plan.Window.Places, stripsPerImage);
        pass.Items = images * Strips(pass);
        pass.Run(&Part);
    }

    private static nint Strips(in ConvolutionPass<T> pass) =>
        (pass.Plan.Window.Places + pass.PlaceBlock - 1) / pass.PlaceBlock;

    private static void Part(int part, void* state)
    {
        ref var pass = ref *(ConvolutionPass<T>*)state;
        var block = (T*)Workspace.ReserveOperands(pass.BlockLength * sizeof(T));
        var (item, end) = pass.ItemsOf(part);
        var strips = Strips(pass);
        for (; item < end; item++)
        {
            var (image, strip) = Math.DivRem(item, strips);
            (image, var group) = Math.DivRem(image, pass.Plan.Groups);
            var first = strip * pass.PlaceBlock;
            Places(pass, image, group, first, Math.Min(first + pass.PlaceBlock, pass.Plan.Window.Places), block);
        }
    }

    private static void Places(in ConvolutionPass<T> pass, nint image, nint group, nint first, nint end, T* block)
    {
        var plan = pass.Plan;
        var product = new Product<T>
        {
            Rows = plan.Filters,
            Columns = end - first,
            ARow = plan.Depth,
            AColumn = 1,
            B = block,
            BRow = pass.RowLength,
            BColumn = 1,
            C = pass.OutputAt(image, group, 0) + first,
            CRow = plan.Window.Places,
        };
        if (pass.Bias != null)
            for (var filter = 0; filter < plan.Filters; filter++)
                new Span<T>(product.C + filter * product.CRow, (int)product.Columns).Fill(
                    pass.Bias[group * plan.Filters + filter]
                );
        for (var channel = 0; channel < plan.Channels; channel += pass.ChannelBlock)
        {
            var channels = Math.Min(pass.ChannelBlock, plan.Channels - channel);
            var planes = pass.InputAt(image, group, channel);
            if (plan.Window.IsIdentity)
            {
                product.B = planes + first;
                product.BRow = plan.Window.Places;
            }
            else
                Lowering.Fill(plan.Window, planes, channels, first, end, block, product.BRow);
            product.A = pass.FilterAt(group, 0, channel);
            product.Depth = (nint)channels * plan.Window.Taps;
            product.Accumulate = channel > 0 || pass.Bias != null;
            BlockedProduct.Run(product, pass.Tiles);
        }
    }
}
