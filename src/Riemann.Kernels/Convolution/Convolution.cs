using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// Convolution over one to three spatial axes, and its two adjoints: for c of the result's shape,
/// &lt;c, Forward(x, w)&gt; = &lt;InputGradient(c, w), x&gt; = &lt;FilterGradient(x, c), w&gt;. Each is bilinear, so that the
/// three are each other's derivatives; a transposed convolution is <see cref="InputGradient"/>. Operands are float32 or
/// float64 arrays of one type with any strides, results are contiguous. Padding counts as zeros, and NaN and infinities
/// propagate as in the sums of products, padding included. Bits do not depend on the number of threads. Each throws
/// <see cref="ArgumentException"/> when shapes and settings do not fit each other or an operand has no channels.
/// </summary>
// Bound: the shapes fit each other, checked by <see cref="ConvolutionPlan"/>; operands are contiguous.
public static class Convolution
{
    /// <summary>
    /// The sums y[n, o, i] of x[n, c, i * stride + k * dilation - begin] w[o, c, k] over the group's channels c and the
    /// taps k (a cross-correlation, the filter is not reversed): x [batch, channels, ..] with
    /// w [filters, channels / groups, ..] gives [batch, filters, ..]. A batch may be empty.
    /// </summary>
    public static NDArray Forward(NDArray x, NDArray w, ConvolutionSettings settings)
    {
        var plan = ConvolutionPlan.Of(x.Shape, w.Shape, settings);
        return Run<ForwardProduct>(plan, x, w, null, plan.ResultShape(x.Rank - 2));
    }

    /// <summary>
    /// The convolution with bias[o] added to y[n, o, i]: the sums are added up on top of it, and no pass over the result
    /// follows.
    /// </summary>
    public static NDArray Forward(NDArray x, NDArray w, NDArray bias, ConvolutionSettings settings)
    {
        var plan = ConvolutionPlan.Of(x.Shape, w.Shape, settings);
        if (bias.Rank != 1 || bias.Length != w.Shape[0] || bias.DType != x.DType)
            throw new ArgumentException($"a bias {bias.Shape} {bias.DType.Name()} for {w.Shape[0]} filters");
        return Run<ForwardProduct>(plan, x, w, bias.Contiguous(), plan.ResultShape(x.Rank - 2));
    }

    /// <summary>The gradient of &lt;c, Forward(x, w)&gt; in x, of the given shape.</summary>
    public static NDArray InputGradient(NDArray c, NDArray w, Shape inputShape, ConvolutionSettings settings)
    {
        var plan = ConvolutionPlan.Of(inputShape, w.Shape, settings);
        CheckResult(c, plan.ResultShape(inputShape.Rank - 2));
        return Run<InputProduct>(plan, c, w, null, inputShape);
    }

    /// <summary>The gradient of &lt;c, Forward(x, w)&gt; in w, of the given shape; zeros for an empty batch.</summary>
    public static NDArray FilterGradient(NDArray x, NDArray c, Shape filterShape, ConvolutionSettings settings)
    {
        var plan = ConvolutionPlan.Of(x.Shape, filterShape, settings);
        CheckResult(c, plan.ResultShape(x.Rank - 2));
        return Run<FilterProduct>(plan, x, c, null, filterShape);
    }

    private static void CheckResult(NDArray c, Shape expected)
    {
        if (!c.Shape.Equals(expected))
            throw new ArgumentException($"the convolution gives {expected}, but the cotangent is {c.Shape}");
    }

    private static NDArray Run<TProduct>(
        in ConvolutionPlan plan,
        NDArray left,
        NDArray right,
        NDArray? bias,
        Shape shape
    )
        where TProduct : struct, IProduct
    {
        if (left.DType != right.DType || !left.DType.IsFloat())
            throw new ArgumentException($"a convolution of {left.DType.Name()} and {right.DType.Name()}");
        // An empty batch may have more places than can be counted.
        if (left.Length == 0 || shape.Length == 0)
            return bias is null ? Writing.Zeros(left.DType, shape) : OfBias(bias, shape);
        var result = NDArray.Allocate(left.DType, shape);
        if (left.DType == DType.Float32)
            Run<float, TProduct>(plan, left.Contiguous(), right.Contiguous(), bias, result);
        else
            Run<double, TProduct>(plan, left.Contiguous(), right.Contiguous(), bias, result);
        return result;
    }

    /// <summary>The convolution of nothing but padding.</summary>
    private static NDArray OfBias(NDArray bias, Shape shape) =>
        Copy.Of(bias.Reshape(Shape.Of([shape[1], .. Enumerable.Repeat(1, shape.Rank - 2)])).BroadcastTo(shape));

    private static unsafe void Run<T, TProduct>(
        in ConvolutionPlan plan,
        NDArray left,
        NDArray right,
        NDArray? bias,
        NDArray result
    )
        where T : unmanaged, INumber<T>
        where TProduct : struct, IProduct
    {
        fixed (
            T* a = &left.First<T>(),
                b = &right.First<T>(),
                start = &(bias is null ? ref Unsafe.NullRef<T>() : ref bias.First<T>()),
                to = &result.First<T>()
        )
            TProduct.Run(plan, a, b, start, to);
        GC.KeepAlive(left);
        GC.KeepAlive(right);
        GC.KeepAlive(bias);
        GC.KeepAlive(result);
    }

    /// <summary>One of the three products, from two operands and the bias, which may be null, to its result.</summary>
    private unsafe interface IProduct
    {
        static abstract void Run<T>(in ConvolutionPlan plan, T* left, T* right, T* bias, T* result)
            where T : unmanaged, INumber<T>;
    }

    private readonly unsafe struct ForwardProduct : IProduct
    {
        public static void Run<T>(in ConvolutionPlan plan, T* x, T* w, T* bias, T* y)
            where T : unmanaged, INumber<T>
        {
            if (Depthwise<T>.Suits(plan))
                Depthwise<T>.Forward(plan, x, w, bias, y);
            else
                ForwardPass<T>.Run(plan, x, w, bias, y);
        }
    }

    private readonly unsafe struct InputProduct : IProduct
    {
        public static void Run<T>(in ConvolutionPlan plan, T* c, T* w, T* bias, T* x)
            where T : unmanaged, INumber<T>
        {
            if (Depthwise<T>.Suits(plan))
                Depthwise<T>.InputGradient(plan, x, w, c);
            else
                InputGradientPass<T>.Run(plan, x, w, c);
        }
    }

    private readonly unsafe struct FilterProduct : IProduct
    {
        public static void Run<T>(in ConvolutionPlan plan, T* x, T* c, T* bias, T* w)
            where T : unmanaged, INumber<T>
        {
            if (Depthwise<T>.Suits(plan))
                Depthwise<T>.FilterGradient(plan, x, w, c);
            else
                FilterGradientPass<T>.Run(plan, x, w, c);
        }
    }
}
