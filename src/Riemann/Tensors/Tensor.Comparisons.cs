using Riemann.Bridge;

namespace Riemann;

public partial class Tensor
{
    /// <summary>Where the elements are equal, as truth values; shapes broadcast.</summary>
    public Tensor Eq(Tensor other) => Wrap(Comparing.Equal(Primal, other.Primal));

    /// <summary>Where the elements and a number are equal, as truth values.</summary>
    public Tensor Eq(double other) => Wrap(Comparing.Equal(Primal, Like(other)));

    /// <summary>Where the elements are not equal, as truth values; shapes broadcast.</summary>
    public Tensor Ne(Tensor other) => Wrap(Comparing.NotEqual(Primal, other.Primal));

    /// <summary>Where the elements and a number are not equal, as truth values.</summary>
    public Tensor Ne(double other) => Wrap(Comparing.NotEqual(Primal, Like(other)));

    /// <summary>Where the elements are less than the other's, as truth values; shapes broadcast.</summary>
    public Tensor Lt(Tensor other) => Wrap(Comparing.Less(Primal, other.Primal));

    /// <summary>Where the elements are less than a number, as truth values.</summary>
    public Tensor Lt(double other) => Wrap(Comparing.Less(Primal, Like(other)));

    /// <summary>Where the elements are less than or equal to the other's, as truth values; shapes broadcast.</summary>
    public Tensor Le(Tensor other) => Wrap(Comparing.LessOrEqual(Primal, other.Primal));

    /// <summary>Where the elements are less than or equal to a number, as truth values.</summary>
    public Tensor Le(double other) => Wrap(Comparing.LessOrEqual(Primal, Like(other)));

    /// <summary>Where the elements are greater than the other's, as truth values; shapes broadcast.</summary>
    public Tensor Gt(Tensor other) => Wrap(Comparing.Greater(Primal, other.Primal));

    /// <summary>Where the elements are greater than a number, as truth values.</summary>
    public Tensor Gt(double other) => Wrap(Comparing.Greater(Primal, Like(other)));

    /// <summary>Where the elements are greater than or equal to the other's, as truth values; shapes broadcast.</summary>
    public Tensor Ge(Tensor other) => Wrap(Comparing.GreaterOrEqual(Primal, other.Primal));

    /// <summary>Where the elements are greater than or equal to a number, as truth values.</summary>
    public Tensor Ge(double other) => Wrap(Comparing.GreaterOrEqual(Primal, Like(other)));

    /// <summary>Where the left elements are less than the right ones; shapes broadcast.</summary>
    public static Tensor operator <(Tensor left, Tensor right) => left.Lt(right);

    /// <summary>Where the elements are less than a number.</summary>
    public static Tensor operator <(Tensor left, double right) => left.Lt(right);

    /// <summary>Where a number is less than the elements.</summary>
    public static Tensor operator <(double left, Tensor right) => right.Gt(left);

    /// <summary>Where the left elements are greater than the right ones; shapes broadcast.</summary>
    public static Tensor operator >(Tensor left, Tensor right) => left.Gt(right);

    /// <summary>Where the elements are greater than a number.</summary>
    public static Tensor operator >(Tensor left, double right) => left.Gt(right);

    /// <summary>Where a number is greater than the elements.</summary>
    public static Tensor operator >(double left, Tensor right) => right.Lt(left);

    /// <summary>Where the left elements are less than or equal to the right ones; shapes broadcast.</summary>
    public static Tensor operator <=(Tensor left, Tensor right) => left.Le(right);

    /// <summary>Where the elements are less than or equal to a number.</summary>
    public static Tensor operator <=(Tensor left, double right) => left.Le(right);

    /// <summary>Where a number is less than or equal to the elements.</summary>
    public static Tensor operator <=(double left, Tensor right) => right.Ge(left);

    /// <summary>Where the left elements are greater than or equal to the right ones; shapes broadcast.</summary>
    public static Tensor operator >=(Tensor left, Tensor right) => left.Ge(right);

    /// <summary>Where the elements are greater than or equal to a number.</summary>
    public static Tensor operator >=(Tensor left, double right) => left.Ge(right);

    /// <summary>Where a number is greater than or equal to the elements.</summary>
    public static Tensor operator >=(double left, Tensor right) => right.Le(left);
}
