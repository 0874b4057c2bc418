using Core = Riemann.FSharp.Learning;

namespace Riemann;

/// <summary>
/// A Kolmogorov-Arnold network: <see cref="KANLinear"/> layers one after the other. Source: Liu et al. (2024).
/// </summary>
public sealed class KAN : Module
{
    /// <summary>
    /// Layers between these numbers of features, the inputs first and the outputs last; the other settings are those of
    /// each layer. Raises for fewer than two numbers.
    /// </summary>
    public KAN(
        int[] layersHidden,
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
    {
        var settings = new Core.KanSettings(
            [.. layersHidden],
            gridSize,
            splineOrder,
            scaleNoise,
            scaleBase,
            scaleSpline,
            enableStandaloneScaleSpline,
            KANLinear.ToCore(baseActivation),
            gridEps,
            KANLinear.ToCore(gridRange),
            (Kernels.DType)dtype
        );
        var network = Core.KanModule.init(settings, Random.NextKey());
        Layers = new(network.Layers.Select(layer => new KANLinear(layer)));
    }

    /// <summary>The layers.</summary>
    public ModuleList Layers { get; set; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor input)
    {
        foreach (var layer in Layers)
            input = layer.Call(input);
        return input;
    }

    /// <summary>The output, after <see cref="UpdateGrid"/> by this input where it is asked for.</summary>
    public Tensor Call(Tensor input, bool updateGrid)
    {
        if (updateGrid)
            UpdateGrid(input);
        return Call(input);
    }

    /// <summary>
    /// Moves the grids of all layers to where examples and what the layers before make of them lie: see
    /// <see cref="KANLinear.UpdateGrid"/>.
    /// </summary>
    public void UpdateGrid(Tensor input, double margin = 0.01)
    {
        using (new NoGrad())
            foreach (var layer in Layers.Cast<KANLinear>())
            {
                layer.UpdateGrid(input, margin);
                input = layer.Forward(input);
            }
    }

    /// <summary>The sum of the layers' <see cref="KANLinear.RegularizationLoss"/>.</summary>
    public Tensor RegularizationLoss(double regularizeActivation = 1, double regularizeEntropy = 1) =>
        Layers
            .Cast<KANLinear>()
            .Select(layer => layer.RegularizationLoss(regularizeActivation, regularizeEntropy))
            .Aggregate((sum, loss) => sum + loss);
}
