namespace Riemann.Kernels;

/// <summary>Where the lines along an axis lie in a contiguous array of a shape with an axis of two parts before it.</summary>
// Bound: the lines of an array of the shape given, contiguous.
internal readonly struct FourierPlace(Shape shape, int parts, int axis)
{
    private readonly int inner = Product(shape, axis + 1, shape.Rank);
    private readonly int whole = Product(shape, parts + 1, axis) * Product(shape, axis + 1, shape.Rank);

    public Shape Shape { get; } = shape;

    public int Length { get; } = shape[axis];

    public int Lines { get; } = shape.Length / (2 * shape[axis]);

    public unsafe FourierLines<T> Complex<T>(T* first)
        where T : unmanaged =>
        Real(first) with
        {
            Imaginary = first + whole * Length,
            BatchStep = 2 * (nint)whole * Length,
        };

    /// <summary>The lines of an array without the parts, as complex lines that are real.</summary>
    public unsafe FourierLines<T> Real<T>(T* first)
        where T : unmanaged =>
        new()
        {
            Real = first,
            Step = inner,
            Next = 1,
            Inner = inner,
            OuterStep = (nint)inner * Length,
            Whole = whole,
            BatchStep = (nint)whole * Length,
        };

    /// <summary>The lines of an array without the parts, as complex lines of half the length.</summary>
    public unsafe FourierLines<T> Pairs<T>(T* first)
        where T : unmanaged => Real(first) with { Imaginary = first + inner, Step = 2 * (nint)inner };

    public static Shape Resized(Shape shape, int axis, int length)
    {
        var dimensions = shape.Dimensions.ToArray();
        dimensions[axis] = length;
        return Shape.Of(dimensions);
    }

    public static Shape WithParts(Shape shape, int parts) =>
        Shape.Of([.. shape.Dimensions[..parts], 2, .. shape.Dimensions[parts..]]);

    public static Shape WithoutParts(Shape shape, int parts) =>
        Shape.Of([.. shape.Dimensions[..parts], .. shape.Dimensions[(parts + 1)..]]);

    private static int Product(Shape shape, int first, int end)
    {
        var product = 1;
        for (var axis = first; axis < end; axis++)
            product *= shape[axis];
        return product;
    }
}
