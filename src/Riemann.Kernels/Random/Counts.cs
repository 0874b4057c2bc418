namespace Riemann.Kernels;

/// <summary>
/// Random counts whose distribution differs from element to element. Element i of a draw reads a stream of its own,
/// made of the key and i, for as long as its method rejects: no element depends on another, and none is approximate.
/// </summary>
public static class Counts
{
    private const double InversionBelow = 10;

    /// <summary>
    /// Poisson numbers with these rates (floats from 0 to 1e18), as Int64. The first axes of the rates are those of
    /// the keys. By inversion below 10, above by transformed rejection (W. Hormann 1993, algorithm PTRS).
    /// </summary>
    public static NDArray Poisson(NDArray keys, NDArray rates) => Draw<PoissonCount>(keys, rates, rates);

    /// <summary>
    /// How many of so many trials (whole, from 0 to 2^53) succeed with these probabilities (0 to 1), as Int64; both of
    /// one shape, whose first axes are those of the keys. By inversion where fewer than 10 are expected, else by
    /// transformed rejection (W. Hormann 1993, algorithm BTRS).
    /// </summary>
    public static NDArray Binomial(NDArray keys, NDArray trials, NDArray probabilities) =>
        Draw<BinomialCount>(keys, trials, probabilities);

    private static NDArray Draw<TCount>(NDArray keys, NDArray first, NDArray second)
        where TCount : ICount
    {
        keys = keys.Contiguous();
        first = Elementwise.Cast(first, DType.Float64).Contiguous();
        second = Elementwise.Cast(second, DType.Float64).Contiguous();
        var result = NDArray.Allocate(DType.Int64, first.Shape);
        var key = keys.Span<long>();
        var a = first.Span<double>();
        var b = second.Span<double>();
        var to = result.Span<long>();
        var length = keys.Length == 0 ? 0 : to.Length / keys.Length;
        for (var i = 0; i < to.Length; i++)
        {
            var uniforms = new UniformPairs((ulong)key[i / length], i % length, TCount.Domain);
            to[i] = (long)TCount.Invoke(a[i], b[i], ref uniforms);
        }
        GC.KeepAlive(keys);
        GC.KeepAlive(first);
        GC.KeepAlive(second);
        GC.KeepAlive(result);
        return result;
    }

    private interface ICount
    {
        static abstract ulong Domain { get; }

        static abstract double Invoke(double first, double second, ref UniformPairs uniforms);
    }

    /// <summary>An element's own stream of pairs of uniform numbers from the open interval (0, 1).</summary>
    private struct UniformPairs(ulong key, int element, ulong domain)
    {
        private ulong counter = (ulong)element << 32;

        public (double First, double Second) Next()
        {
            var (first, second) = PhiloxBlocks.Block(key, counter++, domain);
            return (Open(first), Open(second));
        }

        private static double Open(ulong word) => ((word >>> 12) + 0.5) * (1.0 / (1L << 52));
    }

    private readonly struct PoissonCount : ICount
    {
        public static ulong Domain => Domains.Poisson;

        public static double Invoke(double rate, double _, ref UniformPairs uniforms) =>
            rate < InversionBelow ? Invert(rate, uniforms.Next().First) : Reject(rate, ref uniforms);

        private static double Invert(double rate, double u)
        {
            var count = 0;
            for (var p = Math.Exp(-rate); u > p && p > 0; p *= rate / count)
            {
                u -= p;
                count++;
            }
            return count;
        }

        private static double Reject(double rate, ref UniformPairs uniforms)
        {
            var b = 0.931 + 2.53 * Math.Sqrt(rate);
            var a = -0.059 + 0.02483 * b;
            var inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
            var squeeze = 0.9277 - 3.6224 / (b - 2);
            while (true)
            {
                var (first, v) = uniforms.Next();
                var u = first - 0.5;
                var distance = 0.5 - Math.Abs(u);
                var count = Math.Floor((2 * a / distance + b) * u + rate + 0.43);
                if (distance >= 0.07 && v <= squeeze)
                    return count;
                if (count < 0 || (distance < 0.013 && v > distance))
                    continue;
                var bound = -FactorialExcess(count) - Deviance(count, rate);
                if (Math.Log(v * inverseAlpha / (a / (distance * distance) + b)) <= bound)
                    return count;
            }
        }
    }

    private readonly struct BinomialCount : ICount
    {
        public static ulong Domain => Domains.Binomial;

        public static double Invoke(double trials, double p, ref UniformPairs uniforms)
        {
            var rarer = Math.Min(p, 1 - p);
            var count =
                trials * rarer < InversionBelow
                    ? Invert(trials, rarer, uniforms.Next().First)
                    : Reject(trials, rarer, ref uniforms);
            return p <= 0.5 ? count : trials - count;
        }

        private static double Invert(double trials, double p, double u)
        {
            var count = 0;
            var weight = Math.Exp(trials * Math.Log(1 - p));
            while (u > weight && weight > 0)
            {
                u -= weight;
                weight *= (trials - count) / (count + 1) * (p / (1 - p));
                count++;
            }
            return Math.Min(count, trials);
        }

        private static double Reject(double trials, double p, ref UniformPairs uniforms)
        {
            var spread = Math.Sqrt(trials * p * (1 - p));
            var b = 1.15 + 2.53 * spread;
            var a = -0.0873 + 0.0248 * b + 0.01 * p;
            var alpha = (2.83 + 5.1 / b) * spread;
            var squeeze = 0.92 - 4.2 / b;
            var mode = LogWeight(trials, p, Math.Floor((trials + 1) * p));
            while (true)
            {
                var (first, v) = uniforms.Next();
                var u = first - 0.5;
                var distance = 0.5 - Math.Abs(u);
                var count = Math.Floor((2 * a / distance + b) * u + trials * p + 0.5);
                if (distance >= 0.07 && v <= squeeze)
                    return count;
                if (count < 0 || count > trials)
                    continue;
                var bound = LogWeight(trials, p, count) - mode;
                if (Math.Log(v * alpha / (a / (distance * distance) + b)) <= bound)
                    return count;
            }
        }

        private static double LogWeight(double trials, double p, double count) =>
            FactorialExcess(trials)
            - FactorialExcess(count)
            - FactorialExcess(trials - count)
            - Deviance(count, trials * p)
            - Deviance(trials - count, trials * (1 - p));
    }

    // Logarithms of probabilities are differences of large numbers; these two keep the digits (C. Loader 2000, "Fast
    // and accurate computation of binomial probabilities", equations 3 to 5).

    /// <summary>log n! - n log n + n.</summary>
    private static double FactorialExcess(double n)
    {
        if (n < 16)
            return n == 0 ? 0 : LogGamma.Invoke(n + 1) - n * Math.Log(n) + n;
        var inverse = 1 / n;
        var square = inverse * inverse;
        return 0.5 * Math.Log(2 * Math.PI * n) + inverse * (1.0 / 12 - square * (1.0 / 360 - square / 1260));
    }

    /// <summary>n log (n / mean) + mean - n.</summary>
    private static double Deviance(double n, double mean)
    {
        if (n == 0)
            return mean;
        var x = (mean - n) / n;
        return n * (x - (Math.Abs(x) < 0.5 ? Log1p(x) : Math.Log(mean / n)));
    }

    /// <summary>log (1 + x), with the rounding of 1 + x made up for (W. Kahan).</summary>
    private static double Log1p(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * (x / (sum - 1));
    }
}
