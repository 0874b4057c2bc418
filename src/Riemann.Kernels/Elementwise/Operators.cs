using System.Numerics;

namespace Riemann.Kernels;

/// <summary>A function of one number, for every numeric element type.</summary>
internal interface INumberUnary
{
    static abstract void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, INumber<T>;
}

/// <summary>A function of one number, for floats.</summary>
internal interface IFloatUnary
{
    /// <summary>Elements that are worth a thread.</summary>
    static virtual int Grain => Grains.Memory;

    static abstract void Invoke<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>A function of two numbers, for every numeric element type.</summary>
internal interface INumberBinary
{
    static abstract void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
        where T : unmanaged, INumber<T>;

    static abstract void Invoke<T>(ReadOnlySpan<T> x, T y, Span<T> destination)
        where T : unmanaged, INumber<T>;

    static abstract void Invoke<T>(T x, ReadOnlySpan<T> y, Span<T> destination)
        where T : unmanaged, INumber<T>;
}

/// <summary>A function of two numbers, for floats.</summary>
internal interface IFloatBinary
{
    /// <summary>Elements that are worth a thread.</summary>
    static virtual int Grain => Grains.Memory;

    static abstract void Invoke<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>A relation between two numbers. Truth values are compared as the bytes 0 and 1.</summary>
internal interface IRelation
{
    static abstract bool Holds<T>(T x, T y)
        where T : unmanaged, INumber<T>;

    /// <summary>The mask of the lanes where the relation holds.</summary>
    static abstract Vector<T> Mask<T>(Vector<T> x, Vector<T> y)
        where T : unmanaged, INumber<T>;
}
