using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// The elementwise part of a step of long short-term memory (S. Hochreiter and J. Schmidhuber, 1997; with the forget gate
/// of F. Gers, J. Schmidhuber and F. Cummins, 2000): gates i, f, g and o side by side and a cell c give
/// c' = sigmoid(f) c + sigmoid(i) tanh(g) and h' = sigmoid(o) tanh(c').
/// </summary>
public static unsafe class LstmStep
{
    /// <summary>h' and c' side by side, [.., 2 h], of gates [.., 4 h] and a cell [.., h] of floats of one type.</summary>
    public static NDArray Apply(NDArray gates, NDArray cell) => BlockLoop<State>.Run(cell.Shape[^1], gates, cell);

    /// <summary>The gradient in the gates of what has the gradient <paramref name="c"/>, [.., 2 h], in h' and c'.</summary>
    public static NDArray GatesGradient(NDArray gates, NDArray cell, NDArray c) =>
        BlockLoop<Gates>.Run(cell.Shape[^1], gates, cell, c);

    /// <summary>The gradient in the cell.</summary>
    public static NDArray CellGradient(NDArray gates, NDArray cell, NDArray c) =>
        BlockLoop<Cell>.Run(cell.Shape[^1], gates, cell, c);

    private readonly struct State : IBlockFunction
    {
        public static int Results => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<T, V>(T** x, T** y, nint at)
            where T : unmanaged
            where V : struct, ILanes<V, T>
        {
            var step = new Step<T, V>(x, at);
            V.Store(step.O * step.Tanh, ref y[0][at]);
            V.Store(step.Next, ref y[1][at]);
        }
    }

    private readonly struct Gates : IBlockFunction
    {
        public static int Results => 4;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<T, V>(T** x, T** y, nint at)
            where T : unmanaged
            where V : struct, ILanes<V, T>
        {
            var step = new Step<T, V>(x, at);
            var (one, hidden, next) = (V.Create(1), V.Load(in x[5][at]), step.NextGradient(x, at));
            V.Store(next * step.G * (step.I * (one - step.I)), ref y[0][at]);
            V.Store(next * V.Load(in x[4][at]) * (step.F * (one - step.F)), ref y[1][at]);
            V.Store(next * step.I * (one - step.G * step.G), ref y[2][at]);
            V.Store(hidden * step.Tanh * (step.O * (one - step.O)), ref y[3][at]);
        }
    }

    private readonly struct Cell : IBlockFunction
    {
        public static int Results => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<T, V>(T** x, T** y, nint at)
            where T : unmanaged
            where V : struct, ILanes<V, T>
        {
            var step = new Step<T, V>(x, at);
            V.Store(step.NextGradient(x, at) * step.F, ref y[0][at]);
        }
    }

    // The gates after their functions, the next cell and its tanh.
    private readonly ref struct Step<T, V>
        where T : unmanaged
        where V : struct, ILanes<V, T>
    {
        public readonly V I;
        public readonly V F;
        public readonly V G;
        public readonly V O;
        public readonly V Next;
        public readonly V Tanh;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Step(T** x, nint at)
        {
            I = VectorExp.Sigmoid(V.Load(in x[0][at]));
            F = VectorExp.Sigmoid(V.Load(in x[1][at]));
            G = VectorExp.Tanh(V.Load(in x[2][at]));
            O = VectorExp.Sigmoid(V.Load(in x[3][at]));
            Next = V.Fma(F, V.Load(in x[4][at]), I * G);
            Tanh = VectorExp.Tanh(Next);
        }

        // The gradient in c', directly and through h'.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public V NextGradient(T** x, nint at) =>
            V.Fma(V.Load(in x[5][at]) * O, V.Create(1) - Tanh * Tanh, V.Load(in x[6][at]));
    }
}
