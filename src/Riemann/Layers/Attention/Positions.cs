using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// Adds sines and cosines of each place to [.., length, features], of which there is an even number.
/// Source: Vaswani et al. (2017), section 3.5.
/// </summary>
/// <param name="maxPeriod">The longest period, divided by 2π.</param>
public sealed class SinusoidalPositions(double maxPeriod = 10000) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) =>
        Tensor.Wrap(Core.SinusoidalPositionsModule.apply(new(maxPeriod), input.Operand));

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("maxPeriod", maxPeriod));
}

/// <summary>
/// Turns pairs of features of [.., length, features] by angles that grow with the place.
/// Source: Su et al. (2021), equation 34.
/// </summary>
/// <param name="maxPeriod">The longest period, divided by 2π.</param>
public sealed class RotaryPositions(double maxPeriod = 10000) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) =>
        Tensor.Wrap(Core.RotaryPositionsModule.apply(new(maxPeriod), input.Operand));

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("maxPeriod", maxPeriod));
}

/// <summary>Adds a trained vector for each place to [.., length, features].</summary>
public sealed class LearnedPositions : Module
{
    /// <summary>Standard normal vectors for so many places. Raises where a size is not positive.</summary>
    public LearnedPositions(int maxLength, int features, DType dtype = DType.Float32) =>
        Weight = Core
            .LearnedPositionsModule.init(new(maxLength, features, (Kernels.DType)dtype), Random.NextKey())
            .Weight.ToParameter();

    /// <summary>The vectors, [places, features].</summary>
    public Parameter Weight { get; set; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) =>
        Tensor.Wrap(Core.LearnedPositionsModule.apply(new(Weight.Operand), input.Operand));

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("", Weight.Size(0)), ("", Weight.Size(1)));
}
