namespace Riemann.Kernels;

/// <summary>
/// Exponentials of matrices [.., n, n] by scaling and squaring with the Pade approximant of order 13 (N. Higham, 2005,
/// "The scaling and squaring method for the matrix exponential revisited", algorithm 2.3).
/// </summary>
public static class MatrixExponential
{
    /// <summary>The largest 1-norm for which the approximant is exact to the last place (Higham 2005, table 2.3).</summary>
    private const double LargestNorm = 5.371920351148152;

    /// <summary>The approximant's numerator, as multiples of its constant term.</summary>
    private static readonly double[] Coefficients = MakeCoefficients();

    /// <summary>The exponentials of float32 or float64 matrices. NaN and infinity give NaN.</summary>
    public static NDArray Of(NDArray a)
    {
        if (a.Length == 0)
            return a;
        var (squarings, scales) = Scaling(a);
        var result = Approximant(Elementwise.Multiply(a, scales));
        for (var done = 0; done < squarings.Max(); done++)
        {
            var squared = Contraction.MatMul(result, result);
            var more = squarings.Select(count => count > done).ToArray();
            result = more.All(unfinished => unfinished)
                ? squared
                : Elementwise.Select(NDArray.Of<bool>(more, scales.Shape), squared, result);
        }
        return result;
    }

    /// <summary>How often each matrix is halved, and the factors that this makes.</summary>
    private static (int[] Squarings, NDArray Scales) Scaling(NDArray a)
    {
        var norms = Reduction.Max(Reduction.Sum(Elementwise.Abs(a), [a.Rank - 2], true), [a.Rank - 1], true);
        var squarings = new int[norms.Length];
        var scales = new double[norms.Length];
        for (var i = 0; i < norms.Length; i++)
        {
            var norm = norms.ToDouble(i);
            squarings[i] = double.IsFinite(norm) ? Math.Max(0, (int)Math.Ceiling(Math.Log2(norm / LargestNorm))) : 0;
            scales[i] = Math.ScaleB(1, -squarings[i]);
        }
        return (squarings, Elementwise.Cast(NDArray.Of<double>(scales, norms.Shape), a.DType));
    }

    /// <summary>(V - U)^-1 (V + U), the odd powers being in U and the even ones in V.</summary>
    private static NDArray Approximant(NDArray a)
    {
        var identity = Creation.Eye(a.DType, a.Shape[^1], a.Shape[^1]);
        var a2 = Contraction.MatMul(a, a);
        var a4 = Contraction.MatMul(a2, a2);
        NDArray[] powers = [identity, a2, a4, Contraction.MatMul(a4, a2)];
        var u = Contraction.MatMul(a, Polynomial(powers, 1));
        var v = Polynomial(powers, 0);
        var factors = Factorisation.Factor(Elementwise.Subtract(v, u));
        return Factorisation.Solve(factors, Elementwise.Add(v, u), false);
    }

    /// <summary>The sum of every second coefficient from the first one on, times A^0, A^2, ..., A^12.</summary>
    private static NDArray Polynomial(NDArray[] powers, int first)
    {
        var high = Contraction.MatMul(powers[3], Sum(powers, first + 8));
        return Elementwise.Add(high, Elementwise.Add(Sum(powers, first + 2), Term(powers[0], first)));
    }

    /// <summary>Three terms, with A^2, A^4 and A^6.</summary>
    private static NDArray Sum(NDArray[] powers, int first) =>
        Elementwise.Add(
            Term(powers[1], first),
            Elementwise.Add(Term(powers[2], first + 2), Term(powers[3], first + 4))
        );

    private static NDArray Term(NDArray power, int coefficient) =>
        Elementwise.Multiply(power, NDArray.Scalar(power.DType, Coefficients[coefficient]));

    /// <summary>c(j) = c(j - 1) (14 - j) / (j (27 - j)) (Higham 2005, equation 2.1 in ratios).</summary>
    private static double[] MakeCoefficients()
    {
        var result = new double[14];
        result[0] = 1;
        for (var j = 1; j < result.Length; j++)
            result[j] = result[j - 1] * (14 - j) / (j * (27.0 - j));
        return result;
    }
}
