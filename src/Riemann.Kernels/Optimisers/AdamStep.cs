using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// One step of Adam (Kingma and Ba 2015, algorithm 1), AdamW (Loshchilov and Hutter 2019, algorithm 2) or AMSGrad (Reddi,
/// Kale and Kumar 2018, algorithm 2) for one parameter. The slots are the mean gradient, the mean squared gradient and, for
/// AMSGrad, the largest mean squared gradient so far.
/// </summary>
/// <param name="Beta1">The part of the mean gradient that remains.</param>
/// <param name="Beta2">The part of the mean squared gradient that remains.</param>
/// <param name="Rate">The learning rate, with both corrections for means that start from 0.</param>
/// <param name="Epsilon">Added to the root of the mean square, with its correction.</param>
/// <param name="Shrink">The part of the parameter that is taken from it before the step, as in AdamW.</param>
/// <param name="AmsGrad">Whether the largest mean squared gradient takes the place of the last.</param>
public readonly record struct AdamStep(
    double Beta1,
    double Beta2,
    double Rate,
    double Epsilon,
    double Shrink,
    bool AmsGrad
)
{
    /// <summary>
    /// The next parameter and slots, contiguous. NaN propagates. The bits do not depend on the number of threads.
    /// </summary>
    public (NDArray Parameter, NDArray[] Slots) Apply(OptimiserOperands operands) =>
        operands.Parameter.DType == DType.Float32
            ? OptimiserPass.Run<float, Rule<float>>(new(this), operands)
            : OptimiserPass.Run<double, Rule<double>>(new(this), operands);

    private readonly struct Rule<T>(AdamStep step) : IOptimiserRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Vector<T> beta1 = OptimiserPass.Number<T>(step.Beta1);
        private readonly Vector<T> rest1 = OptimiserPass.Number<T>(1 - step.Beta1);
        private readonly Vector<T> beta2 = OptimiserPass.Number<T>(step.Beta2);
        private readonly Vector<T> rest2 = OptimiserPass.Number<T>(1 - step.Beta2);
        private readonly Vector<T> rate = OptimiserPass.Number<T>(step.Rate);
        private readonly Vector<T> epsilon = OptimiserPass.Number<T>(step.Epsilon);
        private readonly Vector<T> kept = OptimiserPass.Number<T>(1 - step.Shrink);
        private readonly bool amsGrad = step.AmsGrad;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Next(
            Vector<T> parameter,
            Vector<T> gradient,
            ref Vector<T> mean,
            ref Vector<T> square,
            ref Vector<T> largest
        )
        {
            mean = mean * beta1 + gradient * rest1;
            square = square * beta2 + gradient * gradient * rest2;
            largest = amsGrad ? Vector.Max(largest, square) : square;
            return parameter * kept - mean / (Vector.SquareRoot(largest) + epsilon) * rate;
        }
    }
}
