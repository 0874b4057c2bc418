using Riemann.Bridge;
using Riemann.FSharp;
using Riemann.Kernels;

namespace Riemann;

public partial class Tensor : IFormattable
{
    /// <summary>
    /// The value of the tensor, for changes that no gradient sees: reading gives a tensor without history that shares the
    /// value, and assigning puts another value of the same shape and element type in its place, on leaves too.
    /// </summary>
    public Tensor Data
    {
        get => Detach();
        set
        {
            if (!value.Primal.Aval.Equals(Primal.Aval))
                throw Failure.Value(
                    "Data",
                    $"a value of {value.Primal.Aval} for a tensor of {Primal.Aval}",
                    "the value keeps the shape and the element type"
                );
            Replace(value.Primal);
        }
    }

    /// <summary>The number of elements; the same as <see cref="Length"/>.</summary>
    public int Numel() => Length;

    /// <summary>The tensor in another element type. Between float types gradients flow through.</summary>
    public Tensor To(DType dtype) => Wrap(Creating.Cast(Operand, (Kernels.DType)dtype));

    /// <summary>The tensor as Float32.</summary>
    public Tensor Float() => To(DType.Float32);

    /// <summary>The tensor as Float64.</summary>
    public Tensor Double() => To(DType.Float64);

    /// <summary>The tensor as Int32: floats are cut towards zero and held in range, NaN becomes 0.</summary>
    public Tensor Int() => To(DType.Int32);

    /// <summary>The tensor as Int64: floats are cut towards zero and held in range, NaN becomes 0.</summary>
    public Tensor Long() => To(DType.Int64);

    /// <summary>The tensor as UInt8: floats are cut towards zero and held in range, NaN becomes 0.</summary>
    public Tensor Byte() => To(DType.UInt8);

    /// <summary>The tensor as truth values: true where it is not 0.</summary>
    public Tensor Bool() => To(DType.Bool);

    /// <summary>The one number that the tensor holds. Raises where it holds several.</summary>
    public double Item() => cell.Value.ToFloat();

    /// <summary>The one element that the tensor holds. Raises where it holds several, or elements of another type.</summary>
    public T Item<T>()
        where T : unmanaged
    {
        Item();
        return ToArray<T>()[0];
    }

    /// <summary>The one number that the tensor holds, as <see cref="Item()"/>.</summary>
    public static explicit operator double(Tensor tensor) => tensor.Item();

    /// <summary>The one number that the tensor holds, rounded to float.</summary>
    public static explicit operator float(Tensor tensor) => (float)tensor.Item();

    /// <summary>The one number that the tensor holds, cut towards zero; 0 for NaN.</summary>
    public static explicit operator int(Tensor tensor) => tensor.Int().Item<int>();

    /// <summary>The one number that the tensor holds, cut towards zero; 0 for NaN.</summary>
    public static explicit operator long(Tensor tensor) => tensor.Long().Item<long>();

    /// <summary>Whether the one element that the tensor holds is true, or not 0.</summary>
    public static explicit operator bool(Tensor tensor) => tensor.Bool().Item<bool>();

    /// <summary>The elements, row by row. Raises where the element type is not <typeparamref name="T"/>.</summary>
    public T[] ToArray<T>()
        where T : unmanaged
    {
        CheckElement<T>("ToArray");
        var value = cell.Value.Read();
        if (DTypes.Of<T>() != value.DType)
            throw new RiemannException(
                "ToArray",
                RiemannError.NewDType(
                    "the element types differ",
                    [Tuple.Create("tensor", value.DType), Tuple.Create("array", DTypes.Of<T>())],
                    $"To(DType.{DTypes.Of<T>()}) first, or read an array of the tensor's own type"
                ),
                CallSiteModule.find()
            );
        return value.ToArray<T>();
    }

    /// <summary>The elements of a matrix. Raises for another rank, and where the element type is not <typeparamref name="T"/>.</summary>
    public T[,] ToArray2D<T>()
        where T : unmanaged => (T[,])Filled<T>(2);

    /// <summary>The elements of a tensor with three axes. Raises for another rank or element type.</summary>
    public T[,,] ToArray3D<T>()
        where T : unmanaged => (T[,,])Filled<T>(3);

    /// <summary>The elements of a tensor with four axes. Raises for another rank or element type.</summary>
    public T[,,,] ToArray4D<T>()
        where T : unmanaged => (T[,,,])Filled<T>(4);

    /// <summary>
    /// Writes the elements to the beginning of a span, row by row. Raises where it is too short, or the element type is not
    /// <typeparamref name="T"/>.
    /// </summary>
    public void CopyTo<T>(Span<T> destination)
        where T : unmanaged
    {
        if (destination.Length < Length)
            throw Failure.Value(
                "CopyTo",
                $"{Length} elements do not fit a span of {destination.Length}",
                "a span of the tensor's Length or more"
            );
        ToArray<T>().CopyTo(destination);
    }

    /// <summary>The elements and the shape, as a person reads them.</summary>
    public override string ToString() => cell.Value.ToString();

    /// <summary>The elements and the shape, with every number in a format of .NET's, such as <c>"F2"</c>.</summary>
    public string ToString(string? format, IFormatProvider? formatProvider = null) =>
        format is null or "" or "G"
            ? ToString()
            : Creating.Format(cell.Value, format, formatProvider ?? System.Globalization.CultureInfo.InvariantCulture);

    private Array Filled<T>(int rank)
        where T : unmanaged
    {
        if (Rank != rank)
            throw Failure.Value(
                $"ToArray{rank}D",
                $"the tensor has {Rank} axes, not {rank}",
                "ToArray gives the elements of any tensor, row by row"
            );
        var elements = ToArray<T>();
        var result = Array.CreateInstance(typeof(T), Shape);
        elements.CopyTo(Flat<T>(result));
        return result;
    }
}
