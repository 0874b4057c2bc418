using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// One step of Lion (Chen et al. 2023, algorithm 2) for one parameter. The slot is the mean gradient.
/// </summary>
/// <param name="Beta1">The part of the mean gradient in the direction.</param>
/// <param name="Beta2">The part of the mean gradient that remains.</param>
/// <param name="Rate">The learning rate.</param>
/// <param name="Shrink">The part of the parameter that is taken from it before the step.</param>
public readonly record struct LionStep(double Beta1, double Beta2, double Rate, double Shrink)
{
    /// <summary>The next parameter and slots, as <see cref="AdamStep.Apply"/> has them.</summary>
    public (NDArray Parameter, NDArray[] Slots) Apply(OptimiserOperands operands) =>
        operands.Parameter.DType == DType.Float32
            ? OptimiserPass.Run<float, Rule<float>>(new(this), operands)
            : OptimiserPass.Run<double, Rule<double>>(new(this), operands);

    private readonly struct Rule<T>(LionStep step) : IOptimiserRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Vector<T> beta1 = OptimiserPass.Number<T>(step.Beta1);
        private readonly Vector<T> rest1 = OptimiserPass.Number<T>(1 - step.Beta1);
        private readonly Vector<T> beta2 = OptimiserPass.Number<T>(step.Beta2);
        private readonly Vector<T> rest2 = OptimiserPass.Number<T>(1 - step.Beta2);
        private readonly Vector<T> rate = OptimiserPass.Number<T>(step.Rate);
        private readonly Vector<T> kept = OptimiserPass.Number<T>(1 - step.Shrink);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Next(
            Vector<T> parameter,
            Vector<T> gradient,
            ref Vector<T> mean,
            ref Vector<T> second,
            ref Vector<T> third
        )
        {
            var direction = OptimiserPass.Sign(mean * beta1 + gradient * rest1);
            mean = mean * beta2 + gradient * rest2;
            return parameter * kept - direction * rate;
        }
    }
}
