using Microsoft.FSharp.Core;

namespace Riemann;

/// <summary>Between the parameters of a layer here and the record of the functional layer that computes.</summary>
internal static class LayerParts
{
    /// <summary>A parameter with the value that the functional layer was initialised with.</summary>
    public static Parameter ToParameter(this CoreTensor value) => new(Tensor.Wrap(value));

    /// <summary>A parameter, or null where the functional layer has none.</summary>
    public static Parameter? ToParameter(this FSharpOption<CoreTensor>? value) => value?.Value.ToParameter();

    /// <summary>The operand, or the functional core's none for null.</summary>
    public static FSharpOption<CoreTensor>? OperandOrNone(this Tensor? tensor) =>
        tensor is null ? null : new FSharpOption<CoreTensor>(tensor.Operand);
}
