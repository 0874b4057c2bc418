using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

public static partial class Functional
{
    /// <summary>The squared differences of two tensors of one shape. Raises where the shapes differ.</summary>
    public static Tensor MseLoss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
        Tensor.Wrap(Losing.MeanSquaredError(reduction.ToCore(), target.Operand, input.Operand));

    /// <summary>
    /// The absolute differences of two tensors of one shape; the slope at 0 is 0. Raises where the shapes differ.
    /// </summary>
    public static Tensor L1Loss(Tensor input, Tensor target, Reduction reduction = Reduction.Mean) =>
        Tensor.Wrap(Losing.AbsoluteError(reduction.ToCore(), target.Operand, input.Operand));

    /// <summary>
    /// d^2 / (2 beta) for differences d up to beta, and |d| - beta / 2 beyond. Raises where the shapes differ.
    /// Source: Girshick (2015), equation 3.
    /// </summary>
    public static Tensor SmoothL1Loss(
        Tensor input,
        Tensor target,
        Reduction reduction = Reduction.Mean,
        double beta = 1
    ) => Tensor.Wrap(Losing.SmoothL1(new Core.SmoothL1(reduction.ToCore(), beta), target.Operand, input.Operand));

    /// <summary>
    /// d^2 / 2 for differences d up to delta, and delta (|d| - delta / 2) beyond. Raises where the shapes differ.
    /// Source: Huber (1964), section 5.
    /// </summary>
    public static Tensor HuberLoss(
        Tensor input,
        Tensor target,
        Reduction reduction = Reduction.Mean,
        double delta = 1
    ) => Tensor.Wrap(Losing.Huber(new Core.Huber(reduction.ToCore(), delta), target.Operand, input.Operand));

    /// <summary>
    /// The differences of logits [n, classes, ..] from labels [n, ..], or from probabilities of the logits' shape, as
    /// -log softmax of the labels' classes. A weight for each class counts in the mean too, labels of
    /// <paramref name="ignoreIndex"/> do not, and <paramref name="labelSmoothing"/> is the share that all classes
    /// divide among themselves. Raises for labels that are no class.
    /// </summary>
    public static Tensor CrossEntropy(
        Tensor input,
        Tensor target,
        Tensor? weight = null,
        long ignoreIndex = -100,
        Reduction reduction = Reduction.Mean,
        double labelSmoothing = 0
    ) =>
        Tensor.Wrap(
            Losing.CrossEntropy(
                new Core.CrossEntropy(reduction.ToCore(), weight.OperandOrNone(), ignoreIndex, labelSmoothing),
                target.Operand,
                input.Operand
            )
        );

    /// <summary>
    /// <see cref="CrossEntropy"/> of labels for what <see cref="LogSoftmax"/> gives. Raises for labels that are no
    /// class.
    /// </summary>
    public static Tensor NllLoss(
        Tensor input,
        Tensor target,
        Tensor? weight = null,
        long ignoreIndex = -100,
        Reduction reduction = Reduction.Mean
    ) =>
        Tensor.Wrap(
            Losing.NegativeLogLikelihood(
                new Core.NegativeLogLikelihood(reduction.ToCore(), weight.OperandOrNone(), ignoreIndex),
                target.Operand,
                input.Operand
            )
        );

    /// <summary>
    /// -w (t log p + (1 - t) log(1 - p)) for probabilities p and targets t, whose logarithms are held at -100. The
    /// weights broadcast. Raises where p is not from 0 to 1.
    /// </summary>
    public static Tensor BinaryCrossEntropy(
        Tensor input,
        Tensor target,
        Tensor? weight = null,
        Reduction reduction = Reduction.Mean
    ) =>
        Tensor.Wrap(
            Losing.BinaryCrossEntropy(
                new Core.BinaryCrossEntropy(reduction.ToCore(), weight.OperandOrNone()),
                target.Operand,
                input.Operand
            )
        );

    /// <summary>
    /// <see cref="BinaryCrossEntropy"/> of the sigmoids of logits, exact for large ones too; targets of 1 count
    /// <paramref name="posWeight"/> times.
    /// </summary>
    public static Tensor BinaryCrossEntropyWithLogits(
        Tensor input,
        Tensor target,
        Tensor? weight = null,
        Reduction reduction = Reduction.Mean,
        Tensor? posWeight = null
    ) =>
        Tensor.Wrap(
            Losing.BinaryCrossEntropyOfLogits(
                new Core.BinaryCrossEntropyOfLogits(
                    reduction.ToCore(),
                    weight.OperandOrNone(),
                    posWeight.OperandOrNone()
                ),
                target.Operand,
                input.Operand
            )
        );
}
