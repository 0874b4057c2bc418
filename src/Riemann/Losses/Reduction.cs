using Core = Riemann.FSharp.Learning.Reduction;

namespace Riemann;

/// <summary>How the losses of single elements or examples become one.</summary>
public enum Reduction
{
    /// <summary>Not at all: the losses stay apart.</summary>
    None,

    /// <summary>Their mean; where classes have weights, the sum divided by the weights of the labels.</summary>
    Mean,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their sum, divided by the length of the first axis.</summary>
    BatchMean,
}

internal static class Reductions
{
    public static Core ToCore(this Reduction reduction) =>
        reduction switch
        {
            Reduction.None => Core.None,
            Reduction.Mean => Core.Mean,
            Reduction.Sum => Core.Sum,
            Reduction.BatchMean => Core.BatchMean,
            _ => throw Failure.Value("reduction", $"there is no reduction {reduction}", "one of Reduction"),
        };
}
