using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// One step of Adam (Kingma and Ba 2015, algorithm 1) or AdamW (Loshchilov and Hutter 2019, algorithm 2) for one
/// parameter, in one pass: it reads the parameter, its gradient and both means once and writes what follows them once,
/// where the same formula in separate operations passes over memory fourteen times.
/// </summary>
/// <param name="Beta1">The part of the mean gradient that remains.</param>
/// <param name="Beta2">The part of the mean squared gradient that remains.</param>
/// <param name="Rate">The learning rate, with both corrections for means that start from 0.</param>
/// <param name="Epsilon">Added to the root of the mean square, with its correction.</param>
/// <param name="Decay">The part of the parameter that is added to its gradient, as in Adam.</param>
/// <param name="Shrink">The part of the parameter that is taken from it before the step, as in AdamW.</param>
public readonly record struct AdamStep(
    double Beta1,
    double Beta2,
    double Rate,
    double Epsilon,
    double Decay,
    double Shrink
)
{
    /// <summary>
    /// The next parameter, mean gradient and mean squared gradient. The operands are float32 or float64, all of one
    /// type and shape, with any strides; the results are contiguous. NaN propagates. The bits do not depend on the
    /// number of threads.
    /// </summary>
    public (NDArray Parameter, NDArray Mean, NDArray Square) Apply(
        NDArray parameter,
        NDArray gradient,
        NDArray mean,
        NDArray square
    ) =>
        parameter.DType == DType.Float32
            ? Apply<float>(parameter, gradient, mean, square)
            : Apply<double>(parameter, gradient, mean, square);

    private unsafe (NDArray, NDArray, NDArray) Apply<T>(
        NDArray parameter,
        NDArray gradient,
        NDArray mean,
        NDArray square
    )
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var other in (ReadOnlySpan<NDArray>)[gradient, mean, square])
            if (other.DType != DTypes.Of<T>() || !other.Shape.Equals(parameter.Shape))
                throw new ArgumentException($"a step of {parameter.Shape} by {other.DType.Name()} {other.Shape}");
        (parameter, gradient) = (parameter.Contiguous(), gradient.Contiguous());
        (mean, square) = (mean.Contiguous(), square.Contiguous());
        var shape = parameter.Shape;
        var newParameter = NDArray.Allocate(parameter.DType, shape);
        var newMean = NDArray.Allocate(parameter.DType, shape);
        var newSquare = NDArray.Allocate(parameter.DType, shape);
        fixed (
            T* p = &parameter.First<T>(),
                g = &gradient.First<T>(),
                m = &mean.First<T>(),
                v = &square.First<T>(),
                p1 = &newParameter.First<T>(),
                m1 = &newMean.First<T>(),
                v1 = &newSquare.First<T>()
        )
        {
            var pass = new Pass<T>(this)
            {
                P = p,
                G = g,
                M = m,
                V = v,
                P1 = p1,
                M1 = m1,
                V1 = v1,
            };
            ParameterPass.Run<T, Pass<T>>(pass, shape.Length);
        }
        GC.KeepAlive(parameter);
        GC.KeepAlive(gradient);
        GC.KeepAlive(mean);
        GC.KeepAlive(square);
        GC.KeepAlive((newParameter, newMean, newSquare));
        return (newParameter, newMean, newSquare);
    }

    // Bound: seven arrays of one length, checked before; parts end at or before it.
    private unsafe struct Pass<T>(AdamStep step) : IParameterPass
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public T* P;
        public T* G;
        public T* M;
        public T* V;
        public T* P1;
        public T* M1;
        public T* V1;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int first, int end)
        {
            var (beta1, beta2) = (T.CreateTruncating(step.Beta1), T.CreateTruncating(step.Beta2));
            var (rest1, rest2) = (T.CreateTruncating(1 - step.Beta1), T.CreateTruncating(1 - step.Beta2));
            var (rate, epsilon) = (T.CreateTruncating(step.Rate), T.CreateTruncating(step.Epsilon));
            var (decay, kept) = (T.CreateTruncating(step.Decay), T.CreateTruncating(1 - step.Shrink));
            var epsilons = new Vector<T>(epsilon);
            var i = first;
            for (; i <= end - Vector<T>.Count; i += Vector<T>.Count)
            {
                var p = Vector.Load(P + i);
                var g = Vector.Load(G + i) + p * decay;
                var m = Vector.Load(M + i) * beta1 + g * rest1;
                var v = Vector.Load(V + i) * beta2 + g * g * rest2;
                (p * kept - m / (Vector.SquareRoot(v) + epsilons) * rate).Store(P1 + i);
                m.Store(M1 + i);
                v.Store(V1 + i);
            }
            for (; i < end; i++)
            {
                var g = G[i] + P[i] * decay;
                M1[i] = M[i] * beta1 + g * rest1;
                V1[i] = V[i] * beta2 + g * g * rest2;
                P1[i] = P[i] * kept - M1[i] / (T.Sqrt(V1[i]) + epsilon) * rate;
            }
        }
    }
}
