using Riemann.FSharp;

namespace Riemann;

/// <summary>The library's one exception, with what went wrong, where in the caller's program, and a hint.</summary>
internal static class Failure
{
    /// <summary>A value, or a call in a state, that the operation does not accept.</summary>
    public static RiemannException Value(string operation, string problem, string hint) =>
        new(operation, RiemannError.NewValue(problem, hint), CallSiteModule.find());

    /// <summary>Something that has no gradient.</summary>
    public static RiemannException NotDifferentiable(string operation, string problem, string hint) =>
        new(operation, RiemannError.NewNotDifferentiable(problem, hint), CallSiteModule.find());

    /// <summary>Shapes that do not fit together.</summary>
    public static RiemannException Shapes(
        string operation,
        string problem,
        string rule,
        params (string Name, Tensor Value)[] operands
    ) =>
        new(
            operation,
            RiemannError.NewShape(
                problem,
                [.. operands.Select(operand => Tuple.Create(operand.Name, operand.Value.Primal.Aval.Shape))],
                rule
            ),
            CallSiteModule.find()
        );
}
