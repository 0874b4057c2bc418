using Core = Riemann.FSharp.Learning.Nonlinearity;

namespace Riemann;

/// <summary>What follows a layer, and so how much its first weights are to make up for.</summary>
public enum Nonlinearity
{
    /// <summary>None.</summary>
    Linear,

    /// <summary>None: convolutions count as linear.</summary>
    Conv,

    /// <summary>The logistic function.</summary>
    Sigmoid,

    /// <summary>The hyperbolic tangent.</summary>
    Tanh,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>max(x, 0), with a slope below 0.</summary>
    LeakyRelu,

    /// <summary>The self-normalising exponential unit.</summary>
    Selu,
}

/// <summary>Which side of a layer sets the scale of its weights.</summary>
public enum FanMode
{
    /// <summary>The inputs of a unit, which keeps the variance of values going forward.</summary>
    FanIn,

    /// <summary>The outputs of an input, which keeps the variance of gradients going back.</summary>
    FanOut,
}

internal static class Nonlinearities
{
    public static Core ToCore(this Nonlinearity nonlinearity, double slope) =>
        nonlinearity switch
        {
            Nonlinearity.Linear or Nonlinearity.Conv => Core.Linear,
            Nonlinearity.Sigmoid => Core.Sigmoid,
            Nonlinearity.Tanh => Core.Tanh,
            Nonlinearity.Relu => Core.Relu,
            Nonlinearity.LeakyRelu => Core.NewLeakyRelu(slope),
            Nonlinearity.Selu => Core.Selu,
            _ => throw Failure.Value("Init", $"no gain is known for {nonlinearity}", "one of Nonlinearity"),
        };

    public static FSharp.Learning.Fan ToCore(this FanMode mode) =>
        mode == FanMode.FanOut ? FSharp.Learning.Fan.Out : FSharp.Learning.Fan.In;
}
