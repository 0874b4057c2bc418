using System.Reflection;

namespace Riemann.Tests.Tensors;

/// <summary>Arguments that fit a method by the types and names of its parameters, for tensors [3, 3].</summary>
internal static class Arguments
{
    /// <summary>The operands of the method: the tensor whose method it is, unless it is static, and the arguments.</summary>
    public static object?[] For(MethodBase method) =>
        [
            .. method.IsStatic ? [] : new object[] { Tensor(method.Name, "this", 99) },
            .. method.GetParameters().Select((parameter, i) => Of(method, parameter, i)),
        ];

    private static object? Of(MethodBase method, ParameterInfo parameter, int seed)
    {
        var type = parameter.ParameterType;
        if (type == typeof(Tensor))
            return Tensor(method.Name, parameter.Name!, seed + 1);
        if (parameter.HasDefaultValue)
            return parameter.DefaultValue;
        if (type == typeof(double))
            return parameter.Name switch
            {
                "order" => 2.0,
                "high" => 0.7,
                _ => 0.6,
            };
        if (type == typeof(int))
            return parameter.Name switch
            {
                "axis" or "first" or "source" => 0,
                "size" => 2,
                "length" => method.Name == "BinCount" ? 5 : 2,
                "classes" => 2,
                _ => 1,
            };
        if (type == typeof(int[]))
            return parameter.Name switch
            {
                "shape" => method.Name == "Expand" ? [2, 3, 3] : [-1],
                "axes" when method.Name == "Permute" => [1, 0],
                "sizes" => [-1],
                "lengths" => [1, 2],
                "counts" => [2, 1],
                _ => new[] { 0 },
            };
        if (type == typeof(bool))
            return true;
        if (type == typeof(IReadOnlyList<(int, int)>))
            return new[] { (1, 0), (2, 1) };
        if (type == typeof(PaddingMode))
            return PaddingMode.Reflect;
        if (type == typeof(DType))
            return DType.Float32;
        throw new ArgumentException($"there is no argument for {parameter} of {method}");
    }

    /// <summary>A tensor in the domain of the function.</summary>
    public static Tensor Tensor(string method, string parameter, int seed) =>
        parameter switch
        {
            "mask" or "condition" => Numbers.Between(0, 1, seed, 3, 3) > 0.5,
            "indices" when method == "IndexSelect" => Riemann.Tensor.From(new[] { 2L, 0, 2 }),
            "indices" => Riemann.Tensor.From(
                new[,]
                {
                    { 0L, 2, 1 },
                    { 2, 1, 0 },
                    { 1, 1, 1 },
                }
            ),
            "labels" => Riemann.Tensor.From(new[] { 0L, 1 }),
            "points" => Riemann.Tensor.From(new[] { 0.1, 0.45, 0.9 }),
            "coefficients" => Numbers.Between(0.2, 0.8, seed, 3),
            "values" when method == "Interp" => Numbers.Between(0.2, 0.8, seed, 3),
            "source" when method == "DiagonalScatter" => Numbers.Between(0.2, 0.8, seed, 3),
            "lower" => Numbers.Between(0.2, 0.8, seed, 3, 3) + Riemann.Tensor.Eye(3, dtype: DType.Float64),
            _ => method switch
            {
                "Acosh" => Numbers.Between(1.5, 2.5, seed, 3, 3),
                "Dot" => Numbers.Between(0.2, 0.8, seed, 3),
                "Squeeze" => Numbers.Between(0.2, 0.8, seed, 1, 3),
                "Trunc" or "Frac" => Numbers.Between(1.1, 1.9, seed, 3, 3),
                "Cholesky" => Numbers.Between(0.2, 0.8, seed, 3, 3) + 3 * Riemann.Tensor.Eye(3, dtype: DType.Float64),
                _ => Numbers.Between(0.2, 0.8, seed, 3, 3),
            },
        };
}
