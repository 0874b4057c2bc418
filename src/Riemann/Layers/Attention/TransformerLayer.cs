using F = Riemann.Functional;

namespace Riemann;

/// <summary>What the layers of a transformer's encoder and decoder have in common.</summary>
public abstract class TransformerLayer : Module
{
    private readonly double dropout;
    private readonly Func<Tensor, Tensor> activation;
    private readonly bool normFirst;

    private protected TransformerLayer(double dropout, Func<Tensor, Tensor>? activation, bool normFirst) =>
        (this.dropout, this.activation, this.normFirst) = (dropout, activation ?? F.Relu, normFirst);

    /// <summary>x and what a part makes of it, normalised before or after.</summary>
    private protected Tensor Residual(Tensor x, LayerNorm norm, Func<Tensor, Tensor> part) =>
        normFirst ? x + Drop(part(norm.Call(x))) : norm.Call(x + Drop(part(x)));

    /// <summary>The network for each place.</summary>
    private protected Tensor FeedForward(Linear first, Linear second, Tensor x) =>
        second.Call(Drop(activation(first.Call(x))));

    private Tensor Drop(Tensor x) => F.Dropout(x, dropout, Training);

    /// <summary>What an attention makes of queries and a memory, without the weights.</summary>
    private protected static Tensor Attend(
        MultiheadAttention attention,
        Tensor query,
        Tensor memory,
        Tensor? mask,
        Tensor? paddingMask,
        bool isCausal
    ) => attention.Call(query, memory, memory, paddingMask, false, mask, isCausal: isCausal).Output;
}
