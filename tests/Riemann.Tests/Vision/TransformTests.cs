using Riemann.FSharp;
using Riemann.Vision;
using Xunit;

namespace Riemann.Tests.Vision;

public class TransformTests
{
    /// <summary>Bytes [3, 4, 2]: row, column, channel.</summary>
    private static Tensor Bytes() => Tensor.Arange(24).Byte().Reshape(3, 4, 2);

    private static string Message(Func<object> use) => Assert.Throws<RiemannException>(() => use()).Message;

    [Fact]
    public void Bytes_become_numbers_with_channels_first()
    {
        var x = new ToTensor().Call(Bytes());

        Assert.Equal([2, 3, 4], x.Shape);
        Assert.Equal(DType.Float32, x.DType);
        Assert.Equal(13 / 255f, x[1, 1, 2].Item<float>());
        Assert.Equal([1, 3, 4], new ToTensor().Call(Tensor.Zeros([3, 4], DType.UInt8)).Shape);
        Assert.Contains("the pixels must be bytes", Message(() => new ToTensor().Call(Tensor.Zeros(3, 4))));
    }

    [Fact]
    public void Channels_are_normalised_each_with_its_numbers()
    {
        var x = Tensor.Ones(2, 3, 4);

        Assert.Equal(0.5f, new Normalize(0.5, 1).Call(x)[1, 2, 3].Item<float>());
        Assert.Equal(-0.5f, new Normalize([1, 2], [1, 2]).Call(x)[1, 0, 0].Item<float>());
        Assert.Contains("3 means for 2 channels", Message(() => new Normalize([1, 2, 3], [1]).Call(x)));
        Assert.Contains("positive numbers", Message(() => new Normalize(0, 0).Call(x)));
        Assert.Contains("Transform.toTensor makes floats of bytes", Message(() => new Normalize(0, 1).Call(Bytes())));
    }

    [Fact]
    public void Bytes_are_moved_as_numbers_are()
    {
        Transform[] moves =
        [
            new RandomHorizontalFlip(1),
            new RandomVerticalFlip(1),
            new Pad(1),
            new Pad([1, 2]),
            new Pad([1, 0, 2, 1], paddingMode: PaddingMode.Replicate),
            new CenterCrop(2),
            new CenterCrop((1, 2)),
        ];
        foreach (var move in moves)
        {
            var late = new Compose(new ToTensor(), move).Call(Bytes());
            Assert.True(new Compose(move, new ToTensor()).Call(Bytes()).Equal(late));
        }
    }

    [Fact]
    public void Flips_exchange_sides()
    {
        var x = Tensor.From(
            new float[,,]
            {
                {
                    { 1, 2 },
                    { 3, 4 },
                },
            }
        );

        Assert.Equal([2, 1, 4, 3], new RandomHorizontalFlip(1).Call(x).ToArray<float>());
        Assert.Equal([3, 4, 1, 2], new RandomVerticalFlip(1).Call(x).ToArray<float>());
        Assert.Equal([1, 2, 3, 4], new RandomVerticalFlip(0).Call(x).ToArray<float>());
        Assert.Contains("2 is not a probability", Message(() => new RandomHorizontalFlip(2).Call(x)));
    }

    [Fact]
    public void Pixels_are_added_and_taken_away()
    {
        var x = Tensor.Arange(9).Float().Reshape(1, 3, 3);

        Assert.Equal([1, 5, 7], new Pad([2, 1]).Call(x).Shape);
        Assert.Equal(9, new Pad(1, fill: 9).Call(x)[0, 0, 0].Item());
        Assert.Equal([4], new CenterCrop(1).Call(x).ToArray<float>());
        Assert.Equal([1, 3, 3], new RandomCrop(3, padding: 1).Call(x).Shape);
        Assert.True(new RandomCrop(3).Call(x).Equal(x));
        Assert.Contains("are not all in 3 x 3", Message(() => new RandomCrop(4).Call(x)));
        Assert.Contains("are not all in 3 x 3", Message(() => new CenterCrop(4).Call(x)));
        Assert.Contains("height and width, or one number for both", Message(() => new CenterCrop([1, 2, 3]).Call(x)));
    }

    [Fact]
    public void Pictures_are_turned_and_resized()
    {
        var x = Tensor.Arange(9).Float().Reshape(1, 3, 3);

        Assert.True(new RandomRotation(90, 90).Call(x).AllClose(x.Rot90(1, 1, 2)));
        Assert.True(new RandomRotation(0).Call(x).Equal(x));
        Assert.Equal([1, 6, 2], new Resize((6, 2)).Call(x).Shape);
        Assert.Equal(8, new Resize(6, bilinear: false).Call(x)[0, 5, 5].Item());
        Assert.Contains("the least one first", Message(() => new RandomRotation(2, 1).Call(x)));
        Assert.Contains("a height and a width of 1 or more", Message(() => new Resize(0).Call(x)));
    }

    [Fact]
    public void Chances_come_from_the_seed()
    {
        Tensor draw()
        {
            Random.ManualSeed(3);
            var change = new Compose(new RandomCrop(3, padding: 2), new RandomHorizontalFlip(), new RandomRotation(30));
            return change.Call(Tensor.Arange(36).Float().Reshape(4, 1, 3, 3));
        }

        Assert.True(draw().Equal(draw()));
    }

    [Fact]
    public void Batches_are_changed_at_once_where_all_transforms_can()
    {
        Assert.True(new Compose(new ToTensor(), new RandomHorizontalFlip()).TakesBatches);
        Assert.False(new Compose(new ToTensor(), new Lambda(x => x)).TakesBatches);
        Assert.True(new Lambda(x => x * 2, takesBatches: true).TakesBatches);
        Assert.True(new Compose().Call(Bytes()).Equal(Bytes()));
    }

    [Fact]
    public void Each_picture_of_a_batch_has_its_own_chance()
    {
        Random.ManualSeed(1);
        var x = Tensor.Arange(2).Float().Reshape(1, 1, 1, 2).Expand(200, 1, 1, 2);
        var flipped = new RandomHorizontalFlip().Call(x)[.., 0, 0, 0].Sum().Item();

        Assert.InRange(flipped, 60, 140);
    }
}
