using Riemann.Bridge;

namespace Riemann.Vision;

/// <summary>A transform that moves pixels, wherever the channels are.</summary>
public abstract class PictureTransform : Transform
{
    private protected PictureTransform() { }

    /// <inheritdoc/>
    public sealed override bool TakesBatches => true;

    /// <inheritdoc/>
    public sealed override Tensor Call(Tensor picture)
    {
        var x = picture.Primal;
        var isBytes = picture.DType == DType.UInt8 && x.Rank >= 3;
        return Tensor.Wrap(isBytes ? Shaping.MoveAxis(Change(Shaping.MoveAxis(x, -1, -3)), -3, -1) : Change(x));
    }

    /// <summary>The change of pictures with channels first.</summary>
    private protected abstract CoreTensor Change(CoreTensor picture);
}
