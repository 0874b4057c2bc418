namespace Riemann.Tests.Tensors;

/// <summary>Random arguments that do not depend on the library's own random numbers.</summary>
internal static class Numbers
{
    public static Tensor Between(double low, double high, int seed, params int[] shape)
    {
        var random = new System.Random(seed);
        var data = new double[shape.Aggregate(1, (count, length) => count * length)];
        for (var i = 0; i < data.Length; i++)
            data[i] = low + (high - low) * random.NextDouble();
        return Tensor.From<double>(data, shape);
    }
}
