using F = Riemann.Functional;

namespace Riemann;

/// <summary>Gives its input back.</summary>
public sealed class Identity : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => input;
}

/// <summary>Makes several axes one: by default all but the first, so that each example becomes a vector.</summary>
/// <param name="startAxis">The first of the axes.</param>
/// <param name="endAxis">The last of them.</param>
public sealed class Flatten(int startAxis = 1, int endAxis = -1) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Flatten(input, startAxis, endAxis);

    /// <inheritdoc/>
    protected override string Describe() => Description.Of(("startAxis", startAxis), ("endAxis", endAxis));
}

/// <summary>Makes one axis several. Raises where the product of the lengths does not fit.</summary>
/// <param name="axis">The axis.</param>
/// <param name="unflattenedSize">The lengths that it becomes, of which one may be -1.</param>
public sealed class Unflatten(int axis, params int[] unflattenedSize) : Module
{
    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => F.Unflatten(input, axis, unflattenedSize);

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(("axis", axis), ("unflattenedSize", Sizes.Printed(unflattenedSize)));
}
