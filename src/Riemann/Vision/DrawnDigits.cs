using Core = Riemann.FSharp.Learning;

namespace Riemann.Vision;

/// <summary>
/// Digits in the form of <see cref="MNIST"/> that need no files: every picture is drawn, with a pen, a hand and a slant of
/// its own. A picture depends on the seed and its number alone.
/// </summary>
public sealed class DrawnDigits : PictureDataset
{
    /// <summary>Draws the pictures.</summary>
    /// <param name="count">How many.</param>
    /// <param name="seed">Another number, other pictures: such as those for tests.</param>
    /// <param name="transform">What is done to a picture; <see cref="ToTensor"/> unless given.</param>
    public DrawnDigits(int count, long seed = 1, Transform? transform = null)
        : this(Core.DrawnDigits.generate(seed, count), transform) { }

    private DrawnDigits(Tuple<byte[], byte[]> drawn, Transform? transform)
        : base(
            Tensor.From<byte>(drawn.Item1, [drawn.Item2.Length, Core.DrawnDigits.Size, Core.DrawnDigits.Size, 1]),
            drawn.Item2,
            transform
        ) { }
}
