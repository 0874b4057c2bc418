using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// The elementwise part of a step of a gated recurrent unit (K. Cho et al., 2014; with the reset gate behind the product,
/// as in cuDNN): from x and p, the products of input and state with r, z and n side by side, and the state h,
/// r = sigmoid(x_r + p_r), z = sigmoid(x_z + p_z), n = tanh(x_n + r p_n) and h' = n + z (h - n).
/// </summary>
public static unsafe class GruStep
{
    /// <summary>h', [.., h], of x and p [.., 3 h] and h [.., h], floats of one type.</summary>
    public static NDArray Apply(NDArray x, NDArray p, NDArray h) => BlockLoop<State>.Run(h.Shape[^1], x, p, h);

    /// <summary>The gradient in x of what has the gradient <paramref name="c"/> in h'.</summary>
    public static NDArray InputGradient(NDArray x, NDArray p, NDArray h, NDArray c) =>
        BlockLoop<Input>.Run(h.Shape[^1], x, p, h, c);

    /// <summary>The gradient in p.</summary>
    public static NDArray ProductGradient(NDArray x, NDArray p, NDArray h, NDArray c) =>
        BlockLoop<Product>.Run(h.Shape[^1], x, p, h, c);

    /// <summary>The gradient in h.</summary>
    public static NDArray StateGradient(NDArray x, NDArray p, NDArray h, NDArray c) =>
        BlockLoop<Kept>.Run(h.Shape[^1], x, p, h, c);

    private readonly struct State : IBlockFunction
    {
        public static int Results => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<T, V>(T** x, T** y, nint at)
            where T : unmanaged
            where V : struct, ILanes<V, T>
        {
            var step = new Step<T, V>(x, at);
            V.Store(V.Fma(step.Z, step.H - step.N, step.N), ref y[0][at]);
        }
    }

    private readonly struct Input : IBlockFunction
    {
        public static int Results => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<T, V>(T** x, T** y, nint at)
            where T : unmanaged
            where V : struct, ILanes<V, T> => new Step<T, V>(x, at).StoreGradient(x, y, at, V.Create(1));
    }

    private readonly struct Product : IBlockFunction
    {
        public static int Results => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<T, V>(T** x, T** y, nint at)
            where T : unmanaged
            where V : struct, ILanes<V, T>
        {
            var step = new Step<T, V>(x, at);
            step.StoreGradient(x, y, at, step.R);
        }
    }

    private readonly struct Kept : IBlockFunction
    {
        public static int Results => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static void Invoke<T, V>(T** x, T** y, nint at)
            where T : unmanaged
            where V : struct, ILanes<V, T>
        {
            var z = VectorExp.Sigmoid(V.Load(in x[1][at]) + V.Load(in x[4][at]));
            V.Store(V.Load(in x[7][at]) * z, ref y[0][at]);
        }
    }

    // The gates after their functions, and the state.
    private readonly ref struct Step<T, V>
        where T : unmanaged
        where V : struct, ILanes<V, T>
    {
        public readonly V R;
        public readonly V Z;
        public readonly V N;
        public readonly V H;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Step(T** x, nint at)
        {
            R = VectorExp.Sigmoid(V.Load(in x[0][at]) + V.Load(in x[3][at]));
            Z = VectorExp.Sigmoid(V.Load(in x[1][at]) + V.Load(in x[4][at]));
            N = VectorExp.Tanh(V.Fma(R, V.Load(in x[5][at]), V.Load(in x[2][at])));
            H = V.Load(in x[6][at]);
        }

        // In r and z the gradient is the same for x and p; in n that of p is r times that of x.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void StoreGradient(T** x, T** y, nint at, V scale)
        {
            var (one, c) = (V.Create(1), V.Load(in x[7][at]));
            var n = c * (one - Z) * (one - N * N);
            V.Store(n * V.Load(in x[5][at]) * (R * (one - R)), ref y[0][at]);
            V.Store(c * (H - N) * (Z * (one - Z)), ref y[1][at]);
            V.Store(n * scale, ref y[2][at]);
        }
    }
}
