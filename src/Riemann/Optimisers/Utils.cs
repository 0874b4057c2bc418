using Riemann.Bridge;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>What changes gradients between Backward and Step.</summary>
public static class Utils
{
    /// <summary>
    /// Makes the gradients shorter, in place, where their norm, as if they were one vector, is more than
    /// <paramref name="maxNorm"/>: all by the same factor. The result is the norm before. A NaN among them makes all NaN.
    /// Source: Pascanu, Mikolov and Bengio (2013), algorithm 1, in PyTorch's form.
    /// </summary>
    /// <param name="parameters">The tensors whose gradients are meant; those without one count nothing.</param>
    /// <param name="maxNorm">The largest norm that passes unchanged, 0 or more.</param>
    /// <param name="normType">The order of the norm, more than 0; infinity for the largest absolute element.</param>
    /// <param name="errorIfNonFinite">Raises where the norm is NaN or infinite.</param>
    public static Tensor ClipGradNorm(
        IEnumerable<Tensor> parameters,
        double maxNorm,
        double normType = 2,
        bool errorIfNonFinite = false
    )
    {
        var (gradients, values) = Gradients(parameters);
        var clipped = Optimising.ClipByNorm(new Core.ClipByNorm(maxNorm, normType, errorIfNonFinite), values);
        Replace(gradients, clipped);
        return Tensor.Wrap(Optimising.GradientNorm(normType, values));
    }

    /// <summary>Makes the gradients of one parameter shorter, as the other form does.</summary>
    public static Tensor ClipGradNorm(
        Tensor parameter,
        double maxNorm,
        double normType = 2,
        bool errorIfNonFinite = false
    ) => ClipGradNorm([parameter], maxNorm, normType, errorIfNonFinite);

    /// <summary>
    /// Holds every element of the gradients between -<paramref name="clipValue"/> and <paramref name="clipValue"/>, in place;
    /// NaN stays.
    /// </summary>
    /// <param name="parameters">The tensors whose gradients are meant.</param>
    /// <param name="clipValue">The largest absolute value, 0 or more.</param>
    /// <param name="errorIfNonFinite">Raises where an element is NaN or infinite; then nothing has changed.</param>
    public static void ClipGradValue(IEnumerable<Tensor> parameters, double clipValue, bool errorIfNonFinite = false)
    {
        var (gradients, values) = Gradients(parameters);
        if (errorIfNonFinite && !Optimising.IsFinite(values))
            throw Failure.Value(
                "ClipGradValue",
                "a gradient has elements that are NaN or infinite",
                "look for the operation that made them, or clip with errorIfNonFinite: false"
            );
        Replace(gradients, Optimising.ClipByValue(clipValue, values));
    }

    /// <summary>Holds every element of the gradient of one parameter between bounds, as the other form does.</summary>
    public static void ClipGradValue(Tensor parameter, double clipValue, bool errorIfNonFinite = false) =>
        ClipGradValue([parameter], clipValue, errorIfNonFinite);

    private static (Tensor[] Gradients, CoreTensor[] Values) Gradients(IEnumerable<Tensor> parameters)
    {
        Tensor[] gradients = [.. parameters.Select(parameter => parameter.Grad).OfType<Tensor>()];
        return (gradients, Array.ConvertAll(gradients, gradient => gradient.Primal));
    }

    private static void Replace(Tensor[] gradients, CoreTensor[] values)
    {
        for (var i = 0; i < gradients.Length; i++)
            gradients[i].Replace(values[i]);
    }
}
