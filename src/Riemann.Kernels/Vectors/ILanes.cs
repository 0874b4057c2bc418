namespace Riemann.Kernels;

/// <summary>
/// A hardware vector of floats of one precision. Functions written against it serve both precisions and every
/// vector width. Comparisons give masks: lanes of all ones or all zeros.
/// </summary>
internal interface ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf>
{
    /// <summary>True for float64, false for float32. A constant to the compiler, as is <see cref="Count"/>.</summary>
    static abstract bool IsDouble { get; }

    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    /// <summary>The value, rounded to the precision, in every lane.</summary>
    static abstract TSelf Create(double value);

    static abstract TSelf operator +(TSelf x, TSelf y);

    static abstract TSelf operator -(TSelf x, TSelf y);

    static abstract TSelf operator *(TSelf x, TSelf y);

    static abstract TSelf operator /(TSelf x, TSelf y);

    static abstract TSelf operator &(TSelf x, TSelf y);

    static abstract TSelf operator ^(TSelf x, TSelf y);

    /// <summary>x y + z, rounded once.</summary>
    static abstract TSelf Fma(TSelf x, TSelf y, TSelf z);

    /// <summary>The nearest integer, the even one of two as near.</summary>
    static abstract TSelf Round(TSelf x);

    static abstract TSelf Abs(TSelf x);

    static abstract TSelf Sqrt(TSelf x);

    static abstract TSelf Less(TSelf x, TSelf y);

    static abstract TSelf Equal(TSelf x, TSelf y);

    /// <summary>The mask of the lanes whose sign bit is set.</summary>
    static abstract TSelf SignMask(TSelf x);

    /// <summary>True when any lane of a mask is set.</summary>
    static abstract bool Any(TSelf mask);

    /// <summary>x where the mask is set, y elsewhere.</summary>
    static abstract TSelf Select(TSelf mask, TSelf x, TSelf y);

    /// <summary>The bits of each lane shifted toward the sign bit.</summary>
    static abstract TSelf ShiftLeft(TSelf x, int count);

    /// <summary>x times 2 to the power n, n an integer; rounded once, also where the result is subnormal.</summary>
    static abstract TSelf Scale(TSelf x, TSelf n);

    /// <summary>
    /// Splits positive normal numbers: x = mantissa times 2 to the power exponent, with the mantissa between the
    /// square roots of 1/2 and of 2.
    /// </summary>
    static abstract TSelf Split(TSelf x, out TSelf exponent);
}

/// <summary>Vectors that are read from and written to elements of a type.</summary>
internal interface ILanes<TSelf, T> : ILanes<TSelf>
    where TSelf : struct, ILanes<TSelf, T>
    where T : unmanaged
{
    static abstract TSelf Load(ref readonly T source);

    /// <summary>The value in every lane.</summary>
    static abstract TSelf Repeat(T value);

    static abstract void Store(TSelf x, ref T destination);

    /// <summary>The sum of the lanes, added up in double precision.</summary>
    static abstract double Sum(TSelf x);
}
