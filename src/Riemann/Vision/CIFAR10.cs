using Core = Riemann.FSharp.Learning;

namespace Riemann.Vision;

/// <summary>
/// Colour pictures of ten kinds of things, 32 x 32 pixels: 50,000 for training and 10,000 for tests, from the files of the
/// binary version, plain or gzip, or parts of them.
/// Source: Krizhevsky (2009), "Learning multiple layers of features from tiny images".
/// </summary>
public sealed class CIFAR10 : PictureDataset
{
    /// <summary>Reads the files. Raises where one is missing or wrong, with what was found and what is expected.</summary>
    /// <param name="root">The folder of the files, or of a folder <c>cifar10</c>; without one <see cref="DataFolder.GetDataRoot"/>.</param>
    /// <param name="train">The training pictures, or those for tests.</param>
    /// <param name="transform">What is done to a picture; <see cref="ToTensor"/> unless given.</param>
    public CIFAR10(string? root = null, bool train = true, Transform? transform = null)
        : this(Core.Cifar10Module.load(DataFolder.Find(root, "cifar10")), train, transform) { }

    private CIFAR10(Core.Cifar10 data, bool train, Transform? transform)
        : this(train ? data.TrainImages : data.TestImages, train ? data.TrainLabels : data.TestLabels, transform) { }

    private CIFAR10(byte[] pictures, byte[] labels, Transform? transform)
        : base(Tensor.From<byte>(pictures, [labels.Length, 3, 32, 32]).MoveAxis(1, -1), labels, transform) { }

    /// <summary>The names of the classes, by number.</summary>
    public static IReadOnlyList<string> Classes { get; } = [.. Core.Cifar10Module.classes];
}
