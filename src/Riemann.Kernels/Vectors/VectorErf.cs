using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// The error function and its complement on vectors. For x &gt;= 0, (1 + 2x) exp(x^2) erfc(x) is a polynomial in
/// t = (x - 3.75) / (x + 3.75), which takes all such x to [-1, 1] (M. Shepherd and J. Laframboise, 1981, "Chebyshev
/// approximation of (1 + 2x) exp(x^2) erfc x", Mathematics of Computation 36). The coefficients interpolate at
/// Chebyshev nodes and were computed with 60 digits.
/// </summary>
internal static class VectorErf
{
    /// <summary>erf(x), at most 3 ulp off; -0 stays -0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf<V>(V x)
        where V : struct, ILanes<V>
    {
        var magnitude = V.Abs(x);
        var far = (V.Create(1) - Tail(magnitude)) ^ (x & V.Create(-0.0));
        return V.Select(V.Less(magnitude, V.Create(0.5)), Near(x), far);
    }

    /// <summary>1 - erf(x), at most 4 ulp off, in the tail too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erfc<V>(V x)
        where V : struct, ILanes<V>
    {
        var magnitude = V.Abs(x);
        var tail = Tail(magnitude);
        var far = V.Select(V.SignMask(x), V.Create(2) - tail, tail);
        return V.Select(V.Less(magnitude, V.Create(0.25)), V.Create(1) - Near(x), far);
    }

    /// <summary>exp(x^2) erfc(x), at most 4 ulp off; overflows where the result does.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erfcx<V>(V x)
        where V : struct, ILanes<V>
    {
        var magnitude = V.Abs(x);
        var huge = V.Create(1e18);
        var near = V.Select(V.Less(huge, magnitude), huge, magnitude);
        var tail =
            ScaledTail(near) * V.Fma(V.Create(2), near, V.Create(1)) / V.Fma(V.Create(2), magnitude, V.Create(1));
        // From here on exp(x^2) is infinite.
        var most = V.Create(V.IsDouble ? 30 : 12);
        near = V.Select(V.Less(most, magnitude), most, magnitude);
        var square = near * near;
        var lost = V.Fma(near, near, V.Create(0) - square);
        var whole = V.Create(2) * VectorExp.Exp(square) * (V.Create(1) + lost);
        return V.Select(V.SignMask(x), whole - tail, tail);
    }

    // erf(x) for |x| < 0.5.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Near<V>(V x)
        where V : struct, ILanes<V> => x * Polynomial.Of(x * x, V.IsDouble ? ErfOverX : ErfOverXSingle);

    // erfc(x) for x >= 0; NaN passes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Tail<V>(V x)
        where V : struct, ILanes<V>
    {
        // From here on the result is 0.
        var most = V.Create(V.IsDouble ? 28 : 11);
        x = V.Select(V.Less(most, x), most, x);
        var scaled = ScaledTail(x);
        // What the rounding of the square lost is e in exp(-x^2 - e), as much as many ulp of the result.
        var square = x * x;
        var lost = V.Fma(x, x, V.Create(0) - square);
        return VectorExp.Exp(V.Create(0) - square) * V.Fma(V.Create(0) - lost, scaled, scaled);
    }

    // exp(x^2) erfc(x) for 0 <= x < 1e19.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ScaledTail<V>(V x)
        where V : struct, ILanes<V>
    {
        var t = (x - V.Create(3.75)) / (x + V.Create(3.75));
        return Polynomial.Of(t, V.IsDouble ? Scaled : ScaledSingle) / V.Fma(V.Create(2), x, V.Create(1));
    }

    // erf(x) / x in powers of x^2.
    private static ReadOnlySpan<double> ErfOverX =>
        [
            -1.4621341491012844e-07,
            1.6371282597755977e-06,
            -1.4923005626894847e-05,
            0.00012055286259121393,
            -0.0008548326511566567,
            0.005223977622024224,
            -0.026866170645000076,
            0.1128379167095487,
            -0.3761263890318375,
            1.1283791670955126,
        ];

    private static ReadOnlySpan<double> ErfOverXSingle =>
        [
            -0.0007695056672217634,
            0.005200446396373376,
            -0.026863150185586267,
            0.11283774077124104,
            -0.3761263852765227,
            1.1283791670825098,
        ];

    private static ReadOnlySpan<double> Scaled =>
        [
            4.2514714447963895e-10,
            3.1114333809799254e-10,
            -5.1739902140113095e-09,
            -3.744210080962018e-09,
            3.8675334242222354e-08,
            2.3263508708859124e-08,
            -2.5866850716155884e-07,
            -5.7218230603224086e-08,
            1.751637648849062e-06,
            -9.73559896736775e-07,
            -1.1444146237700524e-05,
            2.238423915508223e-05,
            5.164909889268241e-05,
            -0.0002901540805408417,
            0.0002937136655913448,
            0.0017556258528952954,
            -0.009746579558029276,
            0.028362277418956406,
            -0.05869339858963677,
            0.09230432116037748,
            -0.10880393014174886,
            0.0822767384901452,
            0.0035854154854644293,
            -0.14024059858554697,
            1.2375126308378275,
        ];

    private static ReadOnlySpan<double> ScaledSingle =>
        [
            2.2046718905694024e-05,
            -0.00022411674674416022,
            0.00033016745627228067,
            0.001675912217981131,
            -0.009770087183368234,
            0.02840925236412726,
            -0.05868544049363111,
            0.09229076959130378,
            -0.10880522754949953,
            0.08227841998347046,
            0.00358549531406309,
            -0.1402406583213864,
            1.2375126300326993,
        ];
}
