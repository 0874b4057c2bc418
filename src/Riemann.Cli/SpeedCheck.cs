using System.Diagnostics;
using Riemann.Kernels;

namespace Riemann.Cli;

/// <summary>How fast a matrix product and a pass over memory are here, within half a second.</summary>
internal sealed record SpeedCheck(double Gigaflops, double Gigabytes)
{
    private const int Side = 768;

    /// <summary>More than caches hold.</summary>
    private const int Elements = 1 << 24;

    private static readonly TimeSpan patience = TimeSpan.FromMilliseconds(200);

    public static SpeedCheck Run()
    {
        var matrix = Elementwise.Add(Zeros(Side, Side), NDArray.Scalar(DType.Float32, 0.5));
        var product = Best(() => Contraction.MatMul(matrix, matrix));
        var vector = Elementwise.Add(Zeros(Elements), NDArray.Scalar(DType.Float32, 0.5));
        var pass = Best(() => Elementwise.Negate(vector));
        // Each element is read and written.
        return new SpeedCheck(2.0 * Side * Side * Side / product / 1e9, 2.0 * sizeof(float) * Elements / pass / 1e9);
    }

    private static NDArray Zeros(params ReadOnlySpan<int> shape) => NDArray.Full(DType.Float32, Shape.Of(shape), 0.0);

    /// <summary>The seconds of the fastest of several calls.</summary>
    private static double Best(Func<NDArray> work)
    {
        var all = Stopwatch.StartNew();
        var best = double.MaxValue;
        while (all.Elapsed < patience)
        {
            var clock = Stopwatch.StartNew();
            GC.KeepAlive(work());
            best = Math.Min(best, clock.Elapsed.TotalSeconds);
        }
        return best;
    }
}
