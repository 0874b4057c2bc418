using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// One step of resilient backpropagation (Riedmiller and Braun 1993, without weight backtracking) for one parameter. The
/// slots are the last gradient, 0 where the sign had changed, and the step size of each element.
/// </summary>
/// <param name="Shrink">The factor of a step size where the sign of the gradient changes.</param>
/// <param name="Grow">The factor of a step size where it stays.</param>
/// <param name="Smallest">The smallest step size.</param>
/// <param name="Largest">The largest step size.</param>
public readonly record struct RpropStep(double Shrink, double Grow, double Smallest, double Largest)
{
    /// <summary>The next parameter and slots, as <see cref="AdamStep.Apply"/> has them.</summary>
    public (NDArray Parameter, NDArray[] Slots) Apply(OptimiserOperands operands) =>
        operands.Parameter.DType == DType.Float32
            ? OptimiserPass.Run<float, Rule<float>>(new(this), operands)
            : OptimiserPass.Run<double, Rule<double>>(new(this), operands);

    private readonly struct Rule<T>(RpropStep step) : IOptimiserRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Vector<T> shrink = OptimiserPass.Number<T>(step.Shrink);
        private readonly Vector<T> grow = OptimiserPass.Number<T>(step.Grow);
        private readonly Vector<T> smallest = OptimiserPass.Number<T>(step.Smallest);
        private readonly Vector<T> largest = OptimiserPass.Number<T>(step.Largest);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Next(
            Vector<T> parameter,
            Vector<T> gradient,
            ref Vector<T> last,
            ref Vector<T> size,
            ref Vector<T> third
        )
        {
            var product = gradient * last;
            var hasTurned = Vector.LessThan(product, Vector<T>.Zero);
            var goesOn = Vector.GreaterThan(product, Vector<T>.Zero);
            var factor = Vector.ConditionalSelect(goesOn, grow, Vector<T>.One);
            factor = Vector.ConditionalSelect(hasTurned, shrink, factor);
            size = Vector.Min(Vector.Max(size * factor, smallest), largest);
            last = Vector.ConditionalSelect(hasTurned, Vector<T>.Zero, gradient);
            return parameter - OptimiserPass.Sign(last) * size;
        }
    }
}
