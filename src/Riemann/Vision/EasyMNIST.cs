using Core = Riemann.FSharp.Learning;

namespace Riemann.Vision;

/// <summary>
/// <see cref="MNIST"/> as a first network takes it: pictures are vectors, Float32 [784] from 0 to 1, and labels are numbers,
/// Int64, or rows of ten zeros and ones, Float32.
/// </summary>
public sealed class EasyMNIST : TensorDataset
{
    /// <summary>Reads the files. Raises where one is missing or wrong, with what was found and what is expected.</summary>
    /// <param name="root">The folder of the files, or of a folder <c>mnist</c>; without one <see cref="DataFolder.GetDataRoot"/>.</param>
    /// <param name="train">The training digits, or those for tests.</param>
    /// <param name="onehotLabel">Whether a label is a row of zeros and ones.</param>
    public EasyMNIST(string? root = null, bool train = true, bool onehotLabel = false)
        : base(Examples(Core.MnistModule.load(DataFolder.Find(root, "mnist")), train, new(onehotLabel))) { }

    private static Core.Dataset<Tuple<CoreTensor, CoreTensor>> Examples(
        Core.Mnist data,
        bool train,
        Core.EasyMnist settings
    ) => train ? Core.EasyMnistModule.training(settings, data) : Core.EasyMnistModule.test(settings, data);
}
