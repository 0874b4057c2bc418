using Core = Riemann.FSharp.Learning;
using F = Riemann.Functional;

namespace Riemann;

/// <summary>
/// A table of rows that integers name: indices [..] give [.., features]. Raises for indices it has not.
/// </summary>
public sealed class Embedding : Module
{
    private readonly int? paddingIdx;
    private readonly double? maxNorm;
    private readonly double normType;
    private readonly bool scaleGradByFreq;

    /// <summary>
    /// A table of standard normal numbers. The row <paramref name="paddingIdx"/> begins as zeros and gets no gradient;
    /// rows with a norm above <paramref name="maxNorm"/> are shortened, without gradient, when they are used; with
    /// <paramref name="scaleGradByFreq"/> a row's gradient is divided by how often the input names it. Raises where a
    /// size is not positive.
    /// </summary>
    public Embedding(
        int numEmbeddings,
        int embeddingDim,
        int? paddingIdx = null,
        double? maxNorm = null,
        double normType = 2,
        bool scaleGradByFreq = false,
        DType dtype = DType.Float32
    )
        : this(
            Core.EmbeddingModule.init(
                new(
                    numEmbeddings,
                    embeddingDim,
                    Optional.Of(paddingIdx),
                    Optional.Of(maxNorm),
                    normType,
                    scaleGradByFreq,
                    (Kernels.DType)dtype
                ),
                Random.NextKey()
            ),
            false
        ) { }

    private Embedding(Core.Embedding layer, bool freeze)
    {
        var settings = layer.Settings;
        paddingIdx = settings.PaddingIdx?.Value;
        maxNorm = settings.MaxNorm?.Value;
        normType = settings.NormType;
        scaleGradByFreq = settings.ScaleGradByFreq;
        Weight = layer.Weight.ToParameter();
        Weight.RequiresGrad = !freeze;
    }

    /// <summary>
    /// A layer with a table of rows [words, features], which is trained only where it is not frozen. Raises where it is
    /// no such table.
    /// </summary>
    public static Embedding FromPretrained(
        Tensor embeddings,
        bool freeze = true,
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
            (Kernels.DType)embeddings.DType
        );
        return new(Core.EmbeddingModule.ofWeight(settings, embeddings.Primal), freeze);
    }

    /// <summary>The rows, [words, features].</summary>
    public Parameter Weight { get; set; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) =>
        F.Embedding(input, Weight, paddingIdx, maxNorm, normType, scaleGradByFreq);

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(("", Weight.Size(0)), ("", Weight.Size(1)))
        + Description.Unless(paddingIdx is null, "paddingIdx", paddingIdx)
        + Description.Unless(maxNorm is null, "maxNorm", maxNorm)
        + Description.Unless(normType == 2, "normType", normType)
        + Description.Unless(!scaleGradByFreq, "scaleGradByFreq", scaleGradByFreq);
}
