using Xunit;

namespace Riemann.Kernels.Tests;

public class ConcatenateTests
{
    [Fact]
    public void Parts_are_found_again_in_the_whole()
    {
        var random = new Random(10);
        for (var trial = 0; trial < 300; trial++)
        {
            var x = Operands.Relayout(
                random,
                Operands.Integers<double>(random, Operands.RandomShape(random, random.Next(1, 4)))
            );
            var axis = random.Next(x.Rank);
            var parts = new NDArray[random.Next(1, 5)];
            for (var i = 0; i < parts.Length; i++)
            {
                var lengths = x.Shape.Dimensions.ToArray();
                lengths[axis] = random.Next(0, lengths[axis] + 1);
                parts[i] = x.Slice(new int[x.Rank], lengths, [.. Enumerable.Repeat(1, x.Rank)]);
            }
            var whole = Indexing.Concatenate(parts, axis);
            Assert.Equal(parts.Sum(part => part.Shape[axis]), whole.Shape[axis]);
            var starts = new int[x.Rank];
            foreach (var part in parts)
            {
                var found = whole.Slice(starts, part.Shape.Dimensions, [.. Enumerable.Repeat(1, x.Rank)]);
                Assert.Equal(part.ToArray<double>(), found.ToArray<double>());
                starts[axis] += part.Shape[axis];
            }
        }
    }

    [Fact]
    public void Other_element_sizes()
    {
        var x = NDArray.Of<bool>([true, false, true, true], Shape.Of(2, 2));
        var z = NDArray.Of<bool>([false, true, false, false], Shape.Of(2, 2)).Permute([1, 0]);
        Assert.Equal([true, false, true, true, false, false, true, false], Joined<bool>(x, z, 0));
        Assert.Equal([true, false, false, false, true, true, true, false], Joined<bool>(x, z, 1));
        var y = NDArray.Of<float>([1, 2], Shape.Of(2, 1));
        Assert.Equal([1, 1, 2, 2], Joined<float>(y, y, 1));
    }

    private static T[] Joined<T>(NDArray left, NDArray right, int axis)
        where T : unmanaged => Indexing.Concatenate([left, right], axis).ToArray<T>();
}
