using Microsoft.FSharp.Core;
using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// A layer of a Kolmogorov-Arnold network: each output is the sum over inputs of functions that are trained, a base
/// activation times a weight plus a spline on a grid of its own. Input [.., in] gives [.., out].
/// Source: Liu et al. (2024), section 2.
/// </summary>
public sealed class KANLinear : Module
{
    private readonly Core.KanLinearSettings settings;

    /// <summary>
    /// A layer whose grids have <paramref name="gridSize"/> intervals over <paramref name="gridRange"/>, -1 to 1 unless
    /// given, and whose splines begin as noise. The base activation is <see cref="Functional.Silu"/> unless given.
    /// Raises where a setting is out of range.
    /// </summary>
    public KANLinear(
        int inFeatures,
        int outFeatures,
        int gridSize = 5,
        int splineOrder = 3,
        double scaleNoise = 0.1,
        double scaleBase = 1,
        double scaleSpline = 1,
        bool enableStandaloneScaleSpline = true,
        Func<Tensor, Tensor>? baseActivation = null,
        double gridEps = 0.02,
        (double Low, double High)? gridRange = null,
        DType dtype = DType.Float32
    )
        : this(
            Core.KanLinearModule.init(
                new(
                    inFeatures,
                    outFeatures,
                    gridSize,
                    splineOrder,
                    scaleNoise,
                    scaleBase,
                    scaleSpline,
                    enableStandaloneScaleSpline,
                    ToCore(baseActivation),
                    gridEps,
                    ToCore(gridRange),
                    (Kernels.DType)dtype
                ),
                Random.NextKey()
            )
        ) { }

    internal KANLinear(Core.KanLinear layer)
    {
        settings = layer.Settings;
        BaseWeight = layer.BaseWeight.ToParameter();
        SplineWeight = layer.SplineWeight.ToParameter();
        SplineScaler = layer.SplineScaler.ToParameter();
        RegisterBuffer("grid", Tensor.Wrap(layer.Grid.Value));
    }

    /// <summary>The weights of the base activations, [out, in].</summary>
    [StateName("base_weight")]
    public Parameter BaseWeight { get; set; }

    /// <summary>The coefficients of the splines, [out, in, gridSize + splineOrder].</summary>
    [StateName("spline_weight")]
    public Parameter SplineWeight { get; set; }

    /// <summary>The factors of the splines, [out, in], or null.</summary>
    [StateName("spline_scaler")]
    public Parameter? SplineScaler { get; set; }

    /// <summary>The knots of each input's splines, [in, gridSize + 2 splineOrder + 1].</summary>
    public Tensor Grid => GetBuffer("grid");

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input) => Tensor.Wrap(Core.KanLinearModule.apply(Layer(), input.Operand));

    /// <summary>
    /// Moves the grids to where examples lie, in place and without gradient: knots between equal distances and the
    /// examples' quantiles, with a margin at both ends. The splines keep their course as far as the new grids allow.
    /// Raises for examples that are not finite.
    /// </summary>
    public void UpdateGrid(Tensor input, double margin = 0.01)
    {
        using (new NoGrad())
        {
            var moved = Core.KanLinearModule.updateGrid(margin, input.Operand, Layer());
            SplineWeight.Replace(moved.SplineWeight);
            Grid.Replace(moved.Grid.Value);
        }
    }

    /// <summary>
    /// What large or many splines cost: the sum of their coefficients' mean magnitudes, and the entropy of how it is
    /// distributed over them. Source: Liu et al. (2024), equations 2.17 to 2.20, with coefficients in place of values.
    /// </summary>
    public Tensor RegularizationLoss(double regularizeActivation = 1, double regularizeEntropy = 1) =>
        Tensor.Wrap(Core.KanLinearModule.regularizationLoss(regularizeActivation, regularizeEntropy, Layer()));

    private Core.KanLinear Layer() =>
        new(BaseWeight.Operand, SplineWeight.Operand, SplineScaler.OperandOrNone(), new(Grid.Primal), settings);

    internal static Core.ActivationFunction ToCore(Func<Tensor, Tensor>? activation) =>
        activation is null
            ? Core.ActivationFunction.Silu
            : Core.ActivationFunction.Of(
                activation.Method.Name,
                FSharpFunc<CoreTensor, CoreTensor>.FromConverter(x => activation(Tensor.Wrap(x)).Operand)
            );

    internal static Tuple<double, double> ToCore((double Low, double High)? range) =>
        Tuple.Create(range?.Low ?? -1, range?.High ?? 1);

    /// <inheritdoc/>
    protected override string Describe() =>
        Description.Of(
            ("inFeatures", settings.Inputs),
            ("outFeatures", settings.Outputs),
            ("gridSize", settings.GridSize),
            ("splineOrder", settings.SplineOrder)
        );
}
