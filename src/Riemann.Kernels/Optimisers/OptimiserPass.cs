using System.Numerics;
using System.Runtime.CompilerServices;

namespace Riemann.Kernels;

/// <summary>
/// Takes a step of an optimiser in one pass over memory: reads the parameter, its gradient and its slots once, and writes
/// what follows them once.
/// </summary>
internal static class OptimiserPass
{
    /// <summary>
    /// The next parameter and slots, contiguous. The rule must have as many slots as there are. The bits do not depend on
    /// the number of threads.
    /// </summary>
    public static unsafe (NDArray Parameter, NDArray[] Slots) Run<T, TRule>(
        in TRule rule,
        in OptimiserOperands operands
    )
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRule : unmanaged, IOptimiserRule<T>
    {
        var shape = operands.Parameter.Shape;
        var parameter = Operand<T>(operands.Parameter, shape);
        var gradient = Operand<T>(operands.Gradient, shape);
        var moved = NDArray.Allocate(parameter.DType, shape);
        var (slots, next) = (new NDArray[operands.Slots.Length], new NDArray[operands.Slots.Length]);
        for (var slot = 0; slot < slots.Length; slot++)
        {
            slots[slot] = Operand<T>(operands.Slots[slot], shape);
            next[slot] = NDArray.Allocate(parameter.DType, shape);
        }
        fixed (
            T* p = &parameter.First<T>(),
                g = &gradient.First<T>(),
                a = &First<T>(slots, 0),
                b = &First<T>(slots, 1),
                c = &First<T>(slots, 2),
                p1 = &moved.First<T>(),
                a1 = &First<T>(next, 0),
                b1 = &First<T>(next, 1),
                c1 = &First<T>(next, 2)
        )
        {
            var loop = new OptimiserLoop<T, TRule>
            {
                Rule = rule,
                Decay = operands.Decay,
                Climbs = operands.Climbs,
                P = p,
                G = g,
                A = a,
                B = b,
                C = c,
                P1 = p1,
                A1 = a1,
                B1 = b1,
                C1 = c1,
            };
            loop.Run(shape.Length);
        }
        GC.KeepAlive((parameter, gradient, moved));
        foreach (var array in slots)
            GC.KeepAlive(array);
        foreach (var array in next)
            GC.KeepAlive(array);
        return (moved, next);
    }

    /// <summary>The number, rounded, in every lane.</summary>
    public static Vector<T> Number<T>(double value)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Vector.Create(T.CreateTruncating(value));

    /// <summary>-1, 1, or the element itself where it is 0 or NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Sign<T>(Vector<T> x)
        where T : unmanaged
    {
        var isPositive = Vector.GreaterThan(x, Vector<T>.Zero);
        var isNegative = Vector.LessThan(x, Vector<T>.Zero);
        return Vector.ConditionalSelect(
            isPositive,
            Vector<T>.One,
            Vector.ConditionalSelect(isNegative, -Vector<T>.One, x)
        );
    }

    private static NDArray Operand<T>(NDArray array, Shape shape)
        where T : unmanaged =>
        array.DType == DTypes.Of<T>() && array.Shape.Equals(shape)
            ? array.Contiguous()
            : throw new ArgumentException($"a step of {shape} by {array.DType.Name()} {array.Shape}");

    private static ref T First<T>(NDArray[] slots, int slot)
        where T : unmanaged
    {
        if (slot >= slots.Length)
            return ref Unsafe.NullRef<T>();
        return ref slots[slot].First<T>();
    }
}
