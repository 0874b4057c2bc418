using System.Numerics;
using System.Runtime.Intrinsics.X86;

namespace Riemann.Kernels.Tests;

/// <summary>The worst error found, in ulp, and where. Errors up to half an ulp count as half.</summary>
internal readonly record struct Worst(double Error, double X, double Y)
{
    public static readonly Worst Rounded = new(0.5, double.NaN, double.NaN);

    public static Worst Of(Worst a, Worst b) => a.Error >= b.Error ? a : b;
}

/// <summary>
/// A function on vectors beside its exact values: to twice the precision, and in double precision for all float32.
/// Most random arguments have a magnitude between the least and the most, with all exponents as likely: where the
/// function is neither about its argument nor constant. The others have random bits.
/// </summary>
internal abstract record Accuracy(
    string Name,
    double Ulps,
    double Least,
    double Most,
    Func<double, DoubleDouble> Exact,
    Func<double, double>? InDouble
)
{
    public static IEnumerable<bool> Widths => Avx512F.IsSupported ? [true, false] : [false];

    /// <summary>The worst error of either vector width at random float64.</summary>
    public Worst Doubles(int count, int seed)
    {
        var random = new Random(seed);
        var x = new double[count];
        for (var i = 0; i < count; i++)
            x[i] = Argument(random);
        var exact = Array.ConvertAll(x, v => Exact(v));
        var y = new double[count];
        var worst = Worst.Rounded;
        foreach (var isWide in Widths)
        {
            Invoke<double>(isWide, x, y);
            for (var i = 0; i < count; i++)
                if (y[i] != exact[i].High && Ulp.Error(y[i], exact[i]) is var error && error > worst.Error)
                    worst = new(error, x[i], y[i]);
        }
        return worst;
    }

    /// <summary>The worst error of either vector width at random float32.</summary>
    public Worst Singles(int count, int seed)
    {
        var random = new Random(seed);
        var x = new float[count];
        for (var i = 0; i < count; i++)
            x[i] = random.Next(8) == 0 ? BitConverter.Int32BitsToSingle(random.Next()) : (float)Argument(random);
        return Singles(x);
    }

    /// <summary>The worst error of either vector width at the float32 whose bits start with this number.</summary>
    public Worst AllSingles(int first, int count)
    {
        var x = new float[count];
        for (var i = 0; i < count; i++)
            x[i] = BitConverter.Int32BitsToSingle(first + i);
        return Singles(x);
    }

    protected abstract void Invoke<T>(bool isWide, ReadOnlySpan<T> x, Span<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private Worst Singles(float[] x)
    {
        var exact = Array.ConvertAll(x, v => (double)v);
        // Without a reference in double precision, the function on float64, which is held against exact values too.
        if (InDouble is null)
            Invoke<double>(Avx512F.IsSupported, exact, exact);
        else
            for (var i = 0; i < x.Length; i++)
                exact[i] = InDouble(exact[i]);
        var y = new float[x.Length];
        var worst = Worst.Rounded;
        foreach (var isWide in Widths)
        {
            Invoke<float>(isWide, x, y);
            for (var i = 0; i < x.Length; i++)
                if (
                    y[i] != (float)exact[i]
                    && Ulp.Error(DType.Float32, y[i], exact[i]) is var error
                    && error > worst.Error
                )
                    worst = new(error, x[i], y[i]);
        }
        return worst;
    }

    private double Argument(Random random)
    {
        if (random.Next(8) == 0)
            return BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
        var (least, most) = (Math.Log2(Least), Math.Log2(Most));
        var magnitude = Math.Pow(2, least + (most - least) * random.NextDouble());
        return random.Next(2) == 0 ? magnitude : -magnitude;
    }
}

/// <summary>The accuracy of one vector function.</summary>
internal sealed record Accuracy<TFunction>(
    string Name,
    double Ulps,
    double Least,
    double Most,
    Func<double, DoubleDouble> Exact,
    Func<double, double>? InDouble = null
) : Accuracy(Name, Ulps, Least, Most, Exact, InDouble)
    where TFunction : IVectorFunction
{
    protected override void Invoke<T>(bool isWide, ReadOnlySpan<T> x, Span<T> y)
    {
        if (isWide)
            VectorMap<TFunction>.Run<T, Lanes512<T>>(x, y);
        else
            VectorMap<TFunction>.Run<T, LanesNative<T>>(x, y);
    }
}
