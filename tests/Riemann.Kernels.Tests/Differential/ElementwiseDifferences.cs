using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

public class ElementwiseDifferences
{
    private static readonly (
        string Name,
        Func<NDArray, NDArray, NDArray> Kernel,
        Func<double, double, double> Plain
    )[] Pairs =
    [
        ("add", Elementwise.Add, (x, y) => x + y),
        ("subtract", Elementwise.Subtract, (x, y) => x - y),
        ("multiply", Elementwise.Multiply, (x, y) => x * y),
        ("divide", Elementwise.Divide, (x, y) => x / y),
        ("maximum", Elementwise.Maximum, Math.Max),
        ("minimum", Elementwise.Minimum, Math.Min),
        ("multiplyOrZero", Elementwise.MultiplyOrZero, (x, y) => x == 0 || y == 0 ? 0 : x * y),
        ("copySign", Elementwise.CopySign, Math.CopySign),
    ];

    private static readonly (
        string Name,
        Func<NDArray, NDArray, NDArray> Kernel,
        Func<double, double, bool> Plain
    )[] Relations =
    [
        ("equal", Elementwise.Equal, (x, y) => x == y),
        ("notEqual", Elementwise.NotEqual, (x, y) => x != y),
        ("less", Elementwise.Less, (x, y) => x < y),
        ("lessEqual", Elementwise.LessEqual, (x, y) => x <= y),
        ("greater", Elementwise.Greater, (x, y) => x > y),
        ("greaterEqual", Elementwise.GreaterEqual, (x, y) => x >= y),
    ];

    private static readonly (string Name, Func<NDArray, NDArray> Kernel, Func<double, double> Plain)[] Functions =
    [
        ("exp", Elementwise.Exp, Math.Exp),
        ("log", Elementwise.Log, Math.Log),
        ("sin", Elementwise.Sin, Math.Sin),
        ("tanh", Elementwise.Tanh, Math.Tanh),
        ("sqrt", Elementwise.Sqrt, Math.Sqrt),
        ("abs", Elementwise.Abs, Math.Abs),
        ("negate", Elementwise.Negate, x => -x),
        ("floor", Elementwise.Floor, Math.Floor),
        ("square", Elementwise.Square, x => x * x),
        ("relu", Elementwise.Relu, x => double.IsNaN(x) ? x : Math.Max(x, 0)),
    ];

    [Fact]
    public void FloatPairs() =>
        Cases.Run(
            1000,
            source =>
            {
                if (source.Often())
                    Pair<float>(source);
                else
                    Pair<double>(source);
            }
        );

    [Fact]
    public void FloatFunctions() =>
        Cases.Run(
            500,
            source =>
            {
                if (source.Often())
                    Function<float>(source);
                else
                    Function<double>(source);
            }
        );

    [Fact]
    public void Choices() =>
        Cases.Run(
            300,
            source =>
            {
                if (source.Often())
                    Choice<double>(source);
                else
                    Choice<byte>(source);
            }
        );

    private static void Pair<T>(Case source)
        where T : unmanaged, INumber<T>
    {
        var shape = source.Shape(0, 4, 5000);
        var isSpecial = source.Often(3);
        var x = Sample<T>.Of(source, source.Often() ? shape : source.Narrowed(shape), isSpecial);
        var y = Sample<T>.Of(source, source.Often() ? shape : source.Narrowed(shape), isSpecial);
        shape = Shape.Broadcast(x.Shape, y.Shape)!;
        var (left, right) = (Spread(x, shape), Spread(y, shape));
        var (name, kernel, plain) = source.Of(Pairs);
        source.Note(name);
        double[] expected = [.. left.Zip(right, plain)];
        Agree.With<T>(shape, expected, kernel(x.Array, y.Array), i => Agree.Epsilon<T>() * Math.Abs(expected[i]));
        var (relation, compare, holds) = source.Of(Relations);
        source.Note(relation);
        bool[] truths = [.. left.Zip(right, holds)];
        Assert.Equal(truths, compare(x.Array, y.Array).ToArray<bool>());
    }

    private static void Function<T>(Case source)
        where T : unmanaged, INumber<T>
    {
        var x = Sample<T>.Of(source, source.Shape(0, 4, 5000), source.Often(3));
        var (name, kernel, plain) = source.Of(Functions);
        source.Note(name);
        double[] expected = [.. x.Values.Select(value => plain(double.CreateChecked(value)))];
        Agree.With<T>(
            x.Shape,
            expected,
            kernel(x.Array),
            i => double.IsFinite(expected[i]) ? 10 * Agree.Epsilon<T>() * Math.Abs(expected[i]) : 0
        );
        var isSmall = x.Values.All(value => Math.Abs(double.CreateChecked(value)) < 100);
        if (isSmall)
            Agree.Exactly(
                x.Shape,
                [.. x.Values.Select(value => (int)double.CreateChecked(value))],
                Elementwise.Cast(x.Array, DType.Int32)
            );
    }

    private static void Choice<T>(Case source)
        where T : unmanaged, INumber<T>
    {
        var shape = source.Shape(0, 4);
        var condition = Sample<byte>.Of(source, source.Narrowed(shape), () => (byte)source.Next(2));
        var a = Sample<T>.Of(source, source.Narrowed(shape));
        var b = Sample<T>.Of(source, shape);
        var (truths, first, second) = (Spread(condition, shape), Spread(a, shape), Spread(b, shape));
        T[] expected = [.. truths.Select((truth, i) => T.CreateChecked(truth != 0 ? first[i] : second[i]))];
        var isTrue = Elementwise.Cast(condition.Array, DType.Bool);
        Agree.Exactly(shape, expected, Elementwise.Select(isTrue, a.Array, b.Array));
    }

    private static double[] Spread<T>(Sample<T> x, Shape shape)
        where T : unmanaged, INumber<T>
    {
        var values = new double[shape.Length];
        for (var position = 0; position < values.Length; position++)
        {
            var index = Operands.Index(shape, position)[^x.Shape.Rank..];
            for (var axis = 0; axis < index.Length; axis++)
                if (x.Shape[axis] == 1)
                    index[axis] = 0;
            values[position] = x[Operands.Position(x.Shape, index)];
        }
        return values;
    }
}
