using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// One step of NAdam (Dozat 2016, algorithm 8) for one parameter: Adam with Nesterov's look ahead. The slots are the mean
/// gradient and the mean squared gradient.
/// </summary>
/// <param name="Beta1">The part of the mean gradient that remains.</param>
/// <param name="Beta2">The part of the mean squared gradient that remains.</param>
/// <param name="GradientRate">The rate of the gradient, with its corrections.</param>
/// <param name="MeanRate">The rate of the mean gradient, with its corrections.</param>
/// <param name="Epsilon">Added to the root of the mean square, with its correction.</param>
public readonly record struct NAdamStep(
    double Beta1,
    double Beta2,
    double GradientRate,
    double MeanRate,
    double Epsilon
)
{
    /// <summary>The next parameter and slots, as <see cref="AdamStep.Apply"/> has them.</summary>
    public (NDArray Parameter, NDArray[] Slots) Apply(OptimiserOperands operands) =>
        operands.Parameter.DType == DType.Float32
            ? OptimiserPass.Run<float, Rule<float>>(new(this), operands)
            : OptimiserPass.Run<double, Rule<double>>(new(this), operands);

    private readonly struct Rule<T>(NAdamStep step) : IOptimiserRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Vector<T> beta1 = OptimiserPass.Number<T>(step.Beta1);
        private readonly Vector<T> rest1 = OptimiserPass.Number<T>(1 - step.Beta1);
        private readonly Vector<T> beta2 = OptimiserPass.Number<T>(step.Beta2);
        private readonly Vector<T> rest2 = OptimiserPass.Number<T>(1 - step.Beta2);
        private readonly Vector<T> gradientRate = OptimiserPass.Number<T>(step.GradientRate);
        private readonly Vector<T> meanRate = OptimiserPass.Number<T>(step.MeanRate);
        private readonly Vector<T> epsilon = OptimiserPass.Number<T>(step.Epsilon);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Next(
            Vector<T> parameter,
            Vector<T> gradient,
            ref Vector<T> mean,
            ref Vector<T> square,
            ref Vector<T> third
        )
        {
            mean = mean * beta1 + gradient * rest1;
            square = square * beta2 + gradient * gradient * rest2;
            return parameter - (gradient * gradientRate + mean * meanRate) / (Vector.SquareRoot(square) + epsilon);
        }
    }
}
