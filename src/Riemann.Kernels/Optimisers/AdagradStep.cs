using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// One step of Adagrad (Duchi, Hazan and Singer 2011, the diagonal form) for one parameter. The slot is the sum of squared
/// gradients.
/// </summary>
/// <param name="Rate">The learning rate of this step.</param>
/// <param name="Epsilon">Added to the root of the sum.</param>
public readonly record struct AdagradStep(double Rate, double Epsilon)
{
    /// <summary>The next parameter and slots, as <see cref="AdamStep.Apply"/> has them.</summary>
    public (NDArray Parameter, NDArray[] Slots) Apply(OptimiserOperands operands) =>
        operands.Parameter.DType == DType.Float32
            ? OptimiserPass.Run<float, Rule<float>>(new(this), operands)
            : OptimiserPass.Run<double, Rule<double>>(new(this), operands);

    private readonly struct Rule<T>(AdagradStep step) : IOptimiserRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Vector<T> rate = OptimiserPass.Number<T>(step.Rate);
        private readonly Vector<T> epsilon = OptimiserPass.Number<T>(step.Epsilon);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Next(
            Vector<T> parameter,
            Vector<T> gradient,
            ref Vector<T> sum,
            ref Vector<T> second,
            ref Vector<T> third
        )
        {
            sum += gradient * gradient;
            return parameter - gradient / (Vector.SquareRoot(sum) + epsilon) * rate;
        }
    }
}
