using System.Numerics;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>
    /// What division by y leaves of x, with the sign of y, for every numeric type; exact. By 0 it is NaN for floats,
    /// and <see cref="DivideByZeroException"/> for integers.
    /// </summary>
    public static NDArray Remainder(NDArray x, NDArray y) => NumberBinary<Pairwise<RemainderFunction>>(x, y);

    /// <summary>What division by y leaves of x, with the sign of x; otherwise like the remainder.</summary>
    public static NDArray TruncatedRemainder(NDArray x, NDArray y) =>
        NumberBinary<Pairwise<TruncatedRemainderFunction>>(x, y);

    /// <summary>
    /// The largest integer not above x / y, for every numeric type; integers wrap, and raise
    /// <see cref="DivideByZeroException"/> when divided by 0.
    /// </summary>
    public static NDArray FloorDivide(NDArray x, NDArray y) => NumberBinary<Pairwise<FloorDivideFunction>>(x, y);

    // The smallest integer divided by -1 overflows in hardware, though all that it leaves is 0.
    private static bool IsMinusOne<T>(T y)
        where T : unmanaged, INumber<T> =>
        typeof(T) != typeof(float) && typeof(T) != typeof(double) && T.IsNegative(y) && y + T.One == T.Zero;

    private readonly struct TruncatedRemainderFunction : IPairFunction
    {
        public static T Invoke<T>(T x, T y)
            where T : unmanaged, INumber<T> => IsMinusOne(y) ? T.Zero : x % y;
    }

    private readonly struct RemainderFunction : IPairFunction
    {
        public static T Invoke<T>(T x, T y)
            where T : unmanaged, INumber<T>
        {
            var rest = TruncatedRemainderFunction.Invoke(x, y);
            return !T.IsZero(rest) && T.IsNegative(rest) != T.IsNegative(y) ? rest + y : rest;
        }
    }

    private readonly struct FloorDivideFunction : IPairFunction
    {
        public static T Invoke<T>(T x, T y)
            where T : unmanaged, INumber<T>
        {
            if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
                return T.CreateTruncating(Floor(double.CreateTruncating(x), double.CreateTruncating(y)));
            if (IsMinusOne(y))
                return T.Zero - x;
            var quotient = x / y;
            return quotient * y != x && T.IsNegative(x) != T.IsNegative(y) ? quotient - T.One : quotient;
        }

        // The rounded x / y may be a whole number that x / y is not; without the rest x is a whole multiple of y.
        private static double Floor(double x, double y)
        {
            if (y == 0)
                return x / y;
            var rest = x % y;
            var whole = Math.Round((x - rest) / y);
            return rest != 0 && rest < 0 != y < 0 ? whole - 1 : whole;
        }
    }
}
