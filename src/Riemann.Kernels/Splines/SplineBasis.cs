using System.Numerics;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Riemann.Kernels;

/// <summary>
/// B-splines and their derivatives: of all bases of a row of knots only the degree + 1 that are not 0 are computed, for as
/// many x at a time as a vector has lanes. Source: M. Cox (1972) and C. de Boor (1972), in the form of L. Piegl and
/// W. Tiller (1997), algorithms A2.1 to A2.3.
/// </summary>
public static unsafe class SplineBasis
{
    /// <summary>
    /// The derivatives of this order, 0 being the values, of the bases at x: x [.., a, b] and knots [a, b, k] give
    /// [.., a, b, k - degree - 1]. Knots are counted in ascending order. A basis is right-continuous, but at the last knot,
    /// which belongs to the interval before it; outside the knots it is 0. NaN where x or a knot is NaN, unless the order
    /// is above the degree, which gives 0.
    /// </summary>
    public static NDArray Apply(NDArray x, NDArray knots, int degree, int order)
    {
        var count = knots.Shape[^1];
        var bases = count - degree - 1;
        if (degree < 0 || order < 0 || bases < 1 || x.DType != knots.DType || !x.DType.IsFloat())
            throw new ArgumentException($"degree {degree}, order {order}, {x.Shape} and {knots.Shape}");
        var shape = Shape.Of([.. x.Shape.Dimensions, bases]);
        if (order > degree)
            return NDArray.Full(x.DType, shape, 0.0);
        var result = NDArray.Allocate(x.DType, shape);
        if (result.Length == 0)
            return result;
        (x, knots) = (x.Contiguous(), knots.Contiguous());
        var rows = knots.Length / count;
        var width =
            x.DType == DType.Float32
                ? SplineKnots<float>.Width(count, degree)
                : SplineKnots<double>.Width(count, degree);
        var table = NDArray.Allocate(x.DType, Shape.Of(rows, width));
        if (x.DType == DType.Float32)
            Run<float>(x, knots, table, result, degree, order);
        else
            Run<double>(x, knots, table, result, degree, order);
        GC.KeepAlive((x, knots, table, result));
        return result;
    }

    private static void Run<T>(NDArray x, NDArray knots, NDArray table, NDArray result, int degree, int order)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (count, length) = (knots.Shape[^1], x.Length);
        fixed (
            T* from = &x.First<T>(),
                given = &knots.First<T>(),
                prepared = &table.First<T>(),
                to = &result.First<T>()
        )
        {
            var rows = new SplineKnots<T>(prepared, knots.Length / count, count, degree);
            rows.Fill(given);
            var work = new SplineWork<T>(from, to, length, rows, count - degree - 1, degree, order);
            const int piece = SplineLanes<T>.Block;
            var cost = piece * (count - degree + 4.0 * (degree + 1) * (degree + 1));
            PlaneLoop.Run(work, (length + piece - 1) / piece, cost);
        }
    }

    private readonly struct SplineWork<T>(
        T* x,
        T* result,
        int length,
        SplineKnots<T> knots,
        int bases,
        int degree,
        int order
    ) : IPlaneWork
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(nint first, nint end)
        {
            var lane = new SplineLanes<T>(knots, bases, degree, order);
            var last = Math.Min(end * SplineLanes<T>.Block, length);
            if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
                lane.Run<Lanes512<T>>(x, result, first * SplineLanes<T>.Block, last);
            else
                lane.Run<LanesNative<T>>(x, result, first * SplineLanes<T>.Block, last);
        }
    }
}
