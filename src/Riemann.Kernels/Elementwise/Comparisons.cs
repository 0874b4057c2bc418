using System.Numerics;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>True where x equals y, for every type; false where either is NaN.</summary>
    public static NDArray Equal(NDArray x, NDArray y) => Compare<Related<EqualFunction>>(x, y);

    /// <summary>True where x differs from y; NaN differs from everything, itself included, for every type.</summary>
    public static NDArray NotEqual(NDArray x, NDArray y) => Compare<Related<NotEqualFunction>>(x, y);

    /// <summary>True where x is below y, for every type; false where either is NaN.</summary>
    public static NDArray Less(NDArray x, NDArray y) => Compare<Related<LessFunction>>(x, y);

    /// <summary>True where x is below or equal to y, for every type; false where either is NaN.</summary>
    public static NDArray LessEqual(NDArray x, NDArray y) => Compare<Related<LessEqualFunction>>(x, y);

    /// <summary>True where x is above y, for every type; false where either is NaN.</summary>
    public static NDArray Greater(NDArray x, NDArray y) => Compare<Related<GreaterFunction>>(x, y);

    /// <summary>True where x is above or equal to y, for every type; false where either is NaN.</summary>
    public static NDArray GreaterEqual(NDArray x, NDArray y) => Compare<Related<GreaterEqualFunction>>(x, y);

    private readonly struct EqualFunction : IRelation
    {
        static bool IRelation.Invoke<T>(T x, T y) => x == y;
    }

    private readonly struct NotEqualFunction : IRelation
    {
        static bool IRelation.Invoke<T>(T x, T y) => x != y;
    }

    private readonly struct LessFunction : IRelation
    {
        static bool IRelation.Invoke<T>(T x, T y) => x < y;
    }

    private readonly struct LessEqualFunction : IRelation
    {
        static bool IRelation.Invoke<T>(T x, T y) => x <= y;
    }

    private readonly struct GreaterFunction : IRelation
    {
        static bool IRelation.Invoke<T>(T x, T y) => x > y;
    }

    private readonly struct GreaterEqualFunction : IRelation
    {
        static bool IRelation.Invoke<T>(T x, T y) => x >= y;
    }
}
