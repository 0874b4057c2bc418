using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// One step of gradient descent for one parameter, with or without momentum (Sutskever, Martens, Dahl and Hinton 2013,
/// in PyTorch's form), in one pass: it reads the parameter, its gradient and the direction once and writes what follows
/// them once. Each operation is rounded as in the formula in separate operations, so the bits are the same.
/// </summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Decay">The part of the parameter that is added to its gradient.</param>
/// <param name="Momentum">The part of the last direction that goes on.</param>
/// <param name="Entering">The part of the gradient that enters the direction, 1 without dampening.</param>
/// <param name="Nesterov">Whether to look ahead along the direction.</param>
public readonly record struct MomentumStep(double Rate, double Decay, double Momentum, double Entering, bool Nesterov)
{
    /// <summary>
    /// The next parameter: the parameter less the rate times its gradient. The operands are float32 or float64, both of
    /// one type and shape, with any strides; the result is contiguous. NaN propagates. The bits do not depend on the
    /// number of threads.
    /// </summary>
    public NDArray Apply(NDArray parameter, NDArray gradient) =>
        parameter.DType == DType.Float32
            ? Apply<float>(parameter, gradient, null).Parameter
            : Apply<double>(parameter, gradient, null).Parameter;

    /// <summary>The next parameter and direction, from operands as for a step without a direction.</summary>
    public (NDArray Parameter, NDArray Direction) Apply(NDArray parameter, NDArray gradient, NDArray direction)
    {
        var (next, following) =
            parameter.DType == DType.Float32
                ? Apply<float>(parameter, gradient, direction)
                : Apply<double>(parameter, gradient, direction);
        return (next, following!);
    }

    private unsafe (NDArray Parameter, NDArray? Direction) Apply<T>(
        NDArray parameter,
        NDArray gradient,
        NDArray? direction
    )
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var other in (ReadOnlySpan<NDArray>)[gradient, direction ?? gradient])
            if (other.DType != DTypes.Of<T>() || !other.Shape.Equals(parameter.Shape))
                throw new ArgumentException($"a step of {parameter.Shape} by {other.DType.Name()} {other.Shape}");
        (parameter, gradient, direction) = (parameter.Contiguous(), gradient.Contiguous(), direction?.Contiguous());
        var newParameter = NDArray.Allocate(parameter.DType, parameter.Shape);
        var newDirection = direction is null ? null : NDArray.Allocate(parameter.DType, parameter.Shape);
        fixed (
            T* p = &parameter.First<T>(),
                g = &gradient.First<T>(),
                d = &(direction ?? parameter).First<T>(),
                p1 = &newParameter.First<T>(),
                d1 = &(newDirection ?? newParameter).First<T>()
        )
        {
            var pass = new Pass<T>(this)
            {
                P = p,
                G = g,
                D = direction is null ? null : d,
                P1 = p1,
                D1 = d1,
            };
            ParameterPass.Run<T, Pass<T>>(pass, parameter.Length);
        }
        GC.KeepAlive(parameter);
        GC.KeepAlive(gradient);
        GC.KeepAlive(direction);
        GC.KeepAlive(newParameter);
        GC.KeepAlive(newDirection);
        return (newParameter, newDirection);
    }

    // Bound: the arrays have one length, checked before; parts end at or before it.
    private unsafe struct Pass<T>(MomentumStep step) : IParameterPass
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public T* P;
        public T* G;

        /// <summary>Null for a step without a direction.</summary>
        public T* D;
        public T* P1;
        public T* D1;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public readonly void Run(int first, int end)
        {
            var (rate, decay) = (T.CreateTruncating(step.Rate), T.CreateTruncating(step.Decay));
            var (momentum, entering) = (T.CreateTruncating(step.Momentum), T.CreateTruncating(step.Entering));
            var i = first;
            for (; i <= end - Vector<T>.Count; i += Vector<T>.Count)
            {
                var p = Vector.Load(P + i);
                var g = Vector.Load(G + i);
                if (step.Decay != 0)
                    g += p * decay;
                if (D != null)
                {
                    var d = Vector.Load(D + i) * momentum + g * entering;
                    d.Store(D1 + i);
                    g = step.Nesterov ? g + d * momentum : d;
                }
                (p - g * rate).Store(P1 + i);
            }
            for (; i < end; i++)
            {
                var g = G[i];
                if (step.Decay != 0)
                    g += P[i] * decay;
                if (D != null)
                {
                    D1[i] = D[i] * momentum + g * entering;
                    g = step.Nesterov ? g + D1[i] * momentum : D1[i];
                }
                P1[i] = P[i] - g * rate;
            }
        }
    }
}
