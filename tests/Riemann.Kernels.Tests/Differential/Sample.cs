using System.Numerics;

namespace Riemann.Kernels.Tests;

/// <summary>
/// An array that lies in memory in some way, and its elements in row-major order, found without the array's own strides.
/// </summary>
internal sealed record Sample<T>(NDArray Array, T[] Values)
    where T : unmanaged, INumber<T>
{
    public Shape Shape => Array.Shape;

    public double this[int position] => double.CreateChecked(Values[position]);

    /// <summary>Small integers, with fractions for floats, and NaN, infinities and zeros of both signs if wanted.</summary>
    public static T Number(Case source, bool isSpecial)
    {
        if (isSpecial && T.IsRealNumber(T.One) && double.CreateTruncating(T.One / T.CreateTruncating(2)) != 0)
            switch (source.Next(12))
            {
                case 0:
                    return T.CreateTruncating(double.NaN);
                case 1:
                    return T.CreateTruncating(double.PositiveInfinity);
                case 2:
                    return T.CreateTruncating(double.NegativeInfinity);
                case 3:
                    return T.CreateTruncating(-0.0);
            }
        return T.CreateTruncating(source.Random.Next(-40, 41) / 4.0);
    }

    /// <summary>An array of a shape in a random layout.</summary>
    public static Sample<T> Of(Case source, Shape shape, bool isSpecial = false) =>
        Of(source, shape, () => Number(source, isSpecial));

    /// <summary>
    /// Of each axis, in a random order in memory, every first, second or third element is taken from some place on, forward
    /// or backward; or one element is repeated along it.
    /// </summary>
    public static Sample<T> Of(Case source, Shape shape, Func<T> number)
    {
        var rank = shape.Rank;
        var plain = source.Often(3);
        var order = Enumerable.Range(0, rank).ToArray();
        if (!plain && source.Often())
            source.Random.Shuffle(order);
        var (starts, steps, stored) = (new int[rank], new int[rank], new int[rank]);
        for (var axis = 0; axis < rank; axis++)
        {
            steps[axis] = plain ? 1 : source.Of(1, 1, 1, -1, 2, -2, 3, 0);
            var before = plain ? 0 : source.Of(0, 0, 1, 3);
            var span = Math.Max(shape[axis] - 1, 0) * Math.Abs(steps[axis]);
            starts[axis] = steps[axis] < 0 ? before + span : before;
            stored[axis] = shape[axis] == 0 ? 0 : before + span + 1 + (plain ? 0 : source.Of(0, 0, 2));
        }
        var inMemory = Shape.Of([.. order.Select(axis => stored[axis])]);
        var elements = new T[inMemory.Length];
        foreach (ref var element in elements.AsSpan())
            element = number();
        var values = new T[shape.Length];
        for (var position = 0; position < values.Length; position++)
        {
            var index = Operands.Index(shape, position);
            values[position] = elements[
                Operands.Position(inMemory, [.. order.Select(axis => starts[axis] + index[axis] * steps[axis])])
            ];
        }
        var array = NDArray
            .Of<T>(elements, inMemory)
            .Permute([.. Enumerable.Range(0, rank).Select(axis => Place(order, axis))])
            .Slice(
                starts,
                [
                    .. Enumerable
                        .Range(0, rank)
                        .Select(axis => steps[axis] == 0 ? Math.Min(shape[axis], 1) : shape[axis]),
                ],
                [.. steps.Select(step => step == 0 ? 1 : step)]
            )
            .BroadcastTo(shape);
        source.Note($"{typeof(T).Name} {shape} strides [{string.Join(' ', array.Strides.ToArray())}]");
        return new Sample<T>(array, values);
    }

    private static int Place(int[] order, int axis) => System.Array.IndexOf(order, axis);
}
