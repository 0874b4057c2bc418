using Xunit;

namespace Riemann.Kernels.Tests.Optimisers;

[Collection("threads")]
public class OptimiserPassTests
{
    private static readonly AdamStep Adam = new(0.9, 0.99, 0.01, 1e-8, 0.25, true);

    private static NDArray Random(long seed, DType dtype, params int[] shape) =>
        Elementwise.Square(Philox.Normal(NDArray.Full(DType.Int64, Shape.Scalar, seed), Shape.Of(shape), dtype));

    private static OptimiserOperands Operands(DType dtype, params int[] shape) =>
        new(
            Random(1, dtype, shape),
            Random(2, dtype, shape),
            [Random(3, dtype, shape), Random(4, dtype, shape), Random(5, dtype, shape)],
            0.1,
            true
        );

    private static float[][] Numbers((NDArray Parameter, NDArray[] Slots) result) =>
        [result.Parameter.ToArray<float>(), .. result.Slots.Select(slot => slot.ToArray<float>())];

    [Fact]
    public void StridedOperandsAreReadInTheirOrder()
    {
        var whole = Operands(DType.Float32, 5, 3);
        var zero = NDArray.Full(DType.Float32, Shape.Scalar, 0.0).View(Shape.Of(5, 3), 0, [0, 0]);
        var strided = whole with
        {
            Parameter = whole.Parameter.Permute([1, 0]).Contiguous().Permute([1, 0]),
            Slots = [zero, whole.Slots[1], whole.Slots[2]],
        };
        var expected = Adam.Apply(whole with { Slots = [zero.Contiguous(), whole.Slots[1], whole.Slots[2]] });
        Assert.Equal(Numbers(expected), Numbers(Adam.Apply(strided)));
    }

    // The last results are large enough to be written past the cache.
    [Theory]
    [InlineData(200_003)]
    [InlineData(300_001)]
    public void TheBitsDoNotDependOnTheThreads(int length)
    {
        var operands = Operands(DType.Float32, length);
        var before = ForkJoin.Threads;
        try
        {
            ForkJoin.Threads = 1;
            var expected = Numbers(Adam.Apply(operands));
            foreach (var threads in new[] { 2, 3, 5 })
            {
                ForkJoin.Threads = threads;
                Assert.Equal(expected, Numbers(Adam.Apply(operands)));
            }
        }
        finally
        {
            ForkJoin.Threads = before;
        }
    }

    [Fact]
    public void AnElementIsDoneTheSameWayWhereverItIs()
    {
        const int length = 300_001;
        var operands = Operands(DType.Float32, length);
        var expected = Numbers(Adam.Apply(operands));
        foreach (var first in new[] { 0, 3, 131_071, length - 5 })
        {
            NDArray Part(NDArray array) => array.View(Shape.Of(5), first, [1]);
            var part = Numbers(
                Adam.Apply(
                    operands with
                    {
                        Parameter = Part(operands.Parameter),
                        Gradient = Part(operands.Gradient),
                        Slots = [.. operands.Slots.Select(Part)],
                    }
                )
            );
            for (var array = 0; array < expected.Length; array++)
                Assert.Equal(expected[array][first..(first + 5)], part[array]);
        }
    }

    [Fact]
    public void OperandsStayAsTheyAre()
    {
        var (operands, same) = (Operands(DType.Float32, 67), Operands(DType.Float32, 67));
        Adam.Apply(operands);
        Assert.Equal(
            Numbers((same.Parameter, [same.Gradient, .. same.Slots])),
            Numbers((operands.Parameter, [operands.Gradient, .. operands.Slots]))
        );
    }

    [Fact]
    public void OperandsOfAnotherShapeOrTypeAreRefused()
    {
        var operands = Operands(DType.Float64, 3);
        foreach (var other in new[] { Random(1, DType.Float64, 4), Random(1, DType.Float32, 3) })
        {
            Assert.Throws<ArgumentException>(() => Adam.Apply(operands with { Gradient = other }));
            Assert.Throws<ArgumentException>(() => Adam.Apply(operands with { Slots = [other, other, other] }));
        }
    }
}
