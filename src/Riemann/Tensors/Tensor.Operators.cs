namespace Riemann;

public partial class Tensor
{
    /// <summary>The sum, element by element; shapes broadcast.</summary>
    public static Tensor operator +(Tensor left, Tensor right) => Wrap(left.Operand + right.Operand);

    /// <summary>The sum with a number, which takes the tensor's element type.</summary>
    public static Tensor operator +(Tensor left, double right) => Wrap(left.Operand + right);

    /// <summary>The sum with a number, which takes the tensor's element type.</summary>
    public static Tensor operator +(double left, Tensor right) => Wrap(left + right.Operand);

    /// <summary>The difference, element by element; shapes broadcast.</summary>
    public static Tensor operator -(Tensor left, Tensor right) => Wrap(left.Operand - right.Operand);

    /// <summary>The difference with a number, which takes the tensor's element type.</summary>
    public static Tensor operator -(Tensor left, double right) => Wrap(left.Operand - right);

    /// <summary>The difference with a number, which takes the tensor's element type.</summary>
    public static Tensor operator -(double left, Tensor right) => Wrap(left - right.Operand);

    /// <summary>The product, element by element; shapes broadcast. The matrix product is <see cref="MatMul"/>.</summary>
    public static Tensor operator *(Tensor left, Tensor right) => Wrap(left.Operand * right.Operand);

    /// <summary>The product with a number, which takes the tensor's element type.</summary>
    public static Tensor operator *(Tensor left, double right) => Wrap(left.Operand * right);

    /// <summary>The product with a number, which takes the tensor's element type.</summary>
    public static Tensor operator *(double left, Tensor right) => Wrap(left * right.Operand);

    /// <summary>The quotient, element by element; shapes broadcast.</summary>
    public static Tensor operator /(Tensor left, Tensor right) => Wrap(left.Operand / right.Operand);

    /// <summary>The quotient with a number, which takes the tensor's element type.</summary>
    public static Tensor operator /(Tensor left, double right) => Wrap(left.Operand / right);

    /// <summary>The quotient with a number, which takes the tensor's element type.</summary>
    public static Tensor operator /(double left, Tensor right) => Wrap(left / right.Operand);

    /// <summary>The negative.</summary>
    public static Tensor operator -(Tensor operand) => Wrap(-operand.Operand);

    /// <summary>The power, element by element.</summary>
    public Tensor Pow(Tensor exponent) => Wrap(CoreTensor.Pow(Operand, exponent.Operand));

    /// <summary>The power with a number as the exponent.</summary>
    public Tensor Pow(double exponent) => Wrap(CoreTensor.Pow(Operand, exponent));
}
