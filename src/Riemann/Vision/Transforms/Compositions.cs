namespace Riemann.Vision;

/// <summary>One transform after the other: <c>new Compose(new ToTensor(), new Normalize(0.1307, 0.3081))</c>.</summary>
/// <param name="transforms">The transforms, the first one first.</param>
public sealed class Compose(params Transform[] transforms) : Transform
{
    /// <inheritdoc/>
    public override bool TakesBatches => Array.TrueForAll(transforms, transform => transform.TakesBatches);

    /// <inheritdoc/>
    public override Tensor Call(Tensor picture) =>
        transforms.Aggregate(picture, (changed, transform) => transform.Call(changed));
}

/// <summary>A function of a picture as a transform among others.</summary>
/// <param name="change">The function.</param>
/// <param name="takesBatches">Whether it does with pictures side by side what it does with each.</param>
public sealed class Lambda(Func<Tensor, Tensor> change, bool takesBatches = false) : Transform
{
    /// <inheritdoc/>
    public override bool TakesBatches => takesBatches;

    /// <inheritdoc/>
    public override Tensor Call(Tensor picture) => change(picture);
}
