using Core = Riemann.FSharp.Learning;
using CoreTensor = Riemann.FSharp.Tensor;

namespace Riemann.Tests.Layers;

internal static partial class LayerRows
{
    private static readonly Tensor words = LayerRow.Indices(1, 3, 1, 0);

    private static Core.EmbeddingSettings Table(int? padding, double? maxNorm, double norm, bool scale) =>
        new(5, 3, Optional.Of(padding), Optional.Of(maxNorm), norm, scale, Kernels.DType.Float32);

    private static LayerRow Dropped(
        Func<Module> make,
        Func<Core.Mode, Core.Dropout, CoreTensor, CoreTensor> functional,
        params int[] shape
    ) => new(make, [LayerRow.Data(shape)], (_, x, mode) => functional(mode, new(0.4), x[0]!), true);

    private static IEnumerable<LayerRow> Basics =>
        [
            new(() => new Linear(6, 3), [some], (p, x, _) => Core.LinearModule.apply(new(p[0], new(p[1])), x[0])),
            new(
                () => new Linear(6, 3, bias: false),
                [some],
                (p, x, _) => Core.LinearModule.apply(new(p[0], null), x[0])
            ),
            new(
                () => new Bilinear(6, 2, 3),
                [some, LayerRow.Data(4, 2)],
                (p, x, _) => Core.BilinearModule.apply(new(p[0], new(p[1])), x[0], x[1])
            ),
            Map(() => new Identity(), x => x),
            new(() => new Flatten(), [LayerRow.Data(2, 3, 2)], (_, x, _) => Core.FlattenModule.apply(new(1, -1), x[0])),
            new(() => new Unflatten(1, 2, -1), [some], (_, x, _) => Core.UnflattenModule.apply(new(1, [2, -1]), x[0])),
            new(
                () => new Embedding(5, 3),
                [words],
                (p, x, _) => Core.EmbeddingModule.apply(new(p[0], Table(null, null, 2, false)), x[0])
            ),
            new(
                () => new Embedding(5, 3, 1, 0.5, 1, true),
                [words],
                (p, x, _) => Core.EmbeddingModule.apply(new(p[0], Table(1, 0.5, 1, true)), x[0]),
                Case: "with all settings"
            ),
            Dropped(() => new Dropout(0.4), Core.DropoutModule.apply, 4, 6),
            Dropped(() => new Dropout1d(0.4), Core.Dropout1d.apply, 2, 3, 4),
            Dropped(() => new Dropout2d(0.4), Core.Dropout2d.apply, 2, 3, 4, 2),
            Dropped(() => new Dropout3d(0.4), Core.Dropout3d.apply, 2, 3, 2, 2, 2),
            Map(() => new Dropout(0.4), x => x),
            new(
                () => new CosineSimilarity(),
                [some, LayerRow.Data(1, 6)],
                (_, x, _) => Core.CosineSimilarityModule.apply(new(1, 1e-8), x[0], x[1])
            ),
            new(
                () => new PairwiseDistance(1, keepAxis: true),
                [some, LayerRow.Data(1, 6)],
                (_, x, _) => Core.PairwiseDistanceModule.apply(new(1, 1e-6, true), x[0], x[1])
            ),
            Map(() => new SinusoidalPositions(), x => Core.SinusoidalPositionsModule.apply(new(10000), x)),
            Map(() => new RotaryPositions(100), x => Core.RotaryPositionsModule.apply(new(100), x)),
            new(
                () => new LearnedPositions(9, 6),
                [some],
                (p, x, _) => Core.LearnedPositionsModule.apply(new(p[0]), x[0])
            ),
        ];
}
