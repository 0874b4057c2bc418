using System.Numerics;

namespace Riemann.Kernels;

/// <summary>
/// Scaled dot-product attention: softmax(scale q kT + mask) v, without an array of all scores. Blocks of queries are
/// scored against all keys, so that memory grows with the keys and not with the pairs (T. Dao et al., 2022,
/// "FlashAttention", whose derivatives from recomputed scores these are, too).
/// </summary>
// Bound: the shapes and element types fit, which the caller checks; views are read at their strides.
public static unsafe class Attention
{
    /// <summary>
    /// [.., L, V] from queries [.., L, E], keys [.., S, E] and values [.., S, V] with the same leading axes. The mask
    /// stretches to [.., L, S]: truth values that hide, or floats that are added, of which minus infinity hides. A causal
    /// attention hides key j from query i where j > i. A query that sees no key gives zeros. NaN in a query or a value, and
    /// in a key that is seen, propagates. The bits do not depend on the number of threads.
    /// </summary>
    public static NDArray Apply(NDArray query, NDArray key, NDArray value, NDArray? mask, double scale, bool isCausal)
    {
        var result = NDArray.Allocate(query.DType, Shape.Of([.. query.Shape.Dimensions[..^1], value.Shape[^1]]));
        if (result.Length > 0)
        {
            if (query.DType == DType.Float32)
                Run<float>(query, key, value, mask, null, scale, isCausal, 0, result);
            else
                Run<double>(query, key, value, mask, null, scale, isCausal, 0, result);
        }
        return result;
    }

    /// <summary>
    /// The gradients in queries, keys and values of what has the gradient <paramref name="c"/> in the result of
    /// <see cref="Apply"/>. Behind the first <paramref name="outer"/> leading axes there is one axis, with the gradients
    /// in all queries, then those in all keys, then those in all values.
    /// </summary>
    public static NDArray Gradient(
        NDArray query,
        NDArray key,
        NDArray value,
        NDArray? mask,
        NDArray c,
        double scale,
        bool isCausal,
        int outer
    )
    {
        var inner = Heads(Shape.Of(query.Shape.Dimensions[outer..]));
        var size = inner * (MatrixSize(query) + MatrixSize(key) + MatrixSize(value));
        var result = NDArray.Allocate(query.DType, Shape.Of([.. query.Shape.Dimensions[..outer], checked((int)size)]));
        if (result.Length > 0)
        {
            if (query.DType == DType.Float32)
                Run<float>(query, key, value, mask, c, scale, isCausal, inner, result);
            else
                Run<double>(query, key, value, mask, c, scale, isCausal, inner, result);
        }
        return result;
    }

    private static long MatrixSize(NDArray x) => (long)x.Shape[^2] * x.Shape[^1];

    /// <summary>Neighbours along the last axis are neighbours in memory.</summary>
    private static NDArray WithUnitRows(NDArray x) => Operand.Stride(x, 1) == 1 ? x : x.Contiguous();

    /// <summary>The mask as floats with neighbours along the last axis, its leading axes those of the queries.</summary>
    private static NDArray? Floats(NDArray? mask, NDArray query, int keys)
    {
        if (mask is null)
            return null;
        if (mask.DType == DType.Bool)
        {
            var hidden = NDArray.Full(query.DType, Shape.Scalar, double.NegativeInfinity);
            mask = Elementwise.Select(mask, hidden, NDArray.Full(query.DType, Shape.Scalar, 0.0));
        }
        if (mask.Rank == 0 || mask.Shape[^1] != keys)
            mask = mask.BroadcastTo(Shape.Of([.. mask.Shape.Dimensions[..Math.Max(0, mask.Rank - 1)], keys]));
        return WithUnitRows(mask).BroadcastTo(Shape.Of([.. query.Shape.Dimensions[..^1], keys]));
    }

    /// <summary>The result, or with a cotangent the gradients.</summary>
    private static void Run<T>(
        NDArray query,
        NDArray key,
        NDArray value,
        NDArray? mask,
        NDArray? c,
        double scale,
        bool isCausal,
        int inner,
        NDArray result
    )
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        (query, key, value) = (WithUnitRows(query), WithUnitRows(key), WithUnitRows(value));
        mask = Floats(mask, query, key.Shape[^2]);
        c = c is null ? null : WithUnitRows(c);
        var rank = query.Rank - 2;
        var strides = stackalloc int[6 * rank];
        query.Shape.Dimensions[..rank].CopyTo(new Span<int>(strides, rank));
        fixed (
            T* firstQuery = &query.First<T>(),
                firstKey = &key.First<T>(),
                firstValue = &value.First<T>(),
                firstMask = &(mask ?? query).First<T>(),
                firstC = &(c ?? query).First<T>(),
                target = &result.First<T>()
        )
        {
            var plan = new AttentionPlan<T>
            {
                Rank = rank,
                Dimensions = strides,
                Heads = Heads(query.Shape),
                Queries = query.Shape[^2],
                Keys = key.Shape[^2],
                Features = query.Shape[^1],
                ValueFeatures = value.Shape[^1],
                Scale = T.CreateTruncating(scale),
                IsCausal = isCausal,
                HasMask = mask is not null,
                Query = new HeadMatrices<T>(query, firstQuery, strides + rank),
                Key = new HeadMatrices<T>(key, firstKey, strides + 2 * rank),
                Value = new HeadMatrices<T>(value, firstValue, strides + 3 * rank),
                Mask = new HeadMatrices<T>(mask ?? query, firstMask, strides + 4 * rank),
                C = new HeadMatrices<T>(c ?? query, firstC, strides + 5 * rank),
            };
            if (c is null)
                AttentionForward<T>.Run(plan, target);
            else
                AttentionBackward<T>.Run(plan, inner, target);
        }
        GC.KeepAlive(query);
        GC.KeepAlive(key);
        GC.KeepAlive(value);
        GC.KeepAlive(mask);
        GC.KeepAlive(c);
        GC.KeepAlive(result);
    }

    private static int Heads(Shape shape)
    {
        var heads = 1;
        foreach (var length in shape.Dimensions[..^2])
            heads *= length;
        return heads;
    }
}
