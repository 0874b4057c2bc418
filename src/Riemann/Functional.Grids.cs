using Riemann.Bridge;

namespace Riemann;

public static partial class Functional
{
    /// <summary>
    /// Estimates of the derivative along an axis of a function with values y at these points, a vector in order: of second
    /// order inside, for unequal steps too, and the slope of the first and last step at the ends.
    /// </summary>
    public static Tensor Gradient(Tensor y, Tensor points, int axis = -1) =>
        Tensor.Wrap(Accumulating.CentralDifferences(y.Operand, points.Operand, axis));

    /// <summary>The integral along an axis of a function with values y at these points, by the trapezoidal rule.</summary>
    public static Tensor Trapezoid(Tensor y, Tensor points, int axis = -1) =>
        Tensor.Wrap(Accumulating.Trapezoid(y.Operand, points.Operand, axis));

    /// <summary>The integrals along an axis from the first point to each, of which the first is 0.</summary>
    public static Tensor CumulativeTrapezoid(Tensor y, Tensor points, int axis = -1) =>
        Tensor.Wrap(Accumulating.CumulativeTrapezoid(y.Operand, points.Operand, axis));

    /// <summary>
    /// At each x the piecewise linear function through points, a vector in ascending order, with these values; the first and
    /// the last value beyond them.
    /// </summary>
    public static Tensor Interp(Tensor x, Tensor points, Tensor values) =>
        Tensor.Wrap(Accumulating.Interp(x.Operand, points.Operand, values.Operand));

    /// <summary>The polynomial with these coefficients, that of the highest power first, at each x.</summary>
    public static Tensor Polyval(Tensor coefficients, Tensor x) =>
        Tensor.Wrap(Accumulating.Polyval(coefficients.Operand, x.Operand));

    /// <summary>The powers count - 1, ..., 1, 0 of each element along a new last axis.</summary>
    public static Tensor Vander(Tensor x, int count) => Tensor.Wrap(Accumulating.Vander(x.Operand, count));
}
