using Xunit;
using static Riemann.Functional;

namespace Riemann.Tests.Tensors;

public class ProductTests
{
    private static readonly Tensor a = Tensor.From(
        new[,]
        {
            { 4.0, 1 },
            { 2, 3 },
        }
    );
    private static readonly Tensor v = Tensor.From(new[] { 1.0, 2 });

    private static void Is(double[] expected, Tensor actual) =>
        Assert.Equal(expected, actual.Double().ToArray<double>(), (x, y) => Math.Abs(x - y) < 1e-12);

    [Fact]
    public void Products()
    {
        Is([6, 8], MatMul(a, v));
        Is([18, 7, 14, 11], a.MatMul(a));
        Is([19, 8, 15, 12], Tensor.OnesLike(a).AddMatMul(a, a));
        Is([5], Dot(v, v));
        Is([6, 8], a.Vecdot(v));
        Is([6, 8], a.Inner(v));
        Is([1, 2, 2, 4], Outer(v, v));
        Is([1, 2, 2, 4], v.Kron(v));
        Is([18, 7, 14, 11], Einsum("ij,jk->ik", a, a));
        Is([18, 7, 14, 11], a.Tensordot(a, [1], [0]));
        Is([7], a.Trace());
        Is([0, 0, 1], Tensor.From(new[] { 1.0, 0, 0 }).Cross(Tensor.From(new[] { 0.0, 1, 0 })));
        Is([0, Math.Sqrt(8), Math.Sqrt(8), 0], a.Cdist(a));
        Is([1], v.CosineSimilarity(v));
    }

    [Fact]
    public void Functions_of_two()
    {
        Is([4, 2, 2, 3], Maximum(a, v));
        Is([1, 1, 1, 2], a.Minimum(v));
        Is([2, 4], Pow(2, v));
        Is([1, 4], Pow(v, v));
        Is([2, 1], Tensor.From(new[] { -1.0, 4 }).Remainder(3));
        Is([-1, 1], Tensor.From(new[] { -1.0, 4 }).Fmod(3));
        Is([-1, 1], Tensor.From(new[] { -1.0, 4 }).FloorDivide(3));
        Is([Math.PI / 4], Atan2(Tensor.From(1.0), Tensor.From(1.0)));
        Is([5], Tensor.From(3.0).Hypot(Tensor.From(4.0)));
        Is([2, 3], v.Lerp(v + 2, 0.5));
        Is([1.5, 2], Clamp(v, min: 1.5));
        Is([1, 1.5], v.Clamp(max: 1.5));
        Is([1.5, 0], Tensor.From(new[] { 1.46, double.NaN }).ReplaceNaN().Round(1));
        Is([0, 0.5, 1], Tensor.From(new[] { -1.0, 0, 1 }).Heaviside(0.5));
        Is([1 / (1 + Math.E), Math.E / (1 + Math.E)], v.Softmax(0));
    }

    [Fact]
    public void Linear_algebra()
    {
        Is([0.1, 0.6], Linalg.Solve(a, v));
        Is([0.3, -0.1, -0.2, 0.4], Linalg.Inv(a));
        Is([10], Linalg.Det(a));
        Assert.Equal(Math.Log(10), Linalg.SlogDet(a).LogAbsDet.Item(), 12);
        var (q, r) = Linalg.Qr(a);
        Is([4, 1, 2, 3], q.MatMul(r));
        var (p, l, u) = Linalg.Lu(a);
        Is([4, 1, 2, 3], p.MatMul(l).MatMul(u));
        var (left, s, right) = Linalg.Svd(a);
        Is([4, 1, 2, 3], left.MatMul(s.DiagEmbed()).MatMul(right));
        Is(s.ToArray<double>(), Linalg.Svdvals(a));
        var symmetric = a.MatMul(a.T);
        var (values, vectors) = Linalg.Eigh(symmetric);
        Is(symmetric.ToArray<double>(), vectors.MatMul(values.DiagEmbed()).MatMul(vectors.T));
        Is(values.ToArray<double>(), Linalg.Eigvalsh(symmetric));
        Is([2, 5], Linalg.Eigvals(a).Real);
        Is([2, 5], Linalg.Eig(a).Values.Real);
        var lower = Linalg.Cholesky(symmetric);
        Is(symmetric.ToArray<double>(), lower.MatMul(lower.T));
        Is(Linalg.Solve(symmetric, v).ToArray<double>(), Linalg.CholeskySolve(lower, v));
        Is(
            [1, 0.5],
            Linalg.SolveTriangular(
                Tensor.From(
                    new[,]
                    {
                        { 1.0, 9 },
                        { 2, 8 },
                    }
                ),
                Tensor.From(new[] { 1.0, 6 }),
                upper: false
            )
        );
        Is([18, 7, 14, 11], Linalg.MatrixPower(a, 2));
        Is([1, 0, 0, 1], Linalg.MatrixExp(Tensor.ZerosLike(a)));
        Is(Linalg.Solve(a, v).ToArray<double>(), Linalg.Lstsq(a, v));
        Is([0.3, -0.1, -0.2, 0.4], Linalg.Pinv(a));
        Assert.Equal(1, Linalg.MatrixRank(Tensor.OnesLike(a)).Item());
        Assert.Equal(Math.Sqrt(30), Linalg.MatrixNorm(a).Item(), 12);
        Assert.Equal(6, Linalg.MatrixNorm(a, 1).Item(), 12);
        Assert.Equal(s.Sum().Item(), Linalg.NuclearNorm(a).Item(), 12);
        Assert.Equal((s[0] / s[1]).Item(), Linalg.Cond(a).Item(), 9);
    }

    [Fact]
    public void Functions_on_grids()
    {
        var points = Tensor.From(new[] { 0.0, 1, 3 });
        var values = points.Square();
        Is([1, 2, 4], Gradient(values, points));
        Is([10.5], Trapezoid(values, points));
        Is([0, 0.5, 10.5], CumulativeTrapezoid(values, points));
        Is([0.5, 5, 9], Interp(Tensor.From(new[] { 0.5, 2, 9 }), points, values));
        Is([3, 5], Polyval(Tensor.From(new[] { 2.0, 1 }), v));
        Is([1, 1, 1, 4, 2, 1], Vander(v, 3));
    }

    [Fact]
    public void Special_functions()
    {
        var x = Tensor.From(new[] { 1.0 });
        Is([0.5], Special.NormalCdf(Tensor.From(0.0)));
        Is([-Math.Log(2)], Special.LogNormalCdf(Tensor.From(0.0)));
        Is([1 - Math.Exp(-1)], Special.GammaInc(1, x));
        Is([Math.Exp(-1)], Special.GammaIncC(1, x));
        Is([0.3], Special.BetaInc(1, 1, Tensor.From(0.3)));
        Is([0], Special.Xlogy(Tensor.From(0.0), Tensor.From(0.0)));
        Is([0], Special.LogBeta(x, x));
        Is([1], Special.BesselJ(0, Tensor.From(0.0)));
        Is([1], Special.BesselI(0, Tensor.From(0.0)));
        Is([Special.BesselI(1, x).Item() / Math.E], Special.BesselIScaled(1, x));
        Is([Special.BesselK(1, x).Item() * Math.E], Special.BesselKScaled(1, x));
        Is([Math.E * (1 - MathNet.Numerics.SpecialFunctions.Erf(1))], Special.Erfcx(x));
        Is([Math.Log(2)], Special.Xlog1py(x, x));
        Assert.Equal(0.088256964215677, Special.BesselY(0, x).Item(), 12);
        Assert.Equal(0.219383934395520, Special.ExponentialIntegral(1, x).Item(), 12);
        Assert.Equal(Math.PI * Math.PI / 6, x.Polygamma(1)[0].Item(), 12);
    }

    [Fact]
    public void Shapes_that_do_not_multiply_are_refused() =>
        Wrong.Says(
            "solve: the matrix is not square\n  operand [1; 2]\n  rule  [.., n, n]",
            () => Linalg.Solve(a[..1], v)
        );
}
