using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// One step of RMSProp (Hinton 2012, lecture 6e; centred as in Graves 2013, equation 40) for one parameter. The slots are the
/// mean squared gradient, then the mean gradient if it is centred, then the direction if there is one more slot.
/// </summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Alpha">The part of both means that remains.</param>
/// <param name="Epsilon">Added to the root.</param>
/// <param name="Momentum">The part of the last direction that goes on.</param>
/// <param name="Centred">Whether the square of the mean gradient is taken from the mean square.</param>
public readonly record struct RmsPropStep(double Rate, double Alpha, double Epsilon, double Momentum, bool Centred)
{
    /// <summary>The next parameter and slots, as <see cref="AdamStep.Apply"/> has them.</summary>
    public (NDArray Parameter, NDArray[] Slots) Apply(OptimiserOperands operands) =>
        operands.Parameter.DType == DType.Float32
            ? OptimiserPass.Run<float, Rule<float>>(new(this, HasDirection(operands)), operands)
            : OptimiserPass.Run<double, Rule<double>>(new(this, HasDirection(operands)), operands);

    private bool HasDirection(in OptimiserOperands operands) => operands.Slots.Length == (Centred ? 3 : 2);

    private readonly struct Rule<T>(RmsPropStep step, bool hasDirection) : IOptimiserRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Vector<T> rate = OptimiserPass.Number<T>(step.Rate);
        private readonly Vector<T> alpha = OptimiserPass.Number<T>(step.Alpha);
        private readonly Vector<T> rest = OptimiserPass.Number<T>(1 - step.Alpha);
        private readonly Vector<T> epsilon = OptimiserPass.Number<T>(step.Epsilon);
        private readonly Vector<T> momentum = OptimiserPass.Number<T>(step.Momentum);
        private readonly bool hasDirection = hasDirection;
        private readonly bool centred = step.Centred;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Next(
            Vector<T> parameter,
            Vector<T> gradient,
            ref Vector<T> square,
            ref Vector<T> second,
            ref Vector<T> third
        )
        {
            square = square * alpha + gradient * gradient * rest;
            var direction = centred ? third : second;
            var variance = square;
            if (centred)
            {
                second = second * alpha + gradient * rest;
                variance -= second * second;
            }
            gradient /= Vector.SquareRoot(variance) + epsilon;
            if (hasDirection)
            {
                direction = direction * momentum + gradient;
                gradient = direction;
                if (centred)
                    third = direction;
                else
                    second = direction;
            }
            return parameter - gradient * rate;
        }
    }
}
