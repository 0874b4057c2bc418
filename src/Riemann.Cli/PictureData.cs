using Microsoft.FSharp.Collections;
using Microsoft.FSharp.Core;
using Riemann.FSharp;
using Riemann.FSharp.Learning;
using Riemann.Kernels;

namespace Riemann.Cli;

/// <summary>Sets of pictures as the arrays of <c>riemann mlp</c>.</summary>
internal static class PictureData
{
    public const string MnistFile = "mnist.npz";

    private const long DigitSeed = 1;
    private const int DigitTraining = 10_000;
    private const int DigitTests = 2_000;

    public static FSharpList<Tuple<string, Tensor>> Digits()
    {
        var (images, labels) = DrawnDigits.generate(DigitSeed, DigitTraining + DigitTests);
        var split = images.Length / labels.Length * DigitTraining;
        return Arrays(images[..split], labels[..DigitTraining], images[split..], labels[DigitTraining..]);
    }

    public static FSharpList<Tuple<string, Tensor>> Mnist(string? root)
    {
        var folder = Find(root, "mnist");
        var archive = Path.Combine(folder, MnistFile);
        if (File.Exists(archive))
            return MnistArchive(archive);
        var data = MnistModule.tryLoad(folder).Value();
        return Arrays(data.TrainImages, data.TrainLabels, data.TestImages, data.TestLabels);
    }

    public static FSharpList<Tuple<string, Tensor>> Cifar10(string? root)
    {
        var data = Cifar10Module.tryLoad(Find(root, "cifar10")).Value();
        return Arrays(data.TrainImages, data.TrainLabels, data.TestImages, data.TestLabels);
    }

    /// <summary>The root's folder of that name, or the root itself where it has none.</summary>
    private static string Find(string? root, string name) =>
        root is not null && Directory.Exists(root) && !Directory.Exists(Path.Combine(root, name))
            ? root
            : DataFolder.tryFind(root is null ? null : FSharpOption<string>.Some(root), name).Value();

    /// <summary>The set in one file, as other programs hand it round: x_train, y_train, x_test and y_test.</summary>
    private static FSharpList<Tuple<string, Tensor>> MnistArchive(string path)
    {
        using var file = NpzFileModule.tryOpenRead(path).Value();
        byte[] Bytes(string name)
        {
            var tensor = file.TryRead(name).Value();
            return tensor.DType == DType.UInt8
                ? tensor.Read().ToArray<byte>()
                : throw new Refusal($"{path}: {name} is {tensor.DType}; expected UInt8");
        }
        return Arrays(Bytes("x_train"), Bytes("y_train"), Bytes("x_test"), Bytes("y_test"));
    }

    private static FSharpList<Tuple<string, Tensor>> Arrays(
        byte[] trainImages,
        byte[] trainLabels,
        byte[] testImages,
        byte[] testLabels
    ) =>
        ListModule.OfSeq([
            Tuple.Create("Xtrain", Pixels(trainImages, trainLabels.Length)),
            Tuple.Create("Ttrain", Classes(trainLabels)),
            Tuple.Create("Xtest", Pixels(testImages, testLabels.Length)),
            Tuple.Create("Ttest", Classes(testLabels)),
        ]);

    private static Tensor Pixels(byte[] bytes, int count)
    {
        if (count == 0 || bytes.Length % count != 0)
            throw new Refusal($"{bytes.Length} pixels for {count} labels; expected as many for each");
        var array = NDArray.Of<byte>(bytes, Shape.Of(count, bytes.Length / count));
        return new Tensor(Elementwise.Cast(array, DType.Float32), null) / byte.MaxValue;
    }

    private static Tensor Classes(byte[] labels) =>
        new(Elementwise.Cast(NDArray.Of<byte>(labels, Shape.Of(labels.Length)), DType.Int64), null);
}
