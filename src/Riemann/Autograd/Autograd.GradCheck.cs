namespace Riemann;

public static partial class Autograd
{
    /// <summary>
    /// Whether gradients agree with central differences of the function, element by element: |gradient - difference| at most
    /// <paramref name="atol"/> + <paramref name="rtol"/> |difference|. The inputs that require gradients are looked at;
    /// use Float64, for differences of Float32 are too rough for the tolerances. NaN agrees with nothing.
    /// </summary>
    /// <param name="function">A function that gives the same for the same inputs.</param>
    /// <param name="inputs">Where to look. They are not changed.</param>
    /// <param name="eps">The step of the differences.</param>
    /// <param name="atol">The absolute tolerance.</param>
    /// <param name="rtol">The tolerance relative to the difference.</param>
    /// <param name="raiseException">Raises where they disagree, naming the input and the elements, instead of giving false.</param>
    public static bool GradCheck(
        Func<Tensor[], Tensor[]> function,
        Tensor[] inputs,
        double eps = 1e-6,
        double atol = 1e-5,
        double rtol = 1e-3,
        bool raiseException = true
    ) => GradientCheck.Run("GradCheck", function, inputs, new(eps, atol, rtol, raiseException));

    /// <summary>Whether the gradient of a function of one tensor agrees with differences.</summary>
    public static bool GradCheck(
        Func<Tensor, Tensor> function,
        Tensor input,
        double eps = 1e-6,
        double atol = 1e-5,
        double rtol = 1e-3,
        bool raiseException = true
    ) => GradientCheck.Run("GradCheck", Several(function), [input], new(eps, atol, rtol, raiseException));

    /// <summary>
    /// Whether second derivatives agree with differences of the gradients, by the inputs and by gradients of the outputs, for
    /// which ones are taken.
    /// </summary>
    public static bool GradGradCheck(
        Func<Tensor[], Tensor[]> function,
        Tensor[] inputs,
        double eps = 1e-6,
        double atol = 1e-5,
        double rtol = 1e-3,
        bool raiseException = true
    )
    {
        Tensor[] outputs;
        using (new NoGrad())
            outputs = function(inputs);
        Tensor[] ones = [.. outputs.Select(output => Tensor.OnesLike(output).RequiresGradInPlace())];
        Tensor[] gradients(Tensor[] all)
        {
            var by = all[..inputs.Length];
            Tensor[] moving = [.. by.Where(input => input.RequiresGrad)];
            var found = Grad(function(by), moving, all[inputs.Length..], createGraph: true, allowUnused: true);
            return [.. found.Select((gradient, i) => gradient ?? Tensor.ZerosLike(moving[i]))];
        }
        return GradientCheck.Run(
            "GradGradCheck",
            gradients,
            [.. inputs, .. ones],
            new(eps, atol, rtol, raiseException)
        );
    }

    /// <summary>Whether second derivatives of a function of one tensor agree with differences.</summary>
    public static bool GradGradCheck(
        Func<Tensor, Tensor> function,
        Tensor input,
        double eps = 1e-6,
        double atol = 1e-5,
        double rtol = 1e-3,
        bool raiseException = true
    ) => GradGradCheck(Several(function), [input], eps, atol, rtol, raiseException);
}
