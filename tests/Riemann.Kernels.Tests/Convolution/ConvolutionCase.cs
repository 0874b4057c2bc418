namespace Riemann.Kernels.Tests;

/// <summary>A convolution by its definition, one product at a time, for operands of one to three spatial axes.</summary>
internal sealed record ConvolutionCase(Shape X, Shape W, ConvolutionSettings Settings)
{
    public int Spatial => X.Rank - 2;

    public Shape Y => Shape.Of([X[0], W[0], .. Enumerable.Range(0, Spatial).Select(axis => Count(axis))]);

    /// <summary>A case with small sizes of every kind.</summary>
    public static ConvolutionCase Random(Random random)
    {
        while (true)
        {
            var spatial = random.Next(1, 4);
            var most =
                spatial == 1 ? 70
                : spatial == 2 ? 12
                : 6;
            var depthwise = random.Next(4) == 0;
            var groups =
                depthwise ? random.Next(1, 7)
                : random.Next(3) == 0 ? random.Next(2, 4)
                : 1;
            var channels = depthwise ? 1 : random.Next(1, 6);
            var filters = depthwise && random.Next(3) > 0 ? 1 : random.Next(1, 7);
            int[] Each(int least, int end) => [.. Enumerable.Range(0, spatial).Select(_ => random.Next(least, end))];
            var plain = random.Next(3) == 0;
            var settings = new ConvolutionSettings(
                [.. plain ? Each(1, 2) : Each(1, 4)],
                [.. Each(0, 4)],
                [.. Each(0, 4)],
                [.. plain ? Each(1, 2) : Each(1, 3)],
                groups
            );
            var one = random.Next(6) == 0;
            var result = new ConvolutionCase(
                Shape.Of([random.Next(0, 4), groups * channels, .. Each(1, most)]),
                Shape.Of([groups * filters, channels, .. one ? Each(1, 2) : Each(1, 5)]),
                settings
            );
            if (Enumerable.Range(0, spatial).All(axis => result.Count(axis) > 0))
                return result;
        }
    }

    /// <summary>Calls back for every product in the sums with the positions in x, w and y.</summary>
    public void ForEachProduct(Action<int, int, int> product)
    {
        var y = Y;
        var (channels, filters) = (W[1], W[0] / Settings.Groups);
        var taps = Shape.Of(W.Dimensions[2..]);
        var index = new int[X.Rank];
        for (var position = 0; position < y.Length; position++)
        {
            var place = Operands.Index(y, position);
            for (var channel = 0; channel < channels; channel++)
            for (var tap = 0; tap < taps.Length; tap++)
            {
                var offsets = Operands.Index(taps, tap);
                index[0] = place[0];
                index[1] = place[1] / filters * channels + channel;
                var inside = true;
                for (var axis = 0; axis < Spatial; axis++)
                {
                    index[axis + 2] =
                        place[axis + 2] * Settings.Stride[axis]
                        + offsets[axis] * Settings.Dilation[axis]
                        - Settings.Begin[axis];
                    inside &= index[axis + 2] >= 0 && index[axis + 2] < X[axis + 2];
                }
                if (inside)
                    product(
                        Operands.Position(X, index),
                        Operands.Position(W, [place[1], channel, .. offsets]),
                        position
                    );
            }
        }
    }

    private int Count(int axis)
    {
        var padded = X[axis + 2] + Settings.Begin[axis] + Settings.End[axis];
        var span = (W[axis + 2] - 1) * Settings.Dilation[axis] + 1;
        return padded < span ? 0 : (padded - span) / Settings.Stride[axis] + 1;
    }
}
