using System.Buffers;
using System.Numerics;
using System.Numerics.Tensors;

namespace Riemann.Kernels;

public static partial class Normalisation
{
    /// <summary>
    /// For each row of [.., classes] the negative logarithm of the softmax at its label, an int64 from 0 to below the
    /// number of classes: [..].
    /// </summary>
    public static NDArray CrossEntropy(NDArray logits, NDArray labels)
    {
        CheckLabels(logits, labels);
        var result = NDArray.Allocate(logits.DType, labels.Shape);
        if (logits.DType == DType.Float32)
            CrossEntropy<float>(logits.Contiguous(), labels.Contiguous(), null, result);
        else
            CrossEntropy<double>(logits.Contiguous(), labels.Contiguous(), null, result);
        return result;
    }

    /// <summary>
    /// The gradient in the logits of what has the gradient <paramref name="c"/>, [..], in their cross entropy: in each
    /// row c times the softmax, less c at the label.
    /// </summary>
    public static NDArray CrossEntropyGradient(NDArray logits, NDArray labels, NDArray c)
    {
        CheckLabels(logits, labels);
        if (c.DType != logits.DType || !c.Shape.Equals(labels.Shape))
            throw new ArgumentException($"the gradient is {c.DType.Name()} {c.Shape}");
        var result = NDArray.Allocate(logits.DType, logits.Shape);
        if (logits.DType == DType.Float32)
            CrossEntropy<float>(logits.Contiguous(), labels.Contiguous(), c.Contiguous(), result);
        else
            CrossEntropy<double>(logits.Contiguous(), labels.Contiguous(), c.Contiguous(), result);
        return result;
    }

    private static void CheckLabels(NDArray logits, NDArray labels)
    {
        Check(logits);
        if (labels.DType != DType.Int64 || !labels.Shape.Dimensions.SequenceEqual(logits.Shape.Dimensions[..^1]))
            throw new ArgumentException(
                $"the logits are {logits.Shape}, the labels {labels.DType.Name()} {labels.Shape}"
            );
    }

    private static int Label(long label, int classes) =>
        label >= 0 && label < classes
            ? (int)label
            : throw new ArgumentException($"{label} is none of {classes} classes");

    private static unsafe void CrossEntropy<T>(NDArray logits, NDArray labels, NDArray? c, NDArray result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (rows, classes) = (labels.Length, logits.Shape[^1]);
        if (rows > 0)
            fixed (
                T* x = &logits.First<T>(),
                    weights = &(c ?? logits).First<T>(),
                    to = &result.First<T>()
            )
            fixed (long* label = &labels.First<long>())
            {
                if (c is null)
                    PlaneLoop.Run(new LossWork<T>(x, label, to, classes), rows, ElementCost * classes);
                else
                    PlaneLoop.Run(new LossGradientWork<T>(x, label, weights, to, classes), rows, ElementCost * classes);
            }
        GC.KeepAlive(logits);
        GC.KeepAlive(labels);
        GC.KeepAlive(c);
        GC.KeepAlive(result);
    }

    private readonly unsafe struct LossWork<T>(T* x, long* labels, T* losses, int classes) : IPlaneWork
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(nint first, nint end)
        {
            using var powers = MemoryPool<T>.Shared.Rent(Math.Max(classes, 1));
            for (; first < end; first++)
            {
                var own = new ReadOnlySpan<T>(x + first * classes, classes);
                // log(sum(exp(x))) - x at the label.
                var at = Label(labels[first], classes);
                losses[first] =
                    T.Log(Powers(own, powers.Memory.Span[..classes])) + (TensorPrimitives.Max(own) - own[at]);
            }
        }
    }

    private readonly unsafe struct LossGradientWork<T>(T* x, long* labels, T* weights, T* gradient, int classes)
        : IPlaneWork
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public void Run(nint first, nint end)
        {
            for (; first < end; first++)
            {
                var row = new Span<T>(gradient + first * classes, classes);
                var at = Label(labels[first], classes);
                SoftmaxRow.Invoke(new ReadOnlySpan<T>(x + first * classes, classes), row);
                TensorPrimitives.Multiply(row, weights[first], row);
                row[at] -= weights[first];
            }
        }
    }
}
