namespace Riemann.Vision;

/// <summary>
/// A change of a picture before training, which may be random. A picture is bytes [height, width, channels] until
/// <see cref="ToTensor"/> makes numbers [channels, height, width] of it; the library's transforms take both, except where
/// they compute with the numbers, and pictures side by side too, each of which then has its own chance.
/// </summary>
public abstract class Transform
{
    /// <summary>
    /// Whether <see cref="Call"/> does with pictures side by side along a first axis what it does with each, so that a
    /// batch is changed at once.
    /// </summary>
    public virtual bool TakesBatches => false;

    /// <summary>The changed picture.</summary>
    public abstract Tensor Call(Tensor picture);
}
