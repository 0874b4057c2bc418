using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// One step of Adadelta (Zeiler 2012, algorithm 1) for one parameter. The slots are the mean squared gradient and the mean
/// squared move.
/// </summary>
/// <param name="Rate">The learning rate.</param>
/// <param name="Rho">The part of both means that remains.</param>
/// <param name="Epsilon">Added to both means under their roots.</param>
public readonly record struct AdadeltaStep(double Rate, double Rho, double Epsilon)
{
    /// <summary>The next parameter and slots, as <see cref="AdamStep.Apply"/> has them.</summary>
    public (NDArray Parameter, NDArray[] Slots) Apply(OptimiserOperands operands) =>
        operands.Parameter.DType == DType.Float32
            ? OptimiserPass.Run<float, Rule<float>>(new(this), operands)
            : OptimiserPass.Run<double, Rule<double>>(new(this), operands);

    private readonly struct Rule<T>(AdadeltaStep step) : IOptimiserRule<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Vector<T> rate = OptimiserPass.Number<T>(step.Rate);
        private readonly Vector<T> rho = OptimiserPass.Number<T>(step.Rho);
        private readonly Vector<T> rest = OptimiserPass.Number<T>(1 - step.Rho);
        private readonly Vector<T> epsilon = OptimiserPass.Number<T>(step.Epsilon);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<T> Next(
            Vector<T> parameter,
            Vector<T> gradient,
            ref Vector<T> square,
            ref Vector<T> moved,
            ref Vector<T> third
        )
        {
            square = square * rho + gradient * gradient * rest;
            var move = Vector.SquareRoot(moved + epsilon) / Vector.SquareRoot(square + epsilon) * gradient;
            moved = moved * rho + move * move * rest;
            return parameter - move * rate;
        }
    }
}
