using Riemann.Bridge;

namespace Riemann;

public partial class Tensor
{
    /// <summary>The larger element of two; where they are equal each has half of the slope. NaN where one is. Shapes broadcast.</summary>
    public Tensor Maximum(Tensor other) => Wrap(Mapping.Maximum(Operand, other.Operand));

    /// <summary>The same beside one number, which takes the tensor's element type.</summary>
    public Tensor Maximum(double other) => Wrap(Mapping.Maximum(Operand, Like(other)));

    /// <summary>The smaller element of two; where they are equal each has half of the slope. NaN where one is. Shapes broadcast.</summary>
    public Tensor Minimum(Tensor other) => Wrap(Mapping.Minimum(Operand, other.Operand));

    /// <summary>The same beside one number, which takes the tensor's element type.</summary>
    public Tensor Minimum(double other) => Wrap(Mapping.Minimum(Operand, Like(other)));

    /// <summary>The remainder with the sign of the divisor, as <c>%</c> in Python. Shapes broadcast.</summary>
    public Tensor Remainder(Tensor other) => Wrap(Mapping.Remainder(Operand, other.Operand));

    /// <summary>The same beside one number, which takes the tensor's element type.</summary>
    public Tensor Remainder(double other) => Wrap(Mapping.Remainder(Operand, Like(other)));

    /// <summary>The remainder with the sign of the dividend, as <c>%</c> in C#. Shapes broadcast.</summary>
    public Tensor Fmod(Tensor other) => Wrap(Mapping.Fmod(Operand, other.Operand));

    /// <summary>The same beside one number, which takes the tensor's element type.</summary>
    public Tensor Fmod(double other) => Wrap(Mapping.Fmod(Operand, Like(other)));

    /// <summary>The quotient, rounded down. The slope is 0. Shapes broadcast.</summary>
    public Tensor FloorDivide(Tensor other) => Wrap(Mapping.FloorDivide(Operand, other.Operand));

    /// <summary>The same beside one number, which takes the tensor's element type.</summary>
    public Tensor FloorDivide(double other) => Wrap(Mapping.FloorDivide(Operand, Like(other)));

    /// <summary>The angle in radians of the points whose ordinates are here and whose abscissas are given. Shapes broadcast.</summary>
    public Tensor Atan2(Tensor other) => Wrap(CoreTensor.Atan2(Operand, other.Operand));

    /// <summary>The length of the hypotenuse of right triangles with these legs. Shapes broadcast.</summary>
    public Tensor Hypot(Tensor other) => Wrap(Mapping.Hypot(Operand, other.Operand));

    /// <summary>The logarithm of the sum of the exponentials. Shapes broadcast.</summary>
    public Tensor LogAddExp(Tensor other) => Wrap(Mapping.LogAddExp(Operand, other.Operand));

    /// <summary>The magnitude of this tensor's elements with the signs of the other's. Shapes broadcast.</summary>
    public Tensor CopySign(Tensor other) => Wrap(Mapping.CopySign(Operand, other.Operand));

    /// <summary>The point that lies on the way to another tensor by a share: itself for 0, the other for 1.</summary>
    public Tensor Lerp(Tensor end, Tensor weight) => Wrap(Mapping.Lerp(Operand, end.Operand, weight.Operand));

    /// <summary>The point that lies on the way to another tensor by a share: itself for 0, the other for 1.</summary>
    public Tensor Lerp(Tensor end, double weight) => Wrap(Mapping.Lerp(Operand, end.Operand, Like(weight)));

    /// <summary>A number as the functional core takes it beside this tensor.</summary>
    private CoreTensor Like(double number) => CoreTensor.Weak(number, Primal);
}
