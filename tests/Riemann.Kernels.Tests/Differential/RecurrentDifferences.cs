using System.Numerics;
using Xunit;

namespace Riemann.Kernels.Tests;

/// <summary>Steps of recurrent cells and their gradients against plain loops, in any layout.</summary>
public class RecurrentDifferences
{
    [Fact]
    public void LstmSteps() =>
        Cases.Run(
            200,
            source =>
            {
                if (source.Often())
                    Lstm<float>(source);
                else
                    Lstm<double>(source);
            }
        );

    [Fact]
    public void GruSteps() =>
        Cases.Run(
            200,
            source =>
            {
                if (source.Often())
                    Gru<float>(source);
                else
                    Gru<double>(source);
            }
        );

    private static void Lstm<T>(Case source)
        where T : unmanaged, INumber<T>
    {
        var (outer, n) = (source.Shape(0, 2, 200), source.Of(1, 2, 7, 16, 17, 33));
        var (gates, cell, c) = (
            Blocks<T>(source, outer, 4 * n),
            Blocks<T>(source, outer, n),
            Blocks<T>(source, outer, 2 * n)
        );
        var rows = outer.Length;
        var (next, ofGates, ofCell) = (new double[rows * 2 * n], new double[rows * 4 * n], new double[rows * n]);
        for (var row = 0; row < rows; row++)
        for (var k = 0; k < n; k++)
        {
            double Gate(int gate) => gates[(row * 4 + gate) * n + k];
            var (i, f, g, o) = (Sigmoid(Gate(0)), Sigmoid(Gate(1)), Math.Tanh(Gate(2)), Sigmoid(Gate(3)));
            var before = cell[row * n + k];
            var after = f * before + i * g;
            var t = Math.Tanh(after);
            next[row * 2 * n + k] = o * t;
            next[(row * 2 + 1) * n + k] = after;
            var hidden = c[row * 2 * n + k];
            var slope = c[(row * 2 + 1) * n + k] + hidden * o * (1 - t * t);
            ofGates[row * 4 * n + k] = slope * g * i * (1 - i);
            ofGates[(row * 4 + 1) * n + k] = slope * before * f * (1 - f);
            ofGates[(row * 4 + 2) * n + k] = slope * i * (1 - g * g);
            ofGates[(row * 4 + 3) * n + k] = hidden * t * o * (1 - o);
            ofCell[row * n + k] = slope * f;
        }
        Compare<T>(outer, 2 * n, next, LstmStep.Apply(gates.Array, cell.Array));
        Compare<T>(outer, 4 * n, ofGates, LstmStep.GatesGradient(gates.Array, cell.Array, c.Array));
        Compare<T>(outer, n, ofCell, LstmStep.CellGradient(gates.Array, cell.Array, c.Array));
    }

    private static void Gru<T>(Case source)
        where T : unmanaged, INumber<T>
    {
        var (outer, n) = (source.Shape(0, 2, 200), source.Of(1, 2, 7, 16, 17, 33));
        var (x, p) = (Blocks<T>(source, outer, 3 * n), Blocks<T>(source, outer, 3 * n));
        var (h, c) = (Blocks<T>(source, outer, n), Blocks<T>(source, outer, n));
        var rows = outer.Length;
        var (next, ofState) = (new double[rows * n], new double[rows * n]);
        var (ofInput, ofProduct) = (new double[rows * 3 * n], new double[rows * 3 * n]);
        for (var row = 0; row < rows; row++)
        for (var k = 0; k < n; k++)
        {
            int At(int gate) => (row * 3 + gate) * n + k;
            var (r, z) = (Sigmoid(x[At(0)] + p[At(0)]), Sigmoid(x[At(1)] + p[At(1)]));
            var fresh = Math.Tanh(x[At(2)] + r * p[At(2)]);
            var at = row * n + k;
            next[at] = (1 - z) * fresh + z * h[at];
            ofState[at] = c[at] * z;
            var slope = c[at] * (1 - z) * (1 - fresh * fresh);
            ofInput[At(0)] = ofProduct[At(0)] = slope * p[At(2)] * r * (1 - r);
            ofInput[At(1)] = ofProduct[At(1)] = c[at] * (h[at] - fresh) * z * (1 - z);
            ofInput[At(2)] = slope;
            ofProduct[At(2)] = slope * r;
        }
        Compare<T>(outer, n, next, GruStep.Apply(x.Array, p.Array, h.Array));
        Compare<T>(outer, 3 * n, ofInput, GruStep.InputGradient(x.Array, p.Array, h.Array, c.Array));
        Compare<T>(outer, 3 * n, ofProduct, GruStep.ProductGradient(x.Array, p.Array, h.Array, c.Array));
        Compare<T>(outer, n, ofState, GruStep.StateGradient(x.Array, p.Array, h.Array, c.Array));
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    private static Sample<T> Blocks<T>(Case source, Shape outer, int width)
        where T : unmanaged, INumber<T> => Sample<T>.Of(source, Row(outer, width));

    private static Shape Row(Shape outer, int width) => Shape.Of([.. outer.Dimensions, width]);

    // The numbers are up to 10, and a gradient is a product of three of them at most.
    private static void Compare<T>(Shape outer, int width, double[] expected, NDArray actual)
        where T : unmanaged, INumber<T> =>
        Agree.With<T>(Row(outer, width), expected, actual, i => 2000 * Agree.Epsilon<T>());
}
