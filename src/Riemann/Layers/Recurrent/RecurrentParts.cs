using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// The parameters of recurrent cells under their usual names, such as <c>weight_ih_l0_reverse</c>, and as the
/// functional core takes them.
/// </summary>
internal static class RecurrentParts
{
    public static void Register(Module module, string suffix, Core.RecurrentWeights weights)
    {
        module.RegisterParameter($"weight_ih{suffix}", weights.InputWeight.ToParameter());
        module.RegisterParameter($"weight_hh{suffix}", weights.HiddenWeight.ToParameter());
        if (weights.InputBias is null)
            return;
        module.RegisterParameter($"bias_ih{suffix}", weights.InputBias.ToParameter());
        module.RegisterParameter($"bias_hh{suffix}", weights.HiddenBias.ToParameter());
    }

    public static Core.RecurrentWeights Weights(Module module, string suffix, bool bias) =>
        new(
            module.GetParameter($"weight_ih{suffix}").Operand,
            module.GetParameter($"weight_hh{suffix}").Operand,
            bias ? module.GetParameter($"bias_ih{suffix}").OperandOrNone() : null,
            bias ? module.GetParameter($"bias_hh{suffix}").OperandOrNone() : null
        );

    public static Core.RnnNonlinearity ToCore(this RnnNonlinearity nonlinearity) =>
        nonlinearity == RnnNonlinearity.Relu ? Core.RnnNonlinearity.Relu : Core.RnnNonlinearity.Tanh;
}
