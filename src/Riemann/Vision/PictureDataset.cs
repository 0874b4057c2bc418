using Riemann.Bridge;

namespace Riemann.Vision;

/// <summary>
/// Pictures with the numbers of their classes: Float32 [channels, height, width] from 0 to 1 and Int64. They are kept as
/// bytes [height, width, channels], which is what a transform is given.
/// </summary>
public abstract class PictureDataset : TensorDataset
{
    private static readonly ToTensor usual = new();
    private readonly Transform transform;

    private protected PictureDataset(Tensor pictures, byte[] labels, Transform? transform)
        : base(pictures, Tensor.From(labels, dtype: DType.Int64)) => this.transform = transform ?? usual;

    /// <summary>An example by its number, from 0. Raises for a number that no example has.</summary>
    public override (Tensor, Tensor) this[int index]
    {
        get
        {
            var (picture, label) = base[index];
            return (transform.Call(picture), label);
        }
    }

    /// <inheritdoc/>
    public override (Tensor, Tensor) GetBatch(int[] indices)
    {
        if (!transform.TakesBatches)
            return Pair(Loading.Stack(Array.ConvertAll(indices, Example)));
        var (pictures, labels) = base.GetBatch(indices);
        return (transform.Call(pictures), labels);
    }
}
