using Riemann;
using Riemann.Vision;

/// <summary>Training and test pictures: a data set's, or drawn ones in its form.</summary>
internal static class PictureSets
{
    public static (Dataset Training, Dataset Tests) Mnist(string? folder, long seed)
    {
        var transform = new Compose(new ToTensor(), new Normalize(0.1307, 0.3081));
        return folder is null
            ? (new DrawnDigits(10_000, seed, transform), new DrawnDigits(2_000, seed + 1, transform))
            : (new MNIST(folder, train: true, transform), new MNIST(folder, train: false, transform));
    }

    public static (Dataset Training, Dataset Tests) Cifar10(string? folder, long seed)
    {
        var transform = new Compose(new ToTensor(), new Normalize(0.5, 0.5));
        var coloured = new Compose(new Pad(2), new ToTensor(), new Lambda(Colour), new Normalize(0.5, 0.5));
        return folder is null
            ? (new DrawnDigits(10_000, seed, coloured), new DrawnDigits(2_000, seed + 1, coloured))
            : (new CIFAR10(folder, train: true, transform), new CIFAR10(folder, train: false, transform));
    }

    /// <summary>A grey picture [1, h, w] in a colour of its own, [3, h, w].</summary>
    private static Tensor Colour(Tensor picture) => picture * Tensor.Rand(3, 1, 1);
}
