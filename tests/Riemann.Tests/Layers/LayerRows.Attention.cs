using Core = Riemann.FSharp.Learning;
using CoreTensor = Riemann.FSharp.Tensor;

namespace Riemann.Tests.Layers;

internal static partial class LayerRows
{
    private static readonly Tensor target = LayerRow.Data(3, 2, 4);
    private static readonly Tensor source = LayerRow.Data(5, 2, 4);
    private static readonly Tensor hidden = Tensor.From(
        new[,]
        {
            { false, true, false, false, false },
            { false, false, false, true, true },
        }
    );

    private static Core.MultiheadAttentionSettings Heads(
        bool kv = false,
        int? keys = null,
        int? values = null,
        bool batchFirst = false
    ) => new(4, 2, 0, true, kv, kv, Optional.Of(keys), Optional.Of(values), batchFirst, Kernels.DType.Float32);

    private static Core.MultiheadAttention Attend(CoreTensor[] p, int first) =>
        new(
            Core.InProjection.NewPacked(p[first]),
            new(p[first + 1]),
            null,
            null,
            new(p[first + 2], new(p[first + 3])),
            Heads()
        );

    private static Core.TransformerLayerSettings Transformed(bool normFirst) =>
        new(4, 2, 6, 0, Core.ActivationFunction.Relu, 1e-5, false, normFirst, Kernels.DType.Float32);

    private static Core.LayerNorm Norm(CoreTensor[] p, int first) =>
        new(new(p[first]), new(p[first + 1]), new([4], 1e-5, true, true, Kernels.DType.Float32));

    private static Core.Linear Lined(CoreTensor[] p, int first) => new(p[first], new(p[first + 1]));

    private static Core.TransformerEncoderLayer Encoding(CoreTensor[] p, int i = 0, bool normFirst = false) =>
        new(Attend(p, i), Lined(p, i + 4), Lined(p, i + 6), Norm(p, i + 8), Norm(p, i + 10), Transformed(normFirst));

    private static Core.TransformerDecoderLayer Decoding(CoreTensor[] p, int i = 0, bool normFirst = false) =>
        new(
            Attend(p, i),
            Attend(p, i + 4),
            Lined(p, i + 8),
            Lined(p, i + 10),
            Norm(p, i + 12),
            Norm(p, i + 14),
            Norm(p, i + 16),
            Transformed(normFirst)
        );

    private static Core.AttentionMasks Causal => Core.AttentionMasksModule.causal;

    private static Core.AttentionMasks Open => Core.AttentionMasksModule.none;

    private static IEnumerable<LayerRow> Attention =>
        [
            new(
                () => new MultiheadAttention(4, 2),
                [target, source, source, hidden],
                (p, x, mode) =>
                    Core
                        .MultiheadAttentionModule.applyWithWeights(
                            true,
                            Core.AttentionMasksModule.padding(x[3]),
                            mode,
                            Attend(p, 0),
                            x[0],
                            x[1],
                            x[2]
                        )
                        .Item1
            ),
            new(
                () => new MultiheadAttention(4, 2, 0.3, addBiasKv: true, addZeroAttn: true, kdim: 3, vdim: 5),
                [target, LayerRow.Data(5, 2, 3), LayerRow.Data(5, 2, 5)],
                (p, x, mode) =>
                    Core
                        .MultiheadAttentionModule.applyWithWeights(
                            true,
                            Open,
                            mode,
                            new(
                                Core.InProjection.NewSeparate(p[0], p[1], p[2]),
                                new(p[3]),
                                new(p[4]),
                                new(p[5]),
                                Lined(p, 6),
                                new(4, 2, 0.3, true, true, true, new(3), new(5), false, Kernels.DType.Float32)
                            ),
                            x[0],
                            x[1],
                            x[2]
                        )
                        .Item1,
                true
            ),
            new(
                () => new MultiheadAttention(4, 2),
                [target, target, target, null, Tensor.From(false), null, null, Tensor.From(true)],
                (p, x, mode) => Core.MultiheadAttentionModule.applyWith(Causal, mode, Attend(p, 0), x[0], x[1], x[2])
            ),
            new(
                () => new TransformerEncoderLayer(4, 2, 6, 0),
                [source, null, hidden],
                (p, x, mode) =>
                    Core.TransformerEncoderLayerModule.applyWith(
                        Core.AttentionMasksModule.padding(x[2]),
                        mode,
                        Encoding(p),
                        x[0]
                    ),
                true
            ),
            new(
                () => new TransformerEncoderLayer(4, 2, 6, 0, normFirst: true),
                [source],
                (p, x, mode) => Core.TransformerEncoderLayerModule.apply(mode, Encoding(p, 0, true), x[0])
            ),
            new(
                () => new TransformerEncoder(new(4, 2, 6, 0), 2, new LayerNorm(4)),
                [source],
                (p, x, mode) =>
                    Core.TransformerEncoderModule.apply(
                        mode,
                        new([Encoding(p), Encoding(p, 12)], new(Norm(p, 24))),
                        x[0]
                    )
            ),
            new(
                () => new TransformerDecoderLayer(4, 2, 6, 0),
                [target, source, null, null, null, hidden, Tensor.From(true)],
                (p, x, mode) =>
                    Core.TransformerDecoderLayerModule.applyWith(
                        Causal,
                        Core.AttentionMasksModule.padding(x[5]),
                        mode,
                        Decoding(p),
                        x[1],
                        x[0]
                    )
            ),
            new(
                () => new TransformerDecoder(new(4, 2, 6, 0, normFirst: true), 2),
                [target, source],
                (p, x, mode) =>
                    Core.TransformerDecoderModule.apply(
                        mode,
                        new([Decoding(p, 0, true), Decoding(p, 18, true)], null),
                        x[1],
                        x[0]
                    )
            ),
            new(
                () => new Transformer(4, 2, 1, 1, 6, 0),
                [source, target],
                (p, x, mode) =>
                    Core.TransformerModule.apply(
                        mode,
                        new(new([Encoding(p)], new(Norm(p, 12))), new([Decoding(p, 14)], new(Norm(p, 32)))),
                        x[0],
                        x[1]
                    )
            ),
            new(() => new KANLinear(6, 3), [some], (p, x, _) => Core.KanLinearModule.apply(Splines(p, 0, 6, 3), x[0])),
            new(
                () => new KAN([6, 4, 2]),
                [some],
                (p, x, _) => Core.KanModule.apply(new([Splines(p, 0, 6, 4), Splines(p, 3, 4, 2)]), x[0])
            ),
        ];

    /// <summary>A layer with the usual grid and these parameters.</summary>
    private static Core.KanLinear Splines(CoreTensor[] p, int first, int inputs, int outputs)
    {
        var usual = Core.KanLinearModule.defaults;
        var settings = new Core.KanLinearSettings(
            inputs,
            outputs,
            usual.GridSize,
            usual.SplineOrder,
            usual.ScaleNoise,
            usual.ScaleBase,
            usual.ScaleSpline,
            true,
            usual.BaseActivation,
            usual.GridEps,
            usual.GridRange,
            usual.DType
        );
        var grid = Core.KanLinearModule.init(settings, FSharp.KeyModule.create(0)).Grid;
        return new(p[first], p[first + 1], new(p[first + 2]), grid, settings);
    }
}
