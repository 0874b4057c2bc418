using Core = Riemann.FSharp.Normalisation;

namespace Riemann;

/// <summary>How a Fourier transform of n numbers and its inverse share the factor 1/n that makes them undo each other.</summary>
public enum FourierNorm
{
    /// <summary>All of it in the inverse.</summary>
    Backward,

    /// <summary>1/sqrt(n) in each, which keeps sums of squares.</summary>
    Ortho,

    /// <summary>All of it in the forward transform.</summary>
    Forward,
}

internal static class FourierNorms
{
    public static Core ToCore(this FourierNorm norm) =>
        norm switch
        {
            FourierNorm.Backward => Core.Backward,
            FourierNorm.Ortho => Core.Ortho,
            FourierNorm.Forward => Core.Forward,
            _ => throw Failure.Value("Fourier", $"there is no normalisation {norm}", "one of FourierNorm"),
        };
}
