using System.Numerics;
using System.Runtime.Intrinsics;

namespace Riemann.Kernels;

/// <summary>An associative operation on elements and lanewise on vectors.</summary>
internal interface IMonoid<T>
{
    /// <summary>The value for no elements at all.</summary>
    static abstract T Empty { get; }

    static abstract T Combine(T left, T right);

    static abstract Vector512<T> Combine(Vector512<T> left, Vector512<T> right);
}

/// <summary>The sum; integers wrap.</summary>
internal readonly struct SumOf<T> : IMonoid<T>
    where T : unmanaged, INumber<T>
{
    public static T Empty => T.Zero;

    public static T Combine(T left, T right) => unchecked(left + right);

    public static Vector512<T> Combine(Vector512<T> left, Vector512<T> right) => left + right;
}

/// <summary>The product; integers wrap.</summary>
internal readonly struct ProductOf<T> : IMonoid<T>
    where T : unmanaged, INumber<T>
{
    public static T Empty => T.One;

    public static T Combine(T left, T right) => unchecked(left * right);

    public static Vector512<T> Combine(Vector512<T> left, Vector512<T> right) => left * right;
}

/// <summary>The largest element, or NaN where there is one.</summary>
internal readonly struct MaxOf<T> : IMonoid<T>
    where T : unmanaged, INumber<T>
{
    public static T Empty => T.CreateSaturating(double.NegativeInfinity);

    public static T Combine(T left, T right) => T.Max(left, right);

    public static Vector512<T> Combine(Vector512<T> left, Vector512<T> right) => Vector512.Max(left, right);
}

/// <summary>The smallest element, or NaN where there is one.</summary>
internal readonly struct MinOf<T> : IMonoid<T>
    where T : unmanaged, INumber<T>
{
    public static T Empty => T.CreateSaturating(double.PositiveInfinity);

    public static T Combine(T left, T right) => T.Min(left, right);

    public static Vector512<T> Combine(Vector512<T> left, Vector512<T> right) => Vector512.Min(left, right);
}

/// <summary>Whether any of some truth values is true.</summary>
internal readonly struct AnyOf : IMonoid<byte>
{
    public static byte Empty => 0;

    public static byte Combine(byte left, byte right) => (byte)(left | right);

    public static Vector512<byte> Combine(Vector512<byte> left, Vector512<byte> right) => left | right;
}

/// <summary>Whether all of some truth values are true.</summary>
internal readonly struct AllOf : IMonoid<byte>
{
    public static byte Empty => 1;

    public static byte Combine(byte left, byte right) => (byte)(left & right);

    public static Vector512<byte> Combine(Vector512<byte> left, Vector512<byte> right) => left & right;
}
