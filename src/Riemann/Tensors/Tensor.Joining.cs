using Riemann.Bridge;

namespace Riemann;

public partial class Tensor
{
    /// <summary>Tensors one after the other along an axis; the others have equal lengths.</summary>
    public static Tensor Concatenate(IReadOnlyList<Tensor> tensors, int axis = 0) =>
        Wrap(Shaping.Concatenate(Operands(tensors), axis));

    /// <summary>Tensors of one shape side by side along a new axis.</summary>
    public static Tensor Stack(IReadOnlyList<Tensor> tensors, int axis = 0) =>
        Wrap(Shaping.Stack(Operands(tensors), axis));

    /// <summary>The matrix with these matrices along its diagonal and zeros beside them.</summary>
    public static Tensor BlockDiag(params IReadOnlyList<Tensor> blocks) => Wrap(Shaping.BlockDiag(Operands(blocks)));

    /// <summary>Parts of these lengths along an axis, which they fill.</summary>
    public Tensor[] Split(int[] lengths, int axis = 0) => Array.ConvertAll(Shaping.Split(Operand, lengths, axis), Wrap);

    /// <summary>Parts of this length along an axis; the last one may be shorter.</summary>
    public Tensor[] Split(int length, int axis = 0)
    {
        if (length < 1)
            throw Failure.Value("Split", $"the length of the parts is {length}", "1 or more");
        var lengths = new int[(Size(axis) + length - 1) / length];
        Array.Fill(lengths, length);
        if (lengths.Length > 0)
            lengths[^1] = Size(axis) - length * (lengths.Length - 1);
        return Split(lengths, axis);
    }

    /// <summary>At most so many parts of equal length along an axis; the last one may be shorter.</summary>
    public Tensor[] Chunk(int count, int axis = 0) => Array.ConvertAll(Shaping.Chunk(Operand, count, axis), Wrap);

    /// <summary>The parts at each position of an axis, without it.</summary>
    public Tensor[] Unbind(int axis = 0) => Array.ConvertAll(Shaping.Unstack(Operand, axis), Wrap);

    /// <summary>The parts along the first axis, for <c>foreach</c>.</summary>
    public IEnumerator<Tensor> GetEnumerator()
    {
        if (Rank == 0)
            throw Failure.Value("foreach", "a tensor without axes has no rows", "Item() is its number");
        for (var i = 0; i < Size(0); i++)
            yield return this[i];
    }
}
