namespace Riemann.Tests.Data;

/// <summary>Examples that are their numbers: input [number, 10 number], target number.</summary>
internal sealed class Numbered(int count) : Dataset
{
    public override int Count => count;

    public override (Tensor, Tensor) this[int index] =>
        (Tensor.From(new float[] { index, 10 * index }), Tensor.From((long)index));
}

/// <summary>Examples with random numbers in them.</summary>
internal sealed class Noisy(int count) : Dataset
{
    public override int Count => count;

    public override (Tensor, Tensor) this[int index] => (Tensor.Randn(3), Tensor.From((long)index));
}

/// <summary>A file in the middle that cannot be read.</summary>
internal sealed class Torn(int count, int torn) : Dataset
{
    public override int Count => count;

    public override (Tensor, Tensor) this[int index] =>
        index == torn
            ? throw new InvalidDataException($"example {index} is torn")
            : (Tensor.From((float)index), Tensor.From((long)index));
}

internal static class Read
{
    /// <summary>The numbers of the examples of an epoch, batch by batch.</summary>
    public static long[][] Epoch(DataLoader loader) => [.. loader.Select(batch => batch.Item2.ToArray<long>())];
}
