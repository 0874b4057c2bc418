using Core = Riemann.FSharp.Learning;
using CoreTensor = Riemann.FSharp.Tensor;

namespace Riemann.Tests.Layers;

internal static partial class LayerRows
{
    private static readonly Tensor sequence = LayerRow.Data(2, 3, 8);
    private static readonly Tensor volume = LayerRow.Data(1, 2, 4, 4, 6);

    private static FSharp.MaxPool Max(int kernel, int[] stride, int padding = 0, int dilation = 1, bool ceil = false) =>
        new([kernel], [.. stride], [padding], [dilation], ceil);

    private static FSharp.AveragePool Average(int kernel, int? stride, int padding, bool counted, int? divisor) =>
        new([kernel], stride is null ? [] : [stride.Value], [padding], false, counted, Optional.Of(divisor));

    private static LayerRow Pooled(Func<Module> make, Tensor x, Func<CoreTensor, CoreTensor> functional) =>
        new(make, [x], (_, inputs, _) => functional(inputs[0]!));

    private static LayerRow Unpooled(
        Func<Module> make,
        Tensor x,
        Func<CoreTensor, CoreTensor, CoreTensor> functional,
        params long[] indices
    ) =>
        new(
            make,
            [x, LayerRow.Indices(indices).Reshape(x.Shape)],
            (_, inputs, _) => functional(inputs[1]!, inputs[0]!)
        );

    private static IEnumerable<LayerRow> Poolings =>
        [
            Pooled(() => new MaxPool1d(3, 2, 1), sequence, x => Core.MaxPool1d.apply(Max(3, [2], 1), x)),
            Pooled(
                () => new MaxPool1d(2, returnIndices: true),
                sequence,
                x => Core.MaxPool1d.applyWithIndices(Max(2, []), x).Item1
            ),
            Pooled(
                () => new MaxPool2d(2, dilation: 2, ceilMode: true),
                picture,
                x => Core.MaxPool2d.apply(Max(2, [], 0, 2, true), x)
            ),
            Pooled(() => new MaxPool3d(2, (1, 2, 2)), volume, x => Core.MaxPool3d.apply(Max(2, [1, 2, 2]), x)),
            Pooled(
                () => new AvgPool1d(3, 2, 1, countIncludePad: false),
                sequence,
                x => Core.AvgPool1d.apply(Average(3, 2, 1, false, null), x)
            ),
            Pooled(
                () => new AvgPool2d(2, divisorOverride: 3),
                picture,
                x => Core.AvgPool2d.apply(Average(2, null, 0, true, 3), x)
            ),
            Pooled(() => new AvgPool3d(2), volume, x => Core.AvgPool3d.apply(Average(2, null, 0, true, null), x)),
            Pooled(() => new AdaptiveMaxPool1d(3), sequence, x => Core.AdaptiveMaxPool1d.apply([new(3)], x)),
            Pooled(
                () => new AdaptiveMaxPool2d((3, null)),
                picture,
                x => Core.AdaptiveMaxPool2d.apply([new(3), null!], x)
            ),
            Pooled(() => new AdaptiveMaxPool3d(2), volume, x => Core.AdaptiveMaxPool3d.apply([new(2)], x)),
            Pooled(() => new AdaptiveAvgPool1d(5), sequence, x => Core.AdaptiveAvgPool1d.apply([new(5)], x)),
            Pooled(
                () => new AdaptiveAvgPool2d([3, 2]),
                picture,
                x => Core.AdaptiveAvgPool2d.apply([new(3), new(2)], x)
            ),
            Pooled(
                () => new AdaptiveAvgPool3d((null, 2, 3)),
                volume,
                x => Core.AdaptiveAvgPool3d.apply([null!, new(2), new(3)], x)
            ),
            Unpooled(
                () => new MaxUnpool1d(2),
                LayerRow.Data(1, 1, 3),
                (indices, x) => Core.MaxUnpool1d.apply(new([2], [], [0], []), indices, x),
                1,
                2,
                5
            ),
            Unpooled(
                () => new MaxUnpool2d(2),
                LayerRow.Data(1, 1, 1, 2),
                (indices, x) => Core.MaxUnpool2d.apply(new([2], [], [0], []), indices, x),
                1,
                6
            ),
            Unpooled(
                () => new MaxUnpool3d(2),
                LayerRow.Data(1, 1, 1, 1, 2),
                (indices, x) => Core.MaxUnpool3d.apply(new([2], [], [0], []), indices, x),
                0,
                15
            ),
        ];
}
