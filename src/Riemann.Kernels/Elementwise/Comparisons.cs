using System.Numerics;

namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>True where x equals y, for every type; false where either is NaN.</summary>
    public static NDArray Equal(NDArray x, NDArray y) => Compare<EqualRelation>(x, y);

    /// <summary>True where x differs from y; NaN differs from everything, itself included, for every type.</summary>
    public static NDArray NotEqual(NDArray x, NDArray y) => Compare<NotEqualRelation>(x, y);

    /// <summary>True where x is below y, for every type; false where either is NaN.</summary>
    public static NDArray Less(NDArray x, NDArray y) => Compare<LessRelation>(x, y);

    /// <summary>True where x is below or equal to y, for every type; false where either is NaN.</summary>
    public static NDArray LessEqual(NDArray x, NDArray y) => Compare<LessEqualRelation>(x, y);

    /// <summary>True where x is above y, for every type; false where either is NaN.</summary>
    public static NDArray Greater(NDArray x, NDArray y) => Less(y, x);

    /// <summary>True where x is above or equal to y, for every type; false where either is NaN.</summary>
    public static NDArray GreaterEqual(NDArray x, NDArray y) => LessEqual(y, x);

    /// <summary>True where a float is NaN.</summary>
    public static NDArray IsNaN(NDArray x) => x.DType.IsFloat() ? NotEqual(x, x) : throw Unsupported(x);

    /// <summary>True where a float is neither infinite nor NaN.</summary>
    public static NDArray IsFinite(NDArray x) =>
        x.DType.IsFloat() ? Compare<NoDifferenceRelation>(x, x) : throw Unsupported(x);

    private readonly struct EqualRelation : IRelation
    {
        static bool IRelation.Holds<T>(T x, T y) => x == y;

        static Vector<T> IRelation.Mask<T>(Vector<T> x, Vector<T> y) => Vector.Equals(x, y);
    }

    private readonly struct NotEqualRelation : IRelation
    {
        static bool IRelation.Holds<T>(T x, T y) => x != y;

        static Vector<T> IRelation.Mask<T>(Vector<T> x, Vector<T> y) => Vector.OnesComplement(Vector.Equals(x, y));
    }

    private readonly struct LessRelation : IRelation
    {
        static bool IRelation.Holds<T>(T x, T y) => x < y;

        static Vector<T> IRelation.Mask<T>(Vector<T> x, Vector<T> y) => Vector.LessThan(x, y);
    }

    private readonly struct LessEqualRelation : IRelation
    {
        static bool IRelation.Holds<T>(T x, T y) => x <= y;

        static Vector<T> IRelation.Mask<T>(Vector<T> x, Vector<T> y) => Vector.LessThanOrEqual(x, y);
    }

    // Infinity minus itself is NaN, so that with itself only a finite number has no difference.
    private readonly struct NoDifferenceRelation : IRelation
    {
        static bool IRelation.Holds<T>(T x, T y) => T.IsZero(x - y);

        static Vector<T> IRelation.Mask<T>(Vector<T> x, Vector<T> y) => Vector.Equals(x - y, Vector<T>.Zero);
    }
}
