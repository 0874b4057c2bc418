using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Sorting against the stable sort of the library, by lengths, types, axes and special values.</summary>
public class ArgSortTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(48)]
    [InlineData(49)]
    [InlineData(1000)]
    [InlineData(40_000)]
    public void AgreesWithAStableSort(int length)
    {
        var random = new Random(length);
        Check(length, () => (float)random.NextDouble() - 0.5f);
        Check(
            length,
            () =>
                random.Next(6) switch
                {
                    0 => double.NaN,
                    1 => -0.0,
                    2 => 0.0,
                    3 => double.NegativeInfinity,
                    _ => random.Next(-9, 9),
                }
        );
        Check(length, () => random.Next(int.MinValue, int.MaxValue));
        Check(length, () => random.NextInt64(long.MinValue, long.MaxValue));
        Check(length, () => (byte)random.Next(256));
        Check(length, () => 7);
    }

    [Fact]
    public void LinesAlongAnyAxisOfAnyLayout()
    {
        var random = new Random(9);
        for (var trial = 0; trial < 6; trial++)
        {
            var x = Layouts.Integers<int>(random, Shape.Of(7, 300, 60));
            for (var axis = 0; axis < 3; axis++)
            {
                var order = Sorting.ArgSort(x, axis, false, x.Shape[axis]);
                var sorted = Indexing.Gather(x, order, axis);
                for (var i = 0; i < 200; i++)
                {
                    var index = Operands.Index(x.Shape, random.Next(x.Length));
                    var line = Enumerable
                        .Range(0, x.Shape[axis])
                        .Select(at =>
                        {
                            index[axis] = at;
                            return Operands.Position(x.Shape, index);
                        })
                        .ToArray();
                    Assert.Equal(line.Select(x.ToDouble).Order(), line.Select(sorted.ToDouble));
                }
            }
        }
    }

    private static void Check<T>(int length, Func<T> next)
        where T : unmanaged, INumber<T>
    {
        var values = new T[length];
        foreach (ref var value in values.AsSpan())
            value = next();
        var x = NDArray.Of<T>(values, Shape.Of(length));
        var numbers = Enumerable.Range(0, length).Where(i => !T.IsNaN(values[i])).ToArray();
        var rest = Enumerable.Range(0, length).Where(i => T.IsNaN(values[i]));
        var ascending = numbers.OrderBy(i => values[i]).Concat(rest).Select(i => (long)i).ToArray();
        var descending = numbers.OrderByDescending(i => values[i]).Concat(rest).Select(i => (long)i).ToArray();
        Assert.Equal(ascending, Sorting.ArgSort(x, 0, false, length).ToArray<long>());
        Assert.Equal(descending, Sorting.ArgSort(x, 0, true, length).ToArray<long>());
        var few = Math.Min(length, 20);
        Assert.Equal(descending[..few], Sorting.ArgSort(x, 0, true, few).ToArray<long>());
    }
}
