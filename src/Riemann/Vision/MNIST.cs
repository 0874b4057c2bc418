using Core = Riemann.FSharp.Learning;

namespace Riemann.Vision;

/// <summary>
/// Handwritten digits, 28 x 28 pixels: 60,000 for training and 10,000 for tests, from the four IDX files, plain or gzip.
/// Source: LeCun, Cortes and Burges (1998), "The MNIST database of handwritten digits".
/// </summary>
public sealed class MNIST : GreyPictures
{
    /// <summary>Reads the files. Raises where one is missing or wrong, with what was found and what is expected.</summary>
    /// <param name="root">The folder of the files, or of a folder <c>mnist</c>; without one <see cref="DataFolder.GetDataRoot"/>.</param>
    /// <param name="train">The training digits, or those for tests.</param>
    /// <param name="transform">What is done to a picture; <see cref="ToTensor"/> unless given.</param>
    public MNIST(string? root = null, bool train = true, Transform? transform = null)
        : base("mnist", root, train, transform) { }
}

/// <summary>
/// Grey pictures of clothes, 28 x 28 pixels, in files as those of <see cref="MNIST"/>.
/// Source: Xiao, Rasul and Vollgraf (2017), "Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms".
/// </summary>
public sealed class FashionMNIST : GreyPictures
{
    /// <summary>Reads the files. Raises where one is missing or wrong, with what was found and what is expected.</summary>
    /// <param name="root">The folder of the files, or of a folder <c>fashion-mnist</c>; without one <see cref="DataFolder.GetDataRoot"/>.</param>
    /// <param name="train">The training pictures, or those for tests.</param>
    /// <param name="transform">What is done to a picture; <see cref="ToTensor"/> unless given.</param>
    public FashionMNIST(string? root = null, bool train = true, Transform? transform = null)
        : base("fashion-mnist", root, train, transform) { }

    /// <summary>The names of the classes, by number.</summary>
    public static IReadOnlyList<string> Classes { get; } =
    ["t-shirt", "trouser", "pullover", "dress", "coat", "sandal", "shirt", "sneaker", "bag", "ankle boot"];
}

/// <summary>Grey pictures in the four files that MNIST has.</summary>
public abstract class GreyPictures : PictureDataset
{
    private protected GreyPictures(string name, string? root, bool train, Transform? transform)
        : this(Core.MnistModule.load(DataFolder.Find(root, name)), train, transform) { }

    private GreyPictures(Core.Mnist data, bool train, Transform? transform)
        : this(data, train ? data.TrainImages : data.TestImages, train ? data.TrainLabels : data.TestLabels, transform)
    { }

    private GreyPictures(Core.Mnist data, byte[] pictures, byte[] labels, Transform? transform)
        : base(Tensor.From<byte>(pictures, [labels.Length, data.Rows, data.Columns, 1]), labels, transform) { }
}
