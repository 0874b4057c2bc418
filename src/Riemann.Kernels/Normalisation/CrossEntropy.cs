using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

public static partial class Normalisation
{
    /// <summary>
    /// For each row of [rows; classes] the negative logarithm of the softmax at its label, an int64 from 0 to below the
    /// number of classes: [rows].
    /// </summary>
    public static NDArray CrossEntropy(NDArray logits, NDArray labels)
    {
        CheckLabels(logits, labels);
        var result = NDArray.Allocate(logits.DType, labels.Shape);
        if (logits.DType == DType.Float32)
            CrossEntropy<float>(logits.Contiguous(), labels.Contiguous(), result);
        else
            CrossEntropy<double>(logits.Contiguous(), labels.Contiguous(), result);
        return result;
    }

    /// <summary>
    /// The gradient in the logits of what has the gradient <paramref name="c"/>, [rows], in their cross entropy: in
    /// each row c times the softmax, less c at the label.
    /// </summary>
    public static NDArray CrossEntropyGradient(NDArray logits, NDArray labels, NDArray c)
    {
        CheckLabels(logits, labels);
        if (c.DType != logits.DType || !c.Shape.Equals(labels.Shape))
            throw new ArgumentException($"the gradient is {c.DType.Name()} {c.Shape}");
        var result = NDArray.Allocate(logits.DType, logits.Shape);
        if (logits.DType == DType.Float32)
            CrossEntropyGradient<float>(logits.Contiguous(), labels.Contiguous(), c.Contiguous(), result);
        else
            CrossEntropyGradient<double>(logits.Contiguous(), labels.Contiguous(), c.Contiguous(), result);
        return result;
    }

    private static void CheckLabels(NDArray logits, NDArray labels)
    {
        Check(logits);
        if (logits.Rank != 2 || labels.DType != DType.Int64 || !labels.Shape.Equals(Shape.Of(logits.Shape[0])))
            throw new ArgumentException(
                $"the logits are {logits.Shape}, the labels {labels.DType.Name()} {labels.Shape}"
            );
    }

    private static int Label(long label, int classes) =>
        label >= 0 && label < classes
            ? (int)label
            : throw new ArgumentException($"{label} is none of {classes} classes");

    private static void CrossEntropy<T>(NDArray logits, NDArray labels, NDArray result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = logits.Span<T>();
        var label = labels.Span<long>();
        var loss = result.Span<T>();
        var classes = logits.Shape[1];
        using var powers = MemoryPool<T>.Shared.Rent(Math.Max(classes, 1));
        for (var row = 0; row < loss.Length; row++)
        {
            var own = x.Slice(row * classes, classes);
            // log(sum(exp(x))) - x at the label.
            var at = Label(label[row], classes);
            loss[row] = T.Log(Powers(own, powers.Memory.Span[..classes])) + (TensorPrimitives.Max(own) - own[at]);
        }
        GC.KeepAlive(logits);
        GC.KeepAlive(labels);
        GC.KeepAlive(result);
    }

    private static void CrossEntropyGradient<T>(NDArray logits, NDArray labels, NDArray c, NDArray result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = logits.Span<T>();
        var label = labels.Span<long>();
        var weight = c.Span<T>();
        var gradient = result.Span<T>();
        var classes = logits.Shape[1];
        for (var row = 0; row < weight.Length; row++)
        {
            var part = gradient.Slice(row * classes, classes);
            var at = Label(label[row], classes);
            SoftmaxRow.Invoke(x.Slice(row * classes, classes), part);
            TensorPrimitives.Multiply(part, weight[row], part);
            part[at] -= weight[row];
        }
        GC.KeepAlive(logits);
        GC.KeepAlive(labels);
        GC.KeepAlive(c);
        GC.KeepAlive(result);
    }
}
