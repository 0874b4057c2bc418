using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// One step of gradient descent for one parameter, with or without momentum (Sutskever, Martens, Dahl and Hinton 2013, in
/// PyTorch's form). A slot, if there is one, is the direction; without it there is no momentum.
/// </summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Momentum">The part of the last direction that goes on.</param>
/// <param name="Entering">The part of the gradient that enters the direction, 1 without dampening.</param>
/// <param name="Nesterov">Whether to look ahead along the direction.</param>
public readonly record struct MomentumStep(double Rate, double Momentum, double Entering, bool Nesterov)
{
    /// <summary>The next parameter and slots, as <see cref="AdamStep.Apply"/> has them.</summary>
    public (NDArray Parameter, NDArray[] Slots) Apply(OptimiserOperands operands) =>
        operands.Parameter.DType == DType.Float32
            ? OptimiserPass.Run<float, Rule<float>>(new(this, operands.Slots.Length == 1), operands)
            : OptimiserPass.Run<double, Rule<double>>(new(this, operands.Slots.Length == 1), operands);

    private readonly struct Rule<T>(MomentumStep step, bool hasDirection) : IOptimiserRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Vector<T> rate = OptimiserPass.Number<T>(step.Rate);
        private readonly Vector<T> momentum = OptimiserPass.Number<T>(step.Momentum);
        private readonly Vector<T> entering = OptimiserPass.Number<T>(step.Entering);
        private readonly bool hasDirection = hasDirection;
        private readonly bool nesterov = step.Nesterov;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Next(
            Vector<T> parameter,
            Vector<T> gradient,
            ref Vector<T> direction,
            ref Vector<T> second,
            ref Vector<T> third
        )
        {
            if (hasDirection)
            {
                direction = direction * momentum + gradient * entering;
                gradient = nesterov ? gradient * entering + direction * momentum : direction;
            }
            return parameter - gradient * rate;
        }
    }
}
