using Riemann.Bridge;

namespace Riemann;

public partial class Tensor
{
    /// <summary>
    /// The variance of all elements, or along axes, which are dropped, or kept with length 1: the sum of squared distances from
    /// the mean, divided by their number less the correction, 1 for the estimate from a sample.
    /// </summary>
    public Tensor Var(int[]? axes = null, int correction = 1, bool keepAxis = false) =>
        Wrap(Reducing.Variance(Operand, correction, axes, keepAxis));

    /// <summary>The variances along an axis, which is dropped, or kept with length 1.</summary>
    public Tensor Var(int axis, int correction = 1, bool keepAxis = false) => Var([axis], correction, keepAxis);

    /// <summary>
    /// The square root of the variance of all elements, or along axes, which are dropped, or kept with length 1; its slope is 0
    /// where all elements are equal.
    /// </summary>
    public Tensor Std(int[]? axes = null, int correction = 1, bool keepAxis = false) =>
        Wrap(Reducing.StandardDeviation(Operand, correction, axes, keepAxis));

    /// <summary>The standard deviations along an axis, which is dropped, or kept with length 1.</summary>
    public Tensor Std(int axis, int correction = 1, bool keepAxis = false) => Std([axis], correction, keepAxis);

    /// <summary>The norm of this order of all elements, as if they were a vector: (sum |x|^p)^(1/p); its slope is 0 at 0.</summary>
    public Tensor Norm(double p = 2) => Wrap(Reducing.Norm(Operand, p, null, false));

    /// <summary>The norms of this order along axes, which are dropped, or kept with length 1.</summary>
    public Tensor Norm(int[] axes, double p = 2, bool keepAxis = false) =>
        Wrap(Reducing.Norm(Operand, p, axes, keepAxis));

    /// <summary>The median of all elements: the mean of the middle two of an even number. NaN where one is.</summary>
    public Tensor Median() => Quantile(0.5);

    /// <summary>The medians along an axis, which is dropped, or kept with length 1.</summary>
    public Tensor Median(int axis, bool keepAxis = false) => Quantile(0.5, axis, keepAxis);

    /// <summary>
    /// The element that this share of all elements lies below, interpolated between neighbours (Hyndman and Fan, 1996,
    /// definition 7). NaN where one is.
    /// </summary>
    public Tensor Quantile(double q) => Flatten().Quantile(q, 0);

    /// <summary>The quantiles along an axis, which is dropped, or kept with length 1.</summary>
    public Tensor Quantile(double q, int axis, bool keepAxis = false) =>
        Kept(Reducing.Quantile(Operand, q, axis), axis, keepAxis);

    /// <summary>The sum of all elements that are not NaN.</summary>
    public Tensor NanSum() => Wrap(Reducing.NanSum(Operand, null, false));

    /// <summary>The sums of the elements along an axis that are not NaN; the axis is dropped, or kept with length 1.</summary>
    public Tensor NanSum(int axis, bool keepAxis = false) => Wrap(Reducing.NanSum(Operand, [axis], keepAxis));

    /// <summary>The mean of all elements that are not NaN.</summary>
    public Tensor NanMean() => Wrap(Reducing.NanMean(Operand, null, false));

    /// <summary>The means of the elements along an axis that are not NaN; the axis is dropped, or kept with length 1.</summary>
    public Tensor NanMean(int axis, bool keepAxis = false) => Wrap(Reducing.NanMean(Operand, [axis], keepAxis));

    /// <summary>The largest of the elements that are not NaN.</summary>
    public Tensor NanMax() => Wrap(Reducing.NanMax(Operand, null, false));

    /// <summary>The largest of the elements along an axis that are not NaN; the axis is dropped, or kept with length 1.</summary>
    public Tensor NanMax(int axis, bool keepAxis = false) => Wrap(Reducing.NanMax(Operand, [axis], keepAxis));

    /// <summary>The smallest of the elements that are not NaN.</summary>
    public Tensor NanMin() => Wrap(Reducing.NanMin(Operand, null, false));

    /// <summary>The smallest of the elements along an axis that are not NaN; the axis is dropped, or kept with length 1.</summary>
    public Tensor NanMin(int axis, bool keepAxis = false) => Wrap(Reducing.NanMin(Operand, [axis], keepAxis));

    /// <summary>
    /// The variance of all elements that are not NaN, or along axes, which are dropped, or kept with length 1.
    /// </summary>
    public Tensor NanVar(int[]? axes = null, int correction = 1, bool keepAxis = false) =>
        Wrap(Reducing.NanVariance(Operand, correction, axes, keepAxis));

    /// <summary>The variances of the elements that are not NaN, along an axis, which is dropped, or kept with length 1.</summary>
    public Tensor NanVar(int axis, int correction = 1, bool keepAxis = false) => NanVar([axis], correction, keepAxis);

    /// <summary>
    /// The standard deviation of all elements that are not NaN, or along axes, which are dropped, or kept with length 1.
    /// </summary>
    public Tensor NanStd(int[]? axes = null, int correction = 1, bool keepAxis = false) =>
        Wrap(Reducing.NanStandardDeviation(Operand, correction, axes, keepAxis));

    /// <summary>The standard deviations of the elements that are not NaN, along an axis, which is dropped, or kept with length 1.</summary>
    public Tensor NanStd(int axis, int correction = 1, bool keepAxis = false) => NanStd([axis], correction, keepAxis);

    /// <summary>The quantile of all elements that are not NaN.</summary>
    public Tensor NanQuantile(double q) => Flatten().NanQuantile(q, 0);

    /// <summary>The quantiles of the elements along an axis that are not NaN; the axis is dropped, or kept with length 1.</summary>
    public Tensor NanQuantile(double q, int axis, bool keepAxis = false) =>
        Kept(Reducing.NanQuantile(Operand, q, axis), axis, keepAxis);

    /// <summary>The median of all elements that are not NaN.</summary>
    public Tensor NanMedian() => NanQuantile(0.5);

    /// <summary>The covariances of variables, the rows, over observations, the columns.</summary>
    public Tensor Cov(int correction = 1) => Wrap(Multiplying.Covariance(Operand, correction));

    /// <summary>Pearson's coefficients of correlation of variables, the rows, over observations, the columns.</summary>
    public Tensor Corrcoef() => Wrap(Multiplying.Correlation(Operand));

    /// <summary>
    /// How many elements fall into each bin of equal width from low to high, and the edges of the bins. NaN and elements
    /// outside are not counted.
    /// </summary>
    public (Tensor Counts, Tensor Edges) Histogram(int bins, double low, double high)
    {
        var (counts, edges) = Ordering.Histogram(Primal, bins, low, high);
        return (Wrap(counts), Wrap(edges));
    }

    /// <summary>How often, or with how much weight, each of the numbers below <paramref name="length"/> occurs among these integers.</summary>
    public Tensor BinCount(int length, Tensor? weights = null) =>
        Wrap(
            weights is null
                ? Ordering.BinCount(Primal, length)
                : Ordering.BinCountWeighted(Primal, weights.Operand, length)
        );
}
