using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

/// <summary>What a scan adds to its state at each place.</summary>
internal interface IScan<TState>
{
    /// <summary>The state before the first place.</summary>
    static abstract TState Start { get; }

    static abstract TState Next(TState state, TState element);

    static abstract void Next(Span<TState> states, ReadOnlySpan<TState> elements);
}

/// <summary>The sum so far.</summary>
internal readonly struct Sums<T> : IScan<T>
    where T : unmanaged, INumber<T>
{
    public static T Start => T.Zero;

    public static T Next(T state, T element) => unchecked(state + element);

    public static void Next(Span<T> states, ReadOnlySpan<T> elements) => TensorPrimitives.Add(states, elements, states);
}

/// <summary>The product so far.</summary>
internal readonly struct Products<T> : IScan<T>
    where T : unmanaged, INumber<T>
{
    public static T Start => T.One;

    public static T Next(T state, T element) => unchecked(state * element);

    public static void Next(Span<T> states, ReadOnlySpan<T> elements) =>
        TensorPrimitives.Multiply(states, elements, states);
}

/// <summary>The logarithm of the sum of exponentials so far.</summary>
internal readonly struct LogSums : IScan<double>
{
    public static double Start => double.NegativeInfinity;

    public static double Next(double state, double element)
    {
        var top = Math.Max(state, element);
        // Two equal infinities have no difference.
        return double.IsInfinity(top) ? top : top + double.LogP1(Math.Exp(Math.Min(state, element) - top));
    }

    public static void Next(Span<double> states, ReadOnlySpan<double> elements)
    {
        for (var i = 0; i < states.Length; i++)
            states[i] = Next(states[i], elements[i]);
    }
}
