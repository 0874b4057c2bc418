using Core = Riemann.FSharp.ComplexTensor;

namespace Riemann;

/// <summary>
/// Complex numbers: tensors of real and of imaginary parts, of one shape and float type. Gradients are those by both parts.
/// </summary>
public readonly record struct ComplexTensor
{
    /// <summary>The numbers with these parts. Raises unless they have one shape and one float type.</summary>
    public ComplexTensor(Tensor real, Tensor imaginary)
    {
        Core.create(real.Primal, imaginary.Primal); // which checks them
        (Real, Imaginary) = (real, imaginary);
    }

    private ComplexTensor(Core value) => (Real, Imaginary) = (Tensor.Wrap(value.Real), Tensor.Wrap(value.Imaginary));

    /// <summary>The real parts.</summary>
    public Tensor Real { get; }

    /// <summary>The imaginary parts.</summary>
    public Tensor Imaginary { get; }

    internal Core Operand => new(Real.Operand, Imaginary.Operand);

    /// <summary>The distances from 0; the slope at 0 is 0.</summary>
    public Tensor Abs() => Tensor.Wrap(Core.abs(Operand));

    /// <summary>The angles from the real axis, in radians.</summary>
    public Tensor Angle() => Tensor.Wrap(Core.angle(Operand));

    /// <summary>The numbers with the opposite imaginary parts.</summary>
    public ComplexTensor Conj() => new(Real, -Imaginary);

    /// <summary>The sum; shapes broadcast.</summary>
    public static ComplexTensor operator +(ComplexTensor left, ComplexTensor right) =>
        Wrap(left.Operand + right.Operand);

    /// <summary>The difference; shapes broadcast.</summary>
    public static ComplexTensor operator -(ComplexTensor left, ComplexTensor right) =>
        Wrap(left.Operand - right.Operand);

    /// <summary>The product; shapes broadcast.</summary>
    public static ComplexTensor operator *(ComplexTensor left, ComplexTensor right) =>
        Wrap(left.Operand * right.Operand);

    /// <summary>The quotient; shapes broadcast.</summary>
    public static ComplexTensor operator /(ComplexTensor left, ComplexTensor right) =>
        Wrap(left.Operand / right.Operand);

    /// <summary>The numbers as a person reads them.</summary>
    public override string ToString() => new Core(Real.Primal, Imaginary.Primal).ToString();

    internal static ComplexTensor Wrap(Core value) => new(value);
}
