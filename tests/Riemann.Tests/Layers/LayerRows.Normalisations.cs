using Core = Riemann.FSharp.Learning;
using CoreTensor = Riemann.FSharp.Tensor;

namespace Riemann.Tests.Layers;

internal static partial class LayerRows
{
    private static Core.ChannelNormSettings Channels(int channels, bool affine, bool tracks) =>
        new(channels, 1e-5, new(0.1), affine, tracks, Kernels.DType.Float32);

    private static Core.ChannelNorm Fresh(Core.ChannelNormSettings settings, CoreTensor[] p)
    {
        var fresh = Core.BatchNorm1d.init(settings);
        return p.Length == 0 ? fresh : new(new(p[0]), new(p[1]), fresh.Running, settings);
    }

    private static LayerRow Normalised(
        Func<Module> make,
        Func<Core.Mode, Core.ChannelNorm, CoreTensor, Tuple<CoreTensor, Core.ChannelNorm>> functional,
        Tensor x,
        Core.ChannelNormSettings settings,
        bool isTraining
    ) => new(make, [x], (p, inputs, mode) => functional(mode, Fresh(settings, p), inputs[0]!).Item1, isTraining);

    private static IEnumerable<LayerRow> Normalisations =>
        [
            Normalised(() => new BatchNorm1d(6), Core.BatchNorm1d.apply, some, Channels(6, true, true), true),
            Normalised(() => new BatchNorm1d(6), Core.BatchNorm1d.apply, some, Channels(6, true, true), false),
            Normalised(
                () => new BatchNorm1d(3, affine: false, trackRunningStats: false),
                Core.BatchNorm1d.apply,
                sequence,
                Channels(3, false, false),
                false
            ),
            Normalised(() => new BatchNorm2d(4), Core.BatchNorm2d.apply, picture, Channels(4, true, true), true),
            Normalised(() => new BatchNorm3d(2), Core.BatchNorm3d.apply, volume, Channels(2, true, true), true),
            Normalised(
                () => new InstanceNorm1d(3),
                Core.InstanceNorm1d.apply,
                sequence,
                Channels(3, false, false),
                false
            ),
            Normalised(
                () => new InstanceNorm2d(4, affine: true, trackRunningStats: true),
                Core.InstanceNorm2d.apply,
                picture,
                Channels(4, true, true),
                true
            ),
            Normalised(() => new InstanceNorm3d(2), Core.InstanceNorm3d.apply, volume, Channels(2, false, false), true),
            new(
                () => new LayerNorm(6),
                [some],
                (p, x, _) =>
                    Core.LayerNormModule.apply(
                        new(new(p[0]), new(p[1]), new([6], 1e-5, true, true, Kernels.DType.Float32)),
                        x[0]
                    )
            ),
            new(
                () => new LayerNorm([3, 8], 1e-3, bias: false),
                [sequence],
                (p, x, _) =>
                    Core.LayerNormModule.apply(
                        new(new(p[0]), null, new([3, 8], 1e-3, true, false, Kernels.DType.Float32)),
                        x[0]
                    )
            ),
            new(
                () => new RMSNorm(6),
                [some],
                (p, x, _) => Core.RmsNormModule.apply(new(new(p[0]), new([6], null, true, Kernels.DType.Float32)), x[0])
            ),
            new(
                () => new GroupNorm(2, 4),
                [picture],
                (p, x, _) =>
                    Core.GroupNormModule.apply(
                        new(new(p[0]), new(p[1]), new(2, 4, 1e-5, true, Kernels.DType.Float32)),
                        x[0]
                    )
            ),
            new(
                () => new LocalResponseNorm(3, beta: 0.5),
                [picture],
                (_, x, _) => Core.LocalResponseNormModule.apply(new(3, 1e-4, 0.5, 1), x[0])
            ),
        ];
}
