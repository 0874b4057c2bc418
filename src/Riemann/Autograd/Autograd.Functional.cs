using Riemann.Bridge;

namespace Riemann;

/// <remarks>
/// The derivatives of functions here are the functional core's transformations. They nest in each other, and are recorded as
/// any operation is: gradients of their results by the point and by every tensor that the function uses are there unless
/// <see cref="NoGrad"/> says otherwise. The function may read the values it computes with, but not call Backward.
/// </remarks>
public static partial class Autograd
{
    /// <summary>
    /// How each number of f(x) moves with each number of x, of the shape of f(x) followed by that of x.
    /// </summary>
    public static Tensor Jacobian(Func<Tensor, Tensor> function, Tensor x) => Jacobian(Several(function), [x])[0][0];

    /// <summary>For each input the Jacobian of a function of several tensors.</summary>
    public static Tensor[] Jacobian(Func<Tensor[], Tensor> function, Tensor[] inputs) =>
        Jacobian(x => new[] { function(x) }, inputs)[0];

    /// <summary>For each output the Jacobians by each input, as <c>[output][input]</c>.</summary>
    public static Tensor[][] Jacobian(Func<Tensor[], Tensor[]> function, Tensor[] inputs) =>
        Array.ConvertAll(Transforming.Jacobian(Core(function), Points("Jacobian", inputs)), Wrap);

    /// <summary>
    /// The second derivatives of a function whose result is one number, of the shape of x twice; [1, 1] where x is one number
    /// without axes.
    /// </summary>
    public static Tensor Hessian(Func<Tensor, Tensor> function, Tensor x)
    {
        var hessian = Hessian(inputs => function(inputs[0]), [x])[0][0];
        return hessian.Rank == 0 ? hessian.Reshape(1, 1) : hessian;
    }

    /// <summary>The second derivatives by each pair of inputs, as <c>[first][second]</c>, of the shapes of both.</summary>
    public static Tensor[][] Hessian(Func<Tensor[], Tensor> function, Tensor[] inputs)
    {
        var number = Number("Hessian", function);
        return Array.ConvertAll(
            Transforming.Jacobian(x => Transforming.Grad(number, x), Points("Hessian", inputs)),
            Wrap
        );
    }

    /// <summary>The derivative function of a function: its Jacobian, which for a function of one number is df/dx.</summary>
    public static Func<Tensor, Tensor> Derivative(Func<Tensor, Tensor> function) => x => Jacobian(function, x);

    /// <summary>The partial derivatives, by both inputs, of a function of two tensors.</summary>
    public static Func<Tensor, Tensor, (Tensor, Tensor)> Derivative(Func<Tensor, Tensor, Tensor> function) =>
        (x, y) =>
            Jacobian(inputs => function(inputs[0], inputs[1]), [x, y]) is [var byX, var byY]
                ? (byX, byY)
                : throw new InvalidOperationException();

    /// <summary>The partial derivatives, by each input, of a function of three tensors.</summary>
    public static Func<Tensor, Tensor, Tensor, (Tensor, Tensor, Tensor)> Derivative(
        Func<Tensor, Tensor, Tensor, Tensor> function
    ) =>
        (x, y, z) =>
            Jacobian(inputs => function(inputs[0], inputs[1], inputs[2]), [x, y, z]) is [var byX, var byY, var byZ]
                ? (byX, byY, byZ)
                : throw new InvalidOperationException();

    /// <summary>f(x), and how it moves when x moves along v: the Jacobian times v, of the shape of f(x).</summary>
    public static (Tensor Value, Tensor Product) Jvp(Func<Tensor, Tensor> function, Tensor x, Tensor v) =>
        Single(Jvp(Several(function), [x], [v]));

    /// <summary>The values of a function of several tensors, and how they move when the inputs move along <paramref name="v"/>.</summary>
    public static (Tensor[] Values, Tensor[] Products) Jvp(
        Func<Tensor[], Tensor[]> function,
        Tensor[] inputs,
        Tensor[] v
    )
    {
        var (values, products) = Transforming.Jvp(Core(function), Points("Jvp", inputs), Operands(v));
        return (Wrap(values), Wrap(products));
    }

    /// <summary>f(x), and v times the Jacobian, of the shape of x; v has the shape of f(x).</summary>
    public static (Tensor Value, Tensor Product) Vjp(Func<Tensor, Tensor> function, Tensor x, Tensor v) =>
        Single(Vjp(Several(function), [x], [v]));

    /// <summary>The values of a function of several tensors, and for each input v times the Jacobian.</summary>
    public static (Tensor[] Values, Tensor[] Products) Vjp(
        Func<Tensor[], Tensor[]> function,
        Tensor[] inputs,
        Tensor[] v
    )
    {
        var (values, products) = Transforming.Vjp(Core(function), Points("Vjp", inputs), Operands(v));
        return (Wrap(values), Wrap(products));
    }

    /// <summary>f(x), one number, and its Hessian times v, of the shape of x, without the Hessian.</summary>
    public static (Tensor Value, Tensor Product) Hvp(Func<Tensor, Tensor> function, Tensor x, Tensor v)
    {
        var (value, products) = Hvp(inputs => function(inputs[0]), [x], [v]);
        return (value, products[0]);
    }

    /// <summary>The number that a function of several tensors gives, and its Hessian times <paramref name="v"/>.</summary>
    public static (Tensor Value, Tensor[] Products) Hvp(Func<Tensor[], Tensor> function, Tensor[] inputs, Tensor[] v)
    {
        var (value, products) = Transforming.Hvp(Number("Hvp", function), Points("Hvp", inputs), Operands(v));
        return (Tensor.Wrap(value), Wrap(products));
    }

    /// <summary>v times the Hessian, which is symmetric: as <see cref="Hvp(Func{Tensor, Tensor}, Tensor, Tensor)"/>.</summary>
    public static (Tensor Value, Tensor Product) Vhp(Func<Tensor, Tensor> function, Tensor x, Tensor v) =>
        Hvp(function, x, v);

    /// <summary>v times the Hessian, which is symmetric: as <see cref="Hvp(Func{Tensor[], Tensor}, Tensor[], Tensor[])"/>.</summary>
    public static (Tensor Value, Tensor[] Products) Vhp(Func<Tensor[], Tensor> function, Tensor[] inputs, Tensor[] v) =>
        Hvp(function, inputs, v);

    private static Func<Tensor[], Tensor[]> Several(Func<Tensor, Tensor> function) => x => [function(x[0])];

    private static (Tensor, Tensor) Single((Tensor[] Values, Tensor[] Products) several) =>
        (several.Values[0], several.Products[0]);

    private static Tensor[] Wrap(CoreTensor[] values) => Array.ConvertAll(values, Tensor.Wrap);

    private static CoreTensor[] Operands(Tensor[] tensors) => Array.ConvertAll(tensors, tensor => tensor.Operand);

    /// <summary>The function as one of the core.</summary>
    private static Func<CoreTensor[], CoreTensor[]> Core(Func<Tensor[], Tensor[]> function) =>
        x => Operands(function(Wrap(x)));

    /// <summary>The function as one of the core whose result has no axes.</summary>
    private static Func<CoreTensor[], CoreTensor> Number(string operation, Func<Tensor[], Tensor> function) =>
        x =>
        {
            var result = function(Wrap(x));
            return result.Length != 1
                    ? throw Failure.NotDifferentiable(
                        operation,
                        $"the function's result has shape {result.Primal.Aval.Shape}, not one number",
                        "reduce it with Sum or Mean, or ask for the Jacobian"
                    )
                : result.Rank == 0 ? result.Operand
                : result.Reshape().Operand;
        };

    private static CoreTensor[] Points(string operation, Tensor[] inputs)
    {
        if (inputs.Length == 0)
            throw Failure.Value(operation, "there are no inputs to differentiate by", "pass one tensor or more");
        for (var i = 0; i < inputs.Length; i++)
            if (!inputs[i].IsFloat)
                throw Failure.NotDifferentiable(
                    operation,
                    $"input {i} holds {inputs[i].DType}, which has no derivative",
                    "make it Float32 or Float64 with To, or let the function capture it"
                );
        return Operands(inputs);
    }
}
