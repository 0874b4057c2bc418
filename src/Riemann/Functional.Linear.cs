using Core = Riemann.FSharp.Learning;

namespace Riemann;

public static partial class Functional
{
    /// <summary>
    /// x times the transpose of the weight, plus the bias: [.., in] with a weight [out, in] and a bias [out] gives
    /// [.., out]. Raises where the features differ.
    /// </summary>
    public static Tensor Linear(Tensor x, Tensor weight, Tensor? bias = null) =>
        Tensor.Wrap(Core.LinearModule.apply(new Core.Linear(weight.Operand, bias.OperandOrNone()), x.Operand));

    /// <summary>
    /// left times the weight times right, plus the bias: [.., in1] and [.., in2] with a weight [out, in1, in2] and a
    /// bias [out] give [.., out]. Raises where the shapes do not fit.
    /// </summary>
    public static Tensor Bilinear(Tensor left, Tensor right, Tensor weight, Tensor? bias = null) =>
        Tensor.Wrap(
            Core.BilinearModule.apply(
                new Core.Bilinear(weight.Operand, bias.OperandOrNone()),
                left.Operand,
                right.Operand
            )
        );

    /// <summary>
    /// The rows of a table [words, features] that integers name: [..] gives [.., features]. The row
    /// <paramref name="paddingIdx"/> gets no gradient; rows longer than <paramref name="maxNorm"/> are shortened in the
    /// table itself first, without gradient; with <paramref name="scaleGradByFreq"/> a row's gradient is divided by how
    /// often the input names it. Raises for indices that the table has not.
    /// </summary>
    public static Tensor Embedding(
        Tensor indices,
        Tensor weight,
        int? paddingIdx = null,
        double? maxNorm = null,
        double normType = 2,
        bool scaleGradByFreq = false
    )
    {
        var settings = new Core.EmbeddingSettings(
            0,
            0,
            Optional.Of(paddingIdx),
            Optional.Of(maxNorm),
            normType,
            scaleGradByFreq,
            Kernels.DType.Float32
        );
        if (maxNorm is not null)
        {
            var table = Core.EmbeddingModule.ofWeight(settings, weight.Primal);
            weight.Replace(Core.EmbeddingModule.renormalise(indices.Primal, table).Weight);
        }
        return Tensor.Wrap(
            Core.EmbeddingModule.apply(Core.EmbeddingModule.ofWeight(settings, weight.Operand), indices.Operand)
        );
    }
}
