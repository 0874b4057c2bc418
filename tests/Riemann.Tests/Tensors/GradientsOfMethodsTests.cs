using System.Reflection;
using System.Runtime.CompilerServices;
using Xunit;

namespace Riemann.Tests.Tensors;

/// <summary>Every public operation on tensors, found by reflection: its gradients beside differences of its values.</summary>
public class GradientsOfMethodsTests
{
    private const BindingFlags Public =
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Methods that are no functions of their operands, or cut gradients by their meaning.</summary>
    private static readonly string[] without =
    [
        .. new[] { "Detach", "DetachInPlace", "Copy", "RequiresGradInPlace", "AttachZeroGradSources", "D" },
        .. new[]
        {
            "FullLike",
            "ZerosLike",
            "OnesLike",
            "RandLike",
            "RandnLike",
            "Bernoulli",
            "Poisson",
            "Multinomial",
        },
        .. new[] { "NormalInPlace", "UniformInPlace", "BernoulliInPlace", "OneHot", "BinCount" },
        .. new[] { "op_BitwiseAnd", "op_BitwiseOr", "op_ExclusiveOr", "op_LogicalNot", "Categorical" },
    ];

    /// <summary>Functions that are no methods of tensors; those of layers and losses have tests of their own.</summary>
    private static readonly string[] grids =
    [
        .. new[] { "Gradient", "Trapezoid", "CumulativeTrapezoid", "Interp", "Polyval", "Vander" },
    ];

    private static readonly HashSet<string> methods = [.. typeof(Tensor).GetMethods().Select(m => m.Name)];

    private static IEnumerable<MethodInfo> Operations =>
        new[] { typeof(Tensor), typeof(Functional), typeof(Special), typeof(Linalg) }
            .SelectMany(type => type.GetMethods(Public))
            .Where(m => !m.IsGenericMethod && Results(m) && (!m.IsSpecialName || m.Name.StartsWith("op_")))
            .Where(m => !m.IsStatic || m.GetParameters().Any(p => p.ParameterType == typeof(Tensor)))
            .Where(m => m.DeclaringType != typeof(Functional) || methods.Contains(m.Name) || grids.Contains(m.Name))
            .Where(m => !without.Contains(m.Name) && m.GetParameters().All(p => !p.ParameterType.IsByRefLike));

    public static TheoryData<string, string> Names
    {
        get
        {
            var names = new TheoryData<string, string>();
            foreach (var method in Operations)
                names.Add(method.DeclaringType!.Name, method.ToString()!);
            return names;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Backward_gives_the_slopes(string type, string name)
    {
        var method = Operations.Single(m => m.DeclaringType!.Name == type && m.ToString() == name);
        var operands = Arguments.For(method);
        for (var place = 0; place < operands.Length; place++)
        {
            if (operands[place] is not Tensor { DType: DType.Float64 } x)
                continue;
            var own = place;
            Slopes.Agree(name, at => Result(method, [.. operands.Select((o, i) => i == own ? at : o)]), x);
        }
    }

    public static TheoryData<string, Func<IReadOnlyList<Tensor>, IEnumerable<Tensor>>> Lists =>
        new()
        {
            { "Concatenate", x => [Tensor.Concatenate(x, 1)] },
            { "Stack", x => [Tensor.Stack(x, 1)] },
            { "BlockDiag", x => [Tensor.BlockDiag(x)] },
            { "Meshgrid", x => Tensor.Meshgrid([.. x.Select(one => one.Flatten())]) },
            { "Einsum", x => [Tensor.Einsum("ij,jk->ki", x)] },
            { "IndexAdd", x => [x[0].IndexAdd(x[1], new[] { 1, 1, 0 })] },
            { "x[..] = y", x => [Assigned(x[0] * 1, x[1])] },
            { "Unflatten", x => [x[0].Unflatten(1, 3, 1), x[1].Unflatten(0, -1)] },
        };

    [Theory]
    [MemberData(nameof(Lists))]
    public void Gradients_reach_every_tensor_of_a_list(string name, Func<IReadOnlyList<Tensor>, IEnumerable<Tensor>> f)
    {
        var (a, b) = (Numbers.Between(0.2, 0.8, 1, 3, 3), Numbers.Between(0.2, 0.8, 2, 3, 3));
        Slopes.Agree(name, at => f([at, b]), a);
        Slopes.Agree(name, at => f([a, at]), b);
    }

    private static Tensor Assigned(Tensor x, Tensor value)
    {
        x[1..] = value[..2];
        x[x.Data > 0.7] = value[0, 0];
        x[.., new[] { 0, 2 }] *= 3;
        return x;
    }

    private static IEnumerable<Tensor> Result(MethodInfo method, object?[] operands)
    {
        // In-place operations change a copy.
        var self = method.IsStatic ? null : (Tensor)operands[0]!;
        var result = method.Invoke(
            method.Name.EndsWith("InPlace") ? self! * 1 : self,
            method.IsStatic ? operands : operands[1..]
        );
        return result switch
        {
            Tensor one => [one],
            Tensor[] several => several,
            _ => Parts((ITuple)result!),
        };
    }

    private static IEnumerable<Tensor> Parts(ITuple tuple) =>
        Enumerable
            .Range(0, tuple.Length)
            .SelectMany(i => tuple[i] is ITuple inner ? Parts(inner) : [(Tensor)tuple[i]!]);

    private static bool Results(MethodInfo method) =>
        method.ReturnType == typeof(Tensor)
        || method.ReturnType == typeof(Tensor[])
        || typeof(ITuple).IsAssignableFrom(method.ReturnType);
}
