using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// One step of Adamax (Kingma and Ba 2015, algorithm 2) for one parameter. The slots are the mean gradient and the fading
/// largest magnitude.
/// </summary>
/// <param name="Beta1">The part of the mean gradient that remains.</param>
/// <param name="Beta2">The part of the largest magnitude that remains.</param>
/// <param name="Rate">The learning rate, with the correction for a mean that starts from 0.</param>
/// <param name="Epsilon">Added to the magnitude of the gradient.</param>
public readonly record struct AdamaxStep(double Beta1, double Beta2, double Rate, double Epsilon)
{
    /// <summary>The next parameter and slots, as <see cref="AdamStep.Apply"/> has them.</summary>
    public (NDArray Parameter, NDArray[] Slots) Apply(OptimiserOperands operands) =>
        operands.Parameter.DType == DType.Float32
            ? OptimiserPass.Run<float, Rule<float>>(new(this), operands)
            : OptimiserPass.Run<double, Rule<double>>(new(this), operands);

    private readonly struct Rule<T>(AdamaxStep step) : IOptimiserRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Vector<T> beta1 = OptimiserPass.Number<T>(step.Beta1);
        private readonly Vector<T> rest1 = OptimiserPass.Number<T>(1 - step.Beta1);
        private readonly Vector<T> beta2 = OptimiserPass.Number<T>(step.Beta2);
        private readonly Vector<T> rate = OptimiserPass.Number<T>(step.Rate);
        private readonly Vector<T> epsilon = OptimiserPass.Number<T>(step.Epsilon);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Next(
            Vector<T> parameter,
            Vector<T> gradient,
            ref Vector<T> mean,
            ref Vector<T> largest,
            ref Vector<T> third
        )
        {
            mean = mean * beta1 + gradient * rest1;
            largest = Vector.Max(largest * beta2, Vector.Abs(gradient) + epsilon);
            return parameter - mean / largest * rate;
        }
    }
}
