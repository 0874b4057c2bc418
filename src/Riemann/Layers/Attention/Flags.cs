namespace Riemann;

/// <summary>Truth values among the inputs of a module, which hooks see as tensors.</summary>
internal static class Flags
{
    /// <summary>A truth value as a tensor, or null for one that is as usual.</summary>
    public static Tensor? Of(bool value, bool usual) => value == usual ? null : Tensor.From(value);

    /// <summary>The truth value at a place of the inputs, or the usual one where there is none.</summary>
    public static bool At(Tensor?[] inputs, int place, bool usual) =>
        inputs.ElementAtOrDefault(place) is { } flag ? flag.Item() != 0 : usual;

    /// <summary>
    /// The masks at two places of the inputs and the flag at a third, as the functional core takes them.
    /// </summary>
    public static FSharp.Learning.AttentionMasks Masks(Tensor?[] inputs, int mask, int padding, int isCausal) =>
        new(
            inputs.ElementAtOrDefault(mask).OperandOrNone(),
            inputs.ElementAtOrDefault(padding).OperandOrNone(),
            At(inputs, isCausal, false)
        );
}
