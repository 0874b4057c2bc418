using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

public static partial class Functional
{
    /// <summary>max(0, margin - y (x1 - x2)): which of two is to be larger, by signs y.</summary>
    public static Tensor MarginRankingLoss(
        Tensor input1,
        Tensor input2,
        Tensor target,
        double margin = 0,
        Reduction reduction = Reduction.Mean
    ) =>
        Tensor.Wrap(
            Losing.MarginRanking(
                new Core.Margin(reduction.ToCore(), margin),
                target.Operand,
                input1.Operand,
                input2.Operand
            )
        );

    /// <summary>Distances where the sign is 1, and max(0, margin - distance) where it is -1.</summary>
    public static Tensor HingeEmbeddingLoss(
        Tensor input,
        Tensor target,
        double margin = 1,
        Reduction reduction = Reduction.Mean
    ) => Tensor.Wrap(Losing.HingeEmbedding(new Core.Margin(reduction.ToCore(), margin), target.Operand, input.Operand));

    /// <summary>
    /// 1 - cos where the sign is 1, and max(0, cos - margin) where it is -1, for rows of two tensors.
    /// </summary>
    public static Tensor CosineEmbeddingLoss(
        Tensor input1,
        Tensor input2,
        Tensor target,
        double margin = 0,
        Reduction reduction = Reduction.Mean
    ) =>
        Tensor.Wrap(
            Losing.CosineEmbedding(
                new Core.Margin(reduction.ToCore(), margin),
                target.Operand,
                input1.Operand,
                input2.Operand
            )
        );

    /// <summary>log(1 + exp(-y x)) for signs y.</summary>
    public static Tensor SoftMarginLoss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
        Tensor.Wrap(Losing.SoftMargin(reduction.ToCore(), target.Operand, input.Operand));

    /// <summary>
    /// The mean over classes of <see cref="BinaryCrossEntropyWithLogits"/>, each with a weight: any number of classes
    /// may be right.
    /// </summary>
    public static Tensor MultilabelSoftMarginLoss(
        Tensor input,
        Tensor target,
        Tensor? weight = null,
        Reduction reduction = Reduction.Mean
    ) =>
        Tensor.Wrap(
            Losing.MultiLabelSoftMargin(
                new Core.MultiLabelSoftMargin(reduction.ToCore(), weight.OperandOrNone()),
                target.Operand,
                input.Operand
            )
        );

    /// <summary>
    /// How far the other classes' scores come within the margin of the label's, to the power <paramref name="p"/> of 1
    /// or 2, as a mean over classes.
    /// </summary>
    public static Tensor MultiMarginLoss(
        Tensor input,
        Tensor target,
        int p = 1,
        double margin = 1,
        Tensor? weight = null,
        Reduction reduction = Reduction.Mean
    ) =>
        Tensor.Wrap(
            Losing.MultiMargin(
                new Core.MultiMargin(reduction.ToCore(), margin, p, weight.OperandOrNone()),
                target.Operand,
                input.Operand
            )
        );

    /// <summary>
    /// max(0, margin + |a - p| - |a - n|) for anchors a that are to be nearer to p than to n; with
    /// <paramref name="swap"/> the smaller of |a - n| and |p - n| counts. Source: Schroff, Kalenichenko and Philbin
    /// (2015), equation 3, without its squares.
    /// </summary>
    public static Tensor TripletMarginLoss(
        Tensor anchor,
        Tensor positive,
        Tensor negative,
        double margin = 1,
        double p = 2,
        double eps = 1e-6,
        bool swap = false,
        Reduction reduction = Reduction.Mean
    ) =>
        Tensor.Wrap(
            Losing.TripletMargin(
                new Core.TripletMargin(reduction.ToCore(), margin, p, eps, swap),
                anchor.Operand,
                positive.Operand,
                negative.Operand
            )
        );
}
