using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;
using CoreTensor = Riemann.FSharp.Tensor;

namespace Riemann.Tests.Layers;

internal static partial class LayerRows
{
    private static readonly Tensor others = LayerRow.Data(4, 6) * 0.5 + 0.2;
    private static readonly Tensor labels = LayerRow.Indices(0, 5, 2, 2);
    private static readonly Tensor signs = Tensor.From(new[] { 1f, -1f, 1f, -1f }).To(DType.Int64);
    private static readonly Tensor weight = Tensor.From(new[] { 1f, 2f, 0.5f, 1f, 1f, 3f });

    private static readonly Core.Reduction mean = Core.Reduction.Mean;

    private static LayerRow Loss(
        Func<Module> make,
        Func<CoreTensor, CoreTensor, CoreTensor> functional,
        Tensor? first = null,
        Tensor? wanted = null
    ) => new(make, [first ?? some, wanted ?? others], (_, x, _) => functional(x[1]!, x[0]!));

    private static LayerRow Loss(
        Func<Module> make,
        Func<CoreTensor, CoreTensor, CoreTensor, CoreTensor> functional,
        Tensor third
    ) => new(make, [some, others, third], (_, x, _) => functional(x[0]!, x[1]!, x[2]!));

    private static Core.Margin Margin(double margin) => new(mean, margin);

    private static IEnumerable<LayerRow> Losses =>
        [
            Loss(() => new MSELoss(), (t, x) => Losing.MeanSquaredError(mean, t, x)),
            Loss(() => new MSELoss(Reduction.Sum), (t, x) => Losing.MeanSquaredError(Core.Reduction.Sum, t, x)),
            Loss(() => new MSELoss(Reduction.None), (t, x) => Losing.MeanSquaredError(Core.Reduction.None, t, x)),
            Loss(() => new L1Loss(), (t, x) => Losing.AbsoluteError(mean, t, x)),
            Loss(() => new SmoothL1Loss(beta: 0.5), (t, x) => Losing.SmoothL1(new(mean, 0.5), t, x)),
            Loss(() => new HuberLoss(delta: 0.5), (t, x) => Losing.Huber(new(mean, 0.5), t, x)),
            Loss(
                () => new CrossEntropyLoss(),
                (t, x) => Losing.CrossEntropy(new(mean, null, -100, 0), t, x),
                wanted: labels
            ),
            Loss(
                () => new CrossEntropyLoss(weight, 2, labelSmoothing: 0.1),
                (t, x) => Losing.CrossEntropy(new(mean, new(weight.Primal), 2, 0.1), t, x),
                wanted: labels
            ),
            Loss(
                () => new NLLLoss(weight, 5, Reduction.Sum),
                (t, x) => Losing.NegativeLogLikelihood(new(Core.Reduction.Sum, new(weight.Primal), 5), t, x),
                wanted: labels
            ),
            Loss(
                () => new BCELoss(weight),
                (t, x) => Losing.BinaryCrossEntropy(new(mean, new(weight.Primal)), t, x),
                Functional.Sigmoid(some),
                Functional.Sigmoid(others)
            ),
            Loss(
                () => new BCEWithLogitsLoss(posWeight: weight),
                (t, x) => Losing.BinaryCrossEntropyOfLogits(new(mean, null, new(weight.Primal)), t, x)
            ),
            Loss(
                () => new KLDivLoss(Reduction.BatchMean),
                (t, x) => Losing.KullbackLeibler(new(Core.Reduction.BatchMean, false), t, x),
                wanted: Functional.Softmax(others)
            ),
            Loss(
                () => new PoissonNLLLoss(full: true),
                (t, x) => Losing.PoissonLikelihood(new(mean, true, true, 1e-8), t, x),
                wanted: others.Abs()
            ),
            Loss(
                () => new GaussianNLLLoss(),
                (x, t, v) => Losing.GaussianLikelihood(new(mean, false, 1e-6), t, x, v),
                others.Abs() + 0.1
            ),
            Loss(
                () => new MarginRankingLoss(0.2),
                (a, b, t) => Losing.MarginRanking(Margin(0.2), t, a, b),
                Functional.Sign(some).To(DType.Int64)
            ),
            Loss(
                () => new HingeEmbeddingLoss(),
                (t, x) => Losing.HingeEmbedding(Margin(1), t, x),
                wanted: Tensor.Ones(4, 6) * -1
            ),
            Loss(() => new CosineEmbeddingLoss(0.1), (a, b, t) => Losing.CosineEmbedding(Margin(0.1), t, a, b), signs),
            Loss(
                () => new SoftMarginLoss(),
                (t, x) => Losing.SoftMargin(mean, t, x),
                wanted: Functional.Sign(others).To(DType.Int64)
            ),
            Loss(
                () => new MultiLabelSoftMarginLoss(weight),
                (t, x) => Losing.MultiLabelSoftMargin(new(mean, new(weight.Primal)), t, x)
            ),
            Loss(
                () => new MultiMarginLoss(2, 0.5, weight),
                (t, x) => Losing.MultiMargin(new(mean, 0.5, 2, new(weight.Primal)), t, x),
                wanted: labels
            ),
            Loss(
                () => new TripletMarginLoss(swap: true),
                (a, p, n) => Losing.TripletMargin(new(mean, 1, 2, 1e-6, true), a, p, n),
                LayerRow.Data(4, 6) * -0.7
            ),
        ];
}
