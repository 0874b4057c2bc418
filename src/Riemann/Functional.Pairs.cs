namespace Riemann;

public static partial class Functional
{
    /// <summary>The power, element by element; shapes broadcast.</summary>
    public static Tensor Pow(Tensor x, Tensor exponent) => x.Pow(exponent);

    /// <summary>The power with a number as the exponent.</summary>
    public static Tensor Pow(Tensor x, double exponent) => x.Pow(exponent);

    /// <summary>The powers of a number, which takes the element type of the exponents.</summary>
    public static Tensor Pow(double x, Tensor exponent) => Tensor.FullLike(exponent, x).Pow(exponent);

    /// <summary>The angle in radians of the points with these ordinates and abscissas.</summary>
    public static Tensor Atan2(Tensor y, Tensor x) => y.Atan2(x);

    /// <summary>The larger element of two; shapes broadcast.</summary>
    public static Tensor Maximum(Tensor x, Tensor y) => x.Maximum(y);

    /// <summary>The smaller element of two; shapes broadcast.</summary>
    public static Tensor Minimum(Tensor x, Tensor y) => x.Minimum(y);

    /// <summary>The elements, held between two bounds. A bound left out does not hold.</summary>
    public static Tensor Clamp(Tensor x, double? min = null, double? max = null) => x.Clamp(min, max);

    /// <summary>Elements of one tensor where the condition holds, and of another where not; shapes broadcast.</summary>
    public static Tensor Where(Tensor condition, Tensor left, Tensor right) => Tensor.Where(condition, left, right);

    /// <summary>Elements of a tensor where the condition holds, and a number where not.</summary>
    public static Tensor Where(Tensor condition, Tensor left, double right) => Tensor.Where(condition, left, right);

    /// <summary>A number where the condition holds, and elements of a tensor where not.</summary>
    public static Tensor Where(Tensor condition, double left, Tensor right) => Tensor.Where(condition, left, right);

    /// <summary>One number where the condition holds, and another where not.</summary>
    public static Tensor Where(Tensor condition, double left, double right, DType dtype = DType.Float32) =>
        Tensor.Where(condition, left, right, dtype);

    /// <summary>The matrix product over the last two axes; axes before them broadcast.</summary>
    public static Tensor MatMul(Tensor x, Tensor y) => x.MatMul(y);

    /// <summary>The sum of the products of two vectors.</summary>
    public static Tensor Dot(Tensor x, Tensor y) => x.Dot(y);

    /// <summary>The products of each element of one tensor with each of another.</summary>
    public static Tensor Outer(Tensor x, Tensor y) => x.Outer(y);

    /// <summary>The sum of products that an equation such as <c>"bij,bjk-&gt;bik"</c> describes.</summary>
    public static Tensor Einsum(string equation, params IReadOnlyList<Tensor> operands) =>
        Tensor.Einsum(equation, operands);
}
