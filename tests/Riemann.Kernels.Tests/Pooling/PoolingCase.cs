namespace Riemann.Kernels.Tests;

/// <summary>A pooling by its definition, one place and one tap at a time.</summary>
internal sealed record PoolingCase(Shape X, PoolingSettings Settings)
{
    public int Spatial => X.Rank - 2;

    public Shape Y => Shape.Of([X[0], X[1], .. Enumerable.Range(0, Spatial).Select(Count)]);

    /// <summary>A case with small sizes of every kind.</summary>
    public static PoolingCase Random(Random random, bool dilated)
    {
        while (true)
        {
            var spatial = random.Next(1, 4);
            var most =
                spatial == 1 ? 90
                : spatial == 2 ? 20
                : 7;
            int[] Each(int least, int end) => [.. Enumerable.Range(0, spatial).Select(_ => random.Next(least, end))];
            var kernel = Each(1, 5);
            var stride = random.Next(3) == 0 ? kernel : Each(1, 4);
            var settings = new PoolingSettings(
                [.. kernel],
                [.. stride],
                [.. kernel.Select(length => random.Next(0, length / 2 + 1))],
                [.. dilated && random.Next(3) == 0 ? Each(1, 4) : Each(1, 2)],
                random.Next(2) == 0
            );
            var result = new PoolingCase(Shape.Of([random.Next(0, 3), random.Next(1, 4), .. Each(1, most)]), settings);
            if (Enumerable.Range(0, spatial).All(result.IsSensible))
                return result;
        }
    }

    /// <summary>
    /// For each place in row-major order: the elements of its plane under it, in order, the number of elements and
    /// padding, and the first element of its plane.
    /// </summary>
    public IEnumerable<(int[] Elements, int Padded, int Plane)> Places()
    {
        var y = Y;
        var plane = X.Length / Math.Max(1, X[0] * X[1]);
        var spatialShape = Shape.Of(X.Dimensions[2..]);
        var taps = Shape.Of([.. Settings.Kernel]);
        for (var position = 0; position < y.Length; position++)
        {
            var place = Operands.Index(y, position);
            var elements = new List<int>();
            var padded = 0;
            for (var tap = 0; tap < taps.Length; tap++)
            {
                var index = Operands.Index(taps, tap);
                var inside = true;
                var counted = true;
                for (var axis = 0; axis < Spatial; axis++)
                {
                    index[axis] =
                        place[axis + 2] * Settings.Stride[axis]
                        + index[axis] * Settings.Dilation[axis]
                        - Settings.Padding[axis];
                    inside &= index[axis] >= 0 && index[axis] < X[axis + 2];
                    counted &= index[axis] < X[axis + 2] + Settings.Padding[axis];
                }
                if (inside)
                    elements.Add(Operands.Position(spatialShape, index));
                padded += counted ? 1 : 0;
            }
            yield return ([.. elements], padded, (place[0] * X[1] + place[1]) * plane);
        }
    }

    private int Count(int axis)
    {
        var padding = Settings.Padding[axis];
        var rest = X[axis + 2] + 2 * padding - (Settings.Kernel[axis] - 1) * Settings.Dilation[axis] - 1;
        var stride = Settings.Stride[axis];
        var count = (int)Math.Floor((rest + (Settings.CeilMode ? stride - 1 : 0)) / (double)stride) + 1;
        return Settings.CeilMode && (count - 1) * stride >= X[axis + 2] + padding ? count - 1 : count;
    }

    private bool IsSensible(int axis)
    {
        bool Seen(int place) =>
            Enumerable
                .Range(0, Settings.Kernel[axis])
                .Select(tap => place * Settings.Stride[axis] + tap * Settings.Dilation[axis] - Settings.Padding[axis])
                .Any(index => index >= 0 && index < X[axis + 2]);
        return Count(axis) > 0 && Enumerable.Range(0, Count(axis)).All(Seen);
    }
}
