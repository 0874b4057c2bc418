using Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>A linear layer: y = x Wᵀ + b. Input [.., in] gives [.., out].</summary>
public sealed class Linear : Module
{
    /// <summary>
    /// A layer with uniform random weights and biases from [-1 / √in, 1 / √in). Raises where a size is not positive.
    /// </summary>
    public Linear(int inFeatures, int outFeatures, bool bias = true, DType dtype = DType.Float32)
    {
        var settings = new LinearSettings(inFeatures, outFeatures, bias, (Kernels.DType)dtype);
        var layer = LinearModule.init(settings, Random.NextKey());
        Weight = layer.Weight.ToParameter();
        Bias = layer.Bias.ToParameter();
    }

    /// <summary>The weights, [out, in].</summary>
    public Parameter Weight { get; set; }

    /// <summary>The biases, [out], or null.</summary>
    public Parameter? Bias { get; set; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) =>
        Tensor.Wrap(LinearModule.apply(new(Weight.Operand, Bias.OperandOrNone()), input.Operand));

    /// <inheritdoc/>
    protected override string Describe() =>
        $"inFeatures: {Weight.Size(1)}, outFeatures: {Weight.Size(0)}, bias: {(Bias is null ? "false" : "true")}";
}
