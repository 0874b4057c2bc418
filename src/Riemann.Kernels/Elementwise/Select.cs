namespace Riemann.Kernels;

public static partial class Elementwise
{
    /// <summary>
    /// a where the condition is true, b elsewhere, for every type. The three are broadcast to a common shape;
    /// a and b have the same element type.
    /// </summary>
    public static NDArray Select(NDArray condition, NDArray a, NDArray b)
    {
        if (condition.DType != DType.Bool)
            throw Unsupported(condition);
        // Elements are only moved, so that their size is all that matters.
        return Common(a, b).Size() switch
        {
            8 => SelectAs<ulong>(condition, a, b),
            4 => SelectAs<uint>(condition, a, b),
            _ => SelectAs<byte>(condition, a, b),
        };
    }

    private static NDArray SelectAs<T>(NDArray condition, NDArray a, NDArray b)
        where T : unmanaged
    {
        var shape =
            Shape.Broadcast(a.Shape, b.Shape) is { } values && Shape.Broadcast(condition.Shape, values) is { } all
                ? all
                : throw new ArgumentException(
                    $"the shapes {condition.Shape}, {a.Shape} and {b.Shape} do not broadcast"
                );
        var result = NDArray.Allocate(a.DType, shape);
        TileLoop<Elements<Choice<T>>>.Run(result, condition, a, b);
        return result;
    }

    private readonly unsafe struct Choice<T> : IElementFunction
        where T : unmanaged
    {
        public static int Grain => Grains.Memory;

        public static bool TakesConstants => false;

        public static void Invoke(in Stretch stretch) =>
            Selection.Invoke(
                new ReadOnlySpan<byte>((void*)stretch.At[1], stretch.Length),
                new ReadOnlySpan<T>((void*)stretch.At[2], stretch.Length),
                new ReadOnlySpan<T>((void*)stretch.At[3], stretch.Length),
                new Span<T>((void*)stretch.At[0], stretch.Length)
            );
    }
}
