using System.Numerics;

namespace Riemann.Kernels.Tests;

/// <summary>Arrays of a given shape whose elements lie in memory in some random way.</summary>
internal static class Layouts
{
    /// <summary>Small integers, so that sums are exact in any order: contiguous, permuted, reversed, gapped, repeated.</summary>
    public static NDArray Integers<T>(Random random, Shape shape)
        where T : unmanaged, INumber<T>
    {
        switch (random.Next(6))
        {
            case 0:
                var order = Enumerable.Range(0, shape.Rank).ToArray();
                random.Shuffle(order);
                var permuted = Operands.Integers<T>(random, Shape.Of([.. order.Select(axis => shape[axis])]));
                return permuted.Permute([
                    .. Enumerable.Range(0, shape.Rank).Select(axis => Array.IndexOf(order, axis)),
                ]);
            case 1:
                return Operands
                    .Integers<T>(random, shape)
                    .Slice(
                        [.. shape.Dimensions.ToArray().Select(length => Math.Max(length - 1, 0))],
                        shape.Dimensions,
                        [.. Enumerable.Repeat(-1, shape.Rank)]
                    );
            case 2:
                return Operands
                    .Integers<T>(random, Shape.Of([.. shape.Dimensions.ToArray().Select(length => 2 * length)]))
                    .Slice(new int[shape.Rank], shape.Dimensions, [.. Enumerable.Repeat(2, shape.Rank)]);
            case 3:
                var ones = shape.Dimensions.ToArray().Select(length => random.Next(2) == 0 ? 1 : length);
                return Operands.Integers<T>(random, Shape.Of([.. ones])).BroadcastTo(shape);
            default:
                return Operands.Integers<T>(random, shape);
        }
    }
}
