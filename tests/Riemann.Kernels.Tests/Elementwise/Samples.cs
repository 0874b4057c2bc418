namespace Riemann.Kernels.Tests;

/// <summary>Arrays to try functions on.</summary>
internal static class Samples
{
    public static readonly DType[] Floats = [DType.Float32, DType.Float64];

    public static readonly DType[] Numbers = [DType.Float32, DType.Float64, DType.Int32, DType.Int64, DType.UInt8];

    public static readonly DType[] All = [.. Numbers, DType.Bool];

    /// <summary>Zeros, infinities, NaN, subnormal, tiny and huge numbers, and some ordinary ones.</summary>
    public static readonly double[] Special =
    [
        0.0,
        -0.0,
        double.PositiveInfinity,
        double.NegativeInfinity,
        double.NaN,
        1e-45,
        -1e-45,
        1e-39,
        -1e-39,
        1e-20,
        -1e-20,
        1e30,
        -1e30,
        3e38,
        -3e38,
        1,
        -1,
        0.5,
        -0.5,
        2,
        -2,
        88.5,
        -88.5,
        -103.5,
        710,
        -745,
        1e6,
        -1e6,
    ];

    /// <summary>The special values, then random ones between -3 and 3.</summary>
    public static double[] Values(int count, int seed = 1)
    {
        var random = new Random(seed);
        var values = new double[count];
        for (var i = 0; i < count; i++)
            values[i] = i < Special.Length ? Special[(i + seed) % Special.Length] : random.NextDouble() * 6 - 3;
        return values;
    }

    /// <summary>The values as an array of an element type.</summary>
    public static NDArray Of(DType dtype, double[] values, params ReadOnlySpan<int> dimensions)
    {
        var shape = dimensions.Length == 0 ? Shape.Of(values.Length) : Shape.Of(dimensions);
        return dtype switch
        {
            DType.Float32 => NDArray.Of<float>(Array.ConvertAll(values, v => (float)v), shape),
            DType.Float64 => NDArray.Of<double>(values, shape),
            DType.Int32 => NDArray.Of<int>(Array.ConvertAll(values, int.CreateSaturating), shape),
            DType.Int64 => NDArray.Of<long>(Array.ConvertAll(values, long.CreateSaturating), shape),
            DType.UInt8 => NDArray.Of<byte>(Array.ConvertAll(values, byte.CreateSaturating), shape),
            _ => NDArray.Of<bool>(Array.ConvertAll(values, v => v > 0), shape),
        };
    }

    /// <summary>Random small whole numbers of any type, which every type holds and adds exactly.</summary>
    public static NDArray Small(DType dtype, int seed, params ReadOnlySpan<int> dimensions)
    {
        var random = new Random(seed);
        var values = new double[Shape.Of(dimensions).Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = random.Next(-4, 5);
        return Of(dtype, values, dimensions);
    }

    /// <summary>All elements, as doubles, read one by one.</summary>
    public static double[] Read(NDArray x)
    {
        var values = new double[x.Length];
        for (var i = 0; i < values.Length; i++)
            values[i] = x.ToDouble(i);
        return values;
    }

    /// <summary>One array of shape [3; 4] in each layout a view can have; the values differ.</summary>
    public static IEnumerable<(string Name, NDArray Array)> Layouts(DType dtype)
    {
        yield return ("contiguous", Small(dtype, 1, 3, 4));
        yield return ("transposed", Small(dtype, 2, 4, 3).Permute([1, 0]));
        yield return ("reversed", Small(dtype, 3, 3, 4).Slice([2, 3], [3, 4], [-1, -1]));
        yield return ("every second", Small(dtype, 4, 6, 9).Slice([1, 0], [3, 4], [2, 2]));
        yield return ("row broadcast", Small(dtype, 5, 4).BroadcastTo(Shape.Of(3, 4)));
        yield return ("column broadcast", Small(dtype, 6, 3, 1).BroadcastTo(Shape.Of(3, 4)));
        yield return ("one value", NDArray.Full(dtype, Shape.Of(3, 4), 1L));
        yield return ("inner part", Small(dtype, 7, 5, 6).Slice([1, 2], [3, 4], [1, 1]));
    }
}
