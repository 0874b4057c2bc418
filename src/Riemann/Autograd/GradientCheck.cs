using Riemann.FSharp;

namespace Riemann;

/// <summary>The step and the tolerances of a check, and whether it raises.</summary>
internal readonly record struct CheckSettings(double Step, double Absolute, double Relative, bool IsRaising)
{
    /// <summary>NaN is close to nothing.</summary>
    public bool IsClose(double gradient, double difference) =>
        Math.Abs(gradient - difference) <= Absolute + Relative * Math.Abs(difference);
}

/// <summary>Compares gradients with central differences.</summary>
internal static class GradientCheck
{
    public static bool Run(string operation, Func<Tensor[], Tensor[]> function, Tensor[] inputs, CheckSettings settings)
    {
        // Leaves of the check's own, so that nothing arrives at the user's.
        Tensor[] points = [.. inputs.Select(input => input.Copy().RequiresGradInPlace(input.RequiresGrad))];
        Tensor[] moving = [.. points.Where(point => point.RequiresGrad)];
        if (moving.Length == 0)
            throw Failure.NotDifferentiable(
                operation,
                "no input requires gradients",
                "set requiresGrad on what is to be checked"
            );
        var outputs = function(points);
        for (var k = 0; k < outputs.Length; k++)
        for (var row = 0; row < outputs[k].Length; row++)
        {
            var gradients = Row(outputs[k], row, moving);
            for (var m = 0; m < moving.Length; m++)
            for (var column = 0; column < moving[m].Length; column++)
            {
                var i = Array.IndexOf(points, moving[m]);
                var gradient = gradients[m][column];
                var difference = Difference(function, points, (i, column), (k, row), settings.Step);
                if (settings.IsClose(gradient, difference))
                    continue;
                if (!settings.IsRaising)
                    return false;
                throw Failure.Value(
                    operation,
                    FormattableString.Invariant(
                        $"output {k}{Place(outputs[k], row)} by input {i}{Place(moving[m], column)}: gradient {gradient:G6}, difference {difference:G6}"
                    ),
                    "look at the derivative of what is computed there; use Float64, and points where the function is smooth"
                );
            }
        }
        return true;
    }

    /// <summary>The gradients of one element of an output.</summary>
    private static double[][] Row(Tensor output, int element, Tensor[] moving)
    {
        if (!output.RequiresGrad)
            return Array.ConvertAll(moving, input => new double[input.Length]);
        var unit = Changed(Tensor.ZerosLike(output), element, 1);
        var gradients = Autograd.Grad([output], moving, [unit], retainGraph: true, allowUnused: true);
        return
        [
            .. gradients.Select((gradient, m) => gradient is null ? new double[moving[m].Length] : Doubles(gradient)),
        ];
    }

    private static double Difference(
        Func<Tensor[], Tensor[]> function,
        Tensor[] points,
        (int Input, int Element) by,
        (int Output, int Element) of,
        double step
    )
    {
        double at(double distance)
        {
            var shifted = points.ToArray();
            shifted[by.Input] = Changed(points[by.Input], by.Element, distance).RequiresGradInPlace();
            return Doubles(function(shifted)[of.Output])[of.Element];
        }
        return (at(step) - at(-step)) / (2 * step);
    }

    private static Tensor Changed(Tensor tensor, int element, double change)
    {
        var elements = Doubles(tensor);
        elements[element] += change;
        return Tensor.From(elements).Reshape(tensor.Shape).To(tensor.DType);
    }

    private static double[] Doubles(Tensor tensor) => tensor.Copy().To(DType.Float64).ToArray<double>();

    /// <summary>The index of an element, empty for a number without axes.</summary>
    private static string Place(Tensor tensor, int element)
    {
        var index = new int[tensor.Rank];
        for (var axis = tensor.Rank - 1; axis >= 0; axis--)
            (element, index[axis]) = Math.DivRem(element, tensor.Shape[axis]);
        return index.Length == 0 ? "" : $"[{string.Join(", ", index)}]";
    }
}
