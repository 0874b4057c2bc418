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
    private const double NearTo = 0.65;

    /// <summary>erf(x), at most 3 ulp off; -0 stays -0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erf<V>(V x)
        where V : struct, ILanes<V> => V.IsDouble ? DoubleErf(x) : Erf(x, SingleTail(V.Abs(x)));

    // Of two versions inlined into one loop the compiler would inline neither whole.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static V DoubleErf<V>(V x)
        where V : struct, ILanes<V> => Erf(x, Tail(V.Abs(x)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Erf<V>(V x, V tail)
        where V : struct, ILanes<V>
    {
        var far = (V.Create(1) - tail) ^ (x & V.Create(-0.0));
        return V.Select(V.Less(V.Abs(x), V.Create(NearTo)), x * Near(x), far);
    }

    /// <summary>1 - erf(x), at most 5 ulp off, in the tail too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V Erfc<V>(V x)
        where V : struct, ILanes<V>
    {
        var magnitude = V.Abs(x);
        var tail = Tail(magnitude);
        var far = V.Select(V.SignMask(x), V.Create(2) - tail, tail);
        var near = V.Fma(V.Create(0) - x, Near(x), V.Create(1));
        return V.Select(V.Less(magnitude, V.Create(NearTo)), near, far);
    }

    /// <summary>
    /// The normal distribution function, erfc(-x / sqrt(2)) / 2, in the tail too: the rounding of the quotient is as much
    /// as many ulp there, so the exponential takes x itself. In single precision one quotient of polynomials does for all x.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V NormalCdf<V>(V x)
        where V : struct, ILanes<V> => NormalCdf(x, out _);

    /// <summary><see cref="NormalCdf{V}(V)"/>, and exp(-x^2 / 2), which it is made of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V NormalCdf<V>(V x, out V power)
        where V : struct, ILanes<V>
    {
        var half = V.Create(0.5);
        var most = V.Create(V.IsDouble ? 40 : 16);
        var magnitude = V.Abs(x);
        magnitude = V.Select(V.Less(most, magnitude), most, magnitude);
        var square = magnitude * magnitude;
        var lost = V.Fma(magnitude, magnitude, V.Create(0) - square);
        power = VectorExp.Exp(square * V.Create(-0.5), lost * V.Create(-0.5));
        if (!V.IsDouble)
        {
            var below = power * ScaledNormalTail(magnitude);
            return V.Select(V.SignMask(x), below, V.Create(1) - below);
        }
        var scaled = x * V.Create(0.7071067811865476);
        var tail = power * ScaledTail(magnitude * V.Create(0.7071067811865476)) * half;
        var far = V.Select(V.SignMask(x), tail, V.Create(1) - tail);
        var near = V.Fma(scaled * half, Near(scaled), half);
        return V.Select(V.Less(V.Abs(scaled), V.Create(NearTo)), near, far);
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

    // erf(x) / x for |x| below NearTo.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Near<V>(V x)
        where V : struct, ILanes<V> =>
        V.IsDouble
            ? Polynomial.Of(x * x, ErfOverX)
            : Polynomial.Of(
                x * x,
                -0.000716006790753454,
                0.005160064902156591,
                -0.026852376759052277,
                0.1128365620970726,
                -0.37612634897232056,
                1.128379225730896
            );

    // erfc(x) for x >= 0 in single precision, as exact as 1 - erfc(x) needs: the rounding of the square is less than its.
    // The quotient is exp(x^2) erfc(x) to 7.2e-9 before rounding: a rational least squares fit whose weights followed the
    // error. All terms are positive, so none cancel.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V SingleTail<V>(V x)
        where V : struct, ILanes<V>
    {
        var most = V.Create(11);
        x = V.Select(V.Less(most, x), most, x);
        var top = Polynomial.Of(
            x,
            0.033841464635939296,
            0.23416764951713676,
            0.7419496227589958,
            1.2482427257954098,
            1.0000000071729818
        );
        var bottom = Polynomial.Of(
            x,
            0.05998188940964966,
            0.4150732478754202,
            1.344686641786444,
            2.4236697590409366,
            2.37662260460923,
            1.0
        );
        return VectorExp.Exp(V.Create(0) - x * x) * (top / bottom);
    }

    // erfc(x) for x >= 0; NaN passes.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V Tail<V>(V x)
        where V : struct, ILanes<V>
    {
        // From here on the result is 0.
        var most = V.Create(V.IsDouble ? 28 : 11);
        x = V.Select(V.Less(most, x), most, x);
        // What the rounding of the square lost is e in exp(-x^2 - e), as much as many ulp of the result.
        var square = x * x;
        var lost = V.Fma(x, x, V.Create(0) - square);
        return VectorExp.Exp(V.Create(0) - square, V.Create(0) - lost) * ScaledTail(x);
    }

    // exp(x^2) erfc(x) for 0 <= x < 1e19.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ScaledTail<V>(V x)
        where V : struct, ILanes<V>
    {
        var t = (x - V.Create(3.75)) / (x + V.Create(3.75));
        return Polynomial.Of(t, V.IsDouble ? Scaled : ScaledSingle) / V.Fma(V.Create(2), x, V.Create(1));
    }

    // The normal distribution function of -x over exp(-x^2 / 2) for 0 <= x <= 16, to 7.2e-9 before rounding: a rational
    // least squares fit whose weights followed the error. All terms are positive, so none cancel.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static V ScaledNormalTail<V>(V x)
        where V : struct, ILanes<V>
    {
        var top = Polynomial.Of(
            x,
            0.004228746159787476,
            0.041385810978727594,
            0.18545919872208647,
            0.4412826967899638,
            0.5000000035779539
        );
        var bottom = Polynomial.Of(
            x,
            0.010599798094991342,
            0.10374432935162772,
            0.47534401317299785,
            1.2117182339511043,
            1.6804504565323282,
            1.0
        );
        return top / bottom;
    }

    // erf(x) / x in powers of x^2.
    private static ReadOnlySpan<double> ErfOverX =>
        [
            1.2220749425054623e-08,
            -1.6114930111432474e-07,
            1.6448121638230108e-06,
            -1.4925162462629828e-05,
            0.00012055322015687335,
            -0.0008548326864845727,
            0.0052239776240103055,
            -0.026866170645055774,
            0.11283791670954922,
            -0.3761263890318375,
            1.1283791670955126,
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
