using Core = Riemann.FSharp.Learning;
using CoreTensor = Riemann.FSharp.Tensor;

namespace Riemann.Tests.Layers;

internal static partial class LayerRows
{
    private static readonly Core.ConvSettings conv = Core.Conv2dModule.defaults;

    private static Core.ConvSettings Conv(
        int inputs,
        int[]? stride = null,
        Core.Pad? padding = null,
        int[]? dilation = null,
        int groups = 1,
        FSharp.Padding? mode = null
    ) =>
        new(
            inputs,
            conv.Outputs,
            conv.Kernel,
            [.. stride ?? [1]],
            padding ?? Core.Pad.Valid,
            mode ?? FSharp.Padding.NewConstant(0),
            [.. dilation ?? [1]],
            groups,
            true,
            Kernels.DType.Float32
        );

    private static Core.ConvTransposeSettings Transposed(int inputs, int outputs, int stride, int padding, int extra) =>
        new(inputs, outputs, [], [stride], [padding], [extra], [1], 1, true, Kernels.DType.Float32);

    private static Core.Conv Filters(CoreTensor[] p, Core.ConvSettings settings) =>
        new(p[0], p.Length == 1 ? null : new(p[1]), settings);

    private static Core.ConvTranspose Filters(CoreTensor[] p, Core.ConvTransposeSettings settings) =>
        new(p[0], p.Length == 1 ? null : new(p[1]), settings);

    private static readonly Tensor picture = LayerRow.Data(2, 4, 6, 5);

    private static IEnumerable<LayerRow> Convolutions =>
        [
            new(
                () => new Conv1d(3, 4, 3, stride: 2, padding: 1),
                [LayerRow.Data(2, 3, 9)],
                (p, x, _) => Core.Conv1dModule.apply(Filters(p, Conv(3, [2], Core.Pad.NewBy([1]))), x[0])
            ),
            new(
                () => new Conv2d(4, 6, [3, 2], padding: "same", groups: 2),
                [picture],
                (p, x, _) => Core.Conv2dModule.apply(Filters(p, Conv(4, padding: Core.Pad.Same, groups: 2)), x[0])
            ),
            new(
                () => new Conv2d(4, 2, (2, 3), (2, 1), (1, 0), (1, 2), bias: false),
                [picture],
                (p, x, _) => Core.Conv2dModule.apply(Filters(p, Conv(4, [2, 1], Core.Pad.NewBy([1, 0]), [1, 2])), x[0])
            ),
            new(
                () => new Conv2d(4, 2, 3, padding: 2, paddingMode: PaddingMode.Reflect),
                [picture],
                (p, x, _) =>
                    Core.Conv2dModule.apply(
                        Filters(p, Conv(4, padding: Core.Pad.NewBy([2]), mode: FSharp.Padding.Reflect)),
                        x[0]
                    )
            ),
            new(
                () => new Conv3d(2, 3, 2, padding: "valid"),
                [LayerRow.Data(2, 3, 4, 3)],
                (p, x, _) => Core.Conv3dModule.apply(Filters(p, Conv(2)), x[0]),
                Case: "without batch"
            ),
            new(
                () => new ConvTranspose1d(3, 4, 3, 2, 1, 1),
                [LayerRow.Data(2, 3, 5)],
                (p, x, _) => Core.ConvTranspose1dModule.apply(Filters(p, Transposed(3, 4, 2, 1, 1)), x[0])
            ),
            new(
                () => new ConvTranspose2d(4, 2, 3, stride: 2, bias: false),
                [picture],
                (p, x, _) => Core.ConvTranspose2dModule.apply(Filters(p, Transposed(4, 2, 2, 0, 0)), x[0])
            ),
            new(
                () => new ConvTranspose2d(4, 2, 3, stride: 2),
                [picture, LayerRow.Indices(14, 12)],
                (p, x, _) => Core.ConvTranspose2dModule.applyTo([14, 12], Filters(p, Transposed(4, 2, 2, 0, 0)), x[0]),
                Case: "to a size"
            ),
            new(
                () => new ConvTranspose3d(2, 3, 2),
                [LayerRow.Data(1, 2, 3, 2, 3)],
                (p, x, _) => Core.ConvTranspose3dModule.apply(Filters(p, Transposed(2, 3, 1, 0, 0)), x[0])
            ),
        ];
}
