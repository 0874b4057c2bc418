using Riemann.FSharp;
using Riemann.Vision;
using Xunit;
using Core = Riemann.FSharp.Learning;
using CoreTensor = Riemann.FSharp.Tensor;

namespace Riemann.Tests.Vision;

public class PictureDatasetTests
{
    /// <summary>Examples one by one and in a batch are those of the functional library, bit for bit.</summary>
    private static void AreThoseOf(Core.Dataset<Tuple<CoreTensor, CoreTensor>> expected, Dataset data)
    {
        Assert.Equal(expected.Count, data.Count);
        int[] indices = [data.Count - 1, 0, 1];
        var (inputs, targets) = data.GetBatch(indices);
        foreach (var (place, index) in indices.Index())
        {
            var (input, target) = expected[index];
            Assert.True(data[index].Item1.Equal(Tensor.Wrap(input)));
            Assert.True(data[index].Item2.Equal(Tensor.Wrap(target)));
            Assert.True(inputs[place].Equal(Tensor.Wrap(input)));
            Assert.True(targets[place].Equal(Tensor.Wrap(target)));
        }
    }

    [Fact]
    public void Digits_are_read_from_four_files()
    {
        using var folder = new IdxFolder();
        var data = new MNIST(folder.Path);
        var (picture, label) = data[4];

        Assert.Equal(6, data.Count);
        Assert.Equal(3, new MNIST(folder.Path, train: false).Count);
        Assert.Equal([1, 28, 28], picture.Shape);
        Assert.Equal(DType.Float32, picture.DType);
        Assert.Equal(6 / 255f, picture[0, 0, 2].Item<float>());
        Assert.Equal(DType.Int64, label.DType);
        Assert.Equal(4, label.Item());
        AreThoseOf(Core.MnistModule.training(Core.MnistModule.load(folder.Path)), data);
    }

    [Fact]
    public void A_root_may_hold_the_folder_of_the_files()
    {
        using var folder = new IdxFolder();
        var root = Path.GetDirectoryName(folder.Path)!;
        var link = Path.Combine(root, Path.GetRandomFileName());
        Directory.CreateDirectory(link);
        Directory.Move(folder.Path, Path.Combine(link, "fashion-mnist"));
        try
        {
            Assert.Equal(6, new FashionMNIST(link).Count);
            Assert.Equal(10, FashionMNIST.Classes.Count);
        }
        finally
        {
            Directory.Move(Path.Combine(link, "fashion-mnist"), folder.Path);
            Directory.Delete(link);
        }
    }

    [Fact]
    public void A_transform_gets_bytes_and_a_batch_is_what_its_examples_are()
    {
        using var folder = new IdxFolder();
        var seen = new List<string>();
        Tensor note(Tensor picture)
        {
            seen.Add($"{picture.DType} {string.Join(' ', picture.Shape)}");
            return picture;
        }
        var one = new MNIST(
            folder.Path,
            transform: new Compose(new Lambda(note), new ToTensor(), new Normalize(0.5, 0.25))
        );
        var many = new MNIST(folder.Path, transform: new Compose(new ToTensor(), new Normalize(0.5, 0.25)));

        var batch = one.GetBatch([5, 0]);
        Assert.Equal(["UInt8 28 28 1", "UInt8 28 28 1"], seen);
        Assert.True(batch.Item1.Equal(many.GetBatch([5, 0]).Item1));
        Assert.True(batch.Item1[0].Equal(many[5].Item1));
        Assert.Equal((5 / 255f - 0.5f) / 0.25f, many[5].Item1[0, 0, 0].Item<float>(), 1e-6f);
    }

    [Fact]
    public void Easy_digits_are_vectors()
    {
        using var folder = new IdxFolder();
        var data = new EasyMNIST(folder.Path);
        var (picture, label) = data[3];
        var (_, row) = new EasyMNIST(folder.Path, train: false, onehotLabel: true)[2];

        Assert.Equal([784], picture.Shape);
        Assert.Equal(3, (int)label);
        Assert.Equal([0, 0, 1, 0, 0, 0, 0, 0, 0, 0], row.ToArray<float>());
        Assert.Equal([2, 784], data.GetBatch([0, 1]).Item1.Shape);
    }

    [Fact]
    public void A_missing_folder_or_file_is_named()
    {
        using var folder = new IdxFolder();
        File.Delete(folder.File("t10k-labels-idx1-ubyte"));

        Assert.Contains("a file is not there", Assert.Throws<RiemannException>(() => new MNIST(folder.Path)).Message);
        var message = Assert.Throws<RiemannException>(() => new MNIST(folder.File("nowhere"))).Message;
        Assert.Contains("there is no such folder", message);
        Assert.Contains("nowhere", message);
        Assert.Contains(
            "there is no such folder",
            Assert.Throws<RiemannException>(() => new CIFAR10(folder.File("nowhere"))).Message
        );
    }

    [Fact]
    public void A_cut_file_is_refused()
    {
        using var folder = new IdxFolder();
        var file = folder.File("train-images-idx3-ubyte");
        File.WriteAllBytes(file, File.ReadAllBytes(file)[..^100]);

        Assert.Contains(file, Assert.Throws<RiemannException>(() => new EasyMNIST(folder.Path)).Message);
    }

    [Fact]
    public void There_is_no_other_picture()
    {
        using var folder = new IdxFolder();
        var data = new MNIST(folder.Path, train: false);

        Assert.Contains("there is no example 3 of 3", Assert.Throws<RiemannException>(() => data[3]).Message);
    }

    [Fact]
    public void An_empty_set_has_no_batches()
    {
        using var folder = new IdxFolder(0, 0);

        Assert.Empty(new DataLoader(new MNIST(folder.Path), batchSize: 10, shuffle: true));
    }

    [Fact]
    public void Digits_are_drawn()
    {
        var (pixels, labels) = Core.DrawnDigits.generate(7, 20);
        var data = new DrawnDigits(20, seed: 7);

        Assert.Equal(20, data.Count);
        Assert.Equal([1, 28, 28], data[0].Item1.Shape);
        Assert.Equal(pixels[784..1568], (data[1].Item1 * 255).Round().Byte().ToArray<byte>());
        Assert.Equal(labels.Select(label => (long)label), data.Select(example => example.Item2.Item<long>()));
        Assert.False(data[0].Item1.Equal(new DrawnDigits(20, seed: 8)[0].Item1));
    }

    [DataFact("mnist")]
    public void The_digits_of_MNIST()
    {
        var folder = RealData.Find("mnist")!;
        var data = Core.MnistModule.load(folder);

        AreThoseOf(Core.MnistModule.training(data), new MNIST(Path.GetDirectoryName(folder)));
        AreThoseOf(Core.MnistModule.test(data), new MNIST(folder, train: false));
        AreThoseOf(Core.EasyMnistModule.training(new(true), data), new EasyMNIST(folder, onehotLabel: true));
    }

    [DataFact("cifar10")]
    public void The_pictures_of_CIFAR10()
    {
        var folder = RealData.Find("cifar10")!;
        var data = Core.Cifar10Module.load(folder);

        AreThoseOf(Core.Cifar10Module.training(data), new CIFAR10(folder));
        AreThoseOf(Core.Cifar10Module.test(data), new CIFAR10(folder, train: false));
        Assert.Equal("airplane", CIFAR10.Classes[0]);
        Assert.Equal([3, 32, 32], new CIFAR10(folder)[0].Item1.Shape);
    }
}
