namespace Riemann.Kernels.Tests;

/// <summary>Element by element, by index arithmetic that no kernel shares.</summary>
internal static class Naive
{
    /// <summary>The elements in row-major order.</summary>
    public static double[] Elements(NDArray x) => [.. Enumerable.Range(0, x.Length).Select(x.ToDouble)];

    /// <summary>A function of the elements of arrays broadcast to a shape.</summary>
    public static double[] Map(Shape shape, Func<double[], double> function, params NDArray[] operands)
    {
        var views = operands.Select(operand => operand.BroadcastTo(shape)).ToArray();
        return
        [
            .. Enumerable.Range(0, shape.Length).Select(i => function([.. views.Select(view => view.ToDouble(i))])),
        ];
    }
}
