using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// What stacks of recurrent cells have in common: how many there are, and in which directions they read.
/// </summary>
public abstract class RecurrentLayer : Module
{
    private readonly int inputSize;
    private readonly int hiddenSize;
    private readonly int numLayers;
    private readonly double dropout;
    private readonly bool batchFirst;
    private readonly bool bidirectional;

    private protected RecurrentLayer(
        int inputSize,
        int hiddenSize,
        int numLayers,
        bool bias,
        bool batchFirst,
        double dropout,
        bool bidirectional
    )
    {
        (this.inputSize, this.hiddenSize, this.numLayers) = (inputSize, hiddenSize, numLayers);
        (this.batchFirst, this.dropout, this.bidirectional) = (batchFirst, dropout, bidirectional);
        HasBias = bias;
    }

    private protected bool HasBias { get; }

    /// <summary>Registers the parameters of a network that the functional core began.</summary>
    private protected void Register<TCell>(Core.Recurrent<TCell> network, Action<string, TCell> register)
    {
        var layers = network.Layers.ToArray();
        for (var i = 0; i < layers.Length; i++)
        {
            register(Suffix(i), layers[i].Forward);
            if (layers[i].Reverse is { } reverse)
                register(Suffix(i) + "_reverse", reverse.Value);
        }
    }

    /// <summary>The network as the functional core takes it.</summary>
    private protected Core.Recurrent<TCell> Network<TCell>(Func<string, TCell> cell)
    {
        var layers = Enumerable
            .Range(0, numLayers)
            .Select(i => new Core.RecurrentLayer<TCell>(
                cell(Suffix(i)),
                bidirectional ? new(cell(Suffix(i) + "_reverse")) : null
            ));
        return new([.. layers], dropout, batchFirst);
    }

    private static string Suffix(int layer) => $"_l{layer}";

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(("", inputSize), ("", hiddenSize))
        + Description.Unless(numLayers == 1, "numLayers", numLayers)
        + Description.Unless(HasBias, "bias", HasBias)
        + Description.Unless(!batchFirst, "batchFirst", batchFirst)
        + Description.Unless(dropout == 0, "dropout", dropout)
        + Description.Unless(!bidirectional, "bidirectional", bidirectional);
}
