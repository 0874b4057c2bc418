using Xunit;

namespace Riemann.Kernels.Tests;

public class PhiloxBlocksTests
{
    [Theory]
    [InlineData(0UL, 0UL, 0UL, 0xe169c58d6627e8d5UL, 0x9b00dbd8bc57ac4cUL)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x41c83b0e408f276dUL, 0x6d5451fda20bc7c6UL)]
    [InlineData(
        0x299f31d0a4093822UL,
        0x85a308d3243f6a88UL,
        0x0370734413198a2eUL,
        0x94fdccebd16cfe09UL,
        0x24126ea15001e420UL
    )]
    public void Published_known_answers(ulong key, ulong lower, ulong upper, ulong first, ulong second)
    {
        var words = new ulong[4];
        PhiloxBlocks.Fill(words, key, lower, upper);
        Assert.Equal(first, words[0]);
        Assert.Equal(second, words[1]);
        Assert.Equal((first, second), PhiloxBlocks.Block(key, lower, upper));
    }

    [Fact]
    public void Counters_count_up_in_64_bits()
    {
        var words = new ulong[40];
        const ulong start = uint.MaxValue - 3UL;
        PhiloxBlocks.Fill(words, 12345, start, 7);
        for (var block = 0; block < words.Length / 2; block++)
            Assert.Equal(PhiloxBlocks.Block(12345, start + (ulong)block, 7), (words[2 * block], words[2 * block + 1]));
    }
}
