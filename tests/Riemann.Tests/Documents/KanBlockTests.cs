using Xunit;

namespace Riemann.Tests.Documents;

/// <summary>Kolmogorov-Arnold networks of document 000.</summary>
public class KanBlockTests
{
    [Fact]
    [Block("000", 66, "KAN grid: the current spline output")]
    [Block("000", 68, "KAN grid: new coefficients")]
    public void An_update_keeps_the_functions_and_changes_their_coefficients()
    {
        Random.ManualSeed(10);
        var layer = new KANLinear(3, 2);
        var x = Tensor.Rand(200, 3) * 1.6 - 0.8;
        var (before, coefficients) = (layer.Call(x), layer.SplineWeight.ToArray<float>());

        layer.UpdateGrid(x);

        Assert.NotEqual(coefficients, layer.SplineWeight.ToArray<float>());
        Assert.True((layer.Call(x) - before).Abs().Max().Item() < 0.05);
        Assert.True(layer.SplineWeight.IsLeaf && layer.SplineWeight.RequiresGrad);
    }

    [Fact, Block("000", 67, "KAN grid: extended boundaries")]
    public void A_grid_goes_on_in_equal_steps_beyond_the_examples()
    {
        Random.ManualSeed(11);
        var layer = new KANLinear(1, 1, gridSize: 5, splineOrder: 3);
        var x = Tensor.Randn(100, 1);

        layer.UpdateGrid(x, margin: 0.01);

        var knots = layer.Grid.ToArray<float>();
        var step = (x.Max() - x.Min() + 0.02).Item() / 5;
        Assert.Equal(5 + 2 * 3 + 1, knots.Length);
        Assert.Equal(x.Min().Item(), knots[3], 0.02);
        Assert.Equal(x.Max().Item(), knots[8], 0.02);
        foreach (var i in (int[])[0, 1, 2, 8, 9, 10])
            Assert.Equal(step, knots[i + 1] - knots[i], 1e-4);
    }

    [Fact, Block("000", 69, "KANLinear")]
    public void A_layer_of_splines()
    {
        var layer = new KANLinear(inFeatures: 10, outFeatures: 5, gridSize: 5, splineOrder: 3);

        Assert.Equal([4, 5], layer.Call(Tensor.Randn(4, 10)).Shape);
        Assert.Equal(["base_weight", "spline_weight", "spline_scaler", "grid"], layer.StateDict().Keys);
        Assert.Equal([5, 10, 8], layer.SplineWeight.Shape);
        Assert.Equal([10, 12], layer.Grid.Shape);
    }

    [Fact, Block("000", 70, "KANLinear: adaptive grids in training")]
    [Block("000", 71, "KANLinear: regularisation")]
    public void Training_with_grid_updates_and_a_penalty_lowers_the_loss()
    {
        Random.ManualSeed(12);
        var layer = new KANLinear(2, 1);
        var x = Tensor.Rand(64, 2) * 4 - 2;
        var y = x[.., ..1].Sin() + x[.., 1..].Pow(2);
        var criterion = new MSELoss();
        var losses = new List<double>();

        for (var epoch = 0; epoch < 40; epoch++)
        {
            if (epoch % 20 == 0)
                layer.UpdateGrid(x);
            var loss = criterion.Call(layer.Call(x), y);
            var penalty = layer.RegularizationLoss(regularizeActivation: 1, regularizeEntropy: 1);
            (loss + 0.0001 * penalty).Backward();
            using (new NoGrad())
                foreach (var parameter in layer.Parameters())
                {
                    parameter.SubInPlace(parameter.Grad! * 0.05);
                    parameter.Grad = null;
                }
            losses.Add(loss.Item());
        }

        Assert.True(losses[^1] < losses[0] / 2, $"from {losses[0]} to {losses[^1]}");
    }

    [Fact, Block("000", 72, "KAN")]
    public void A_network_of_splines()
    {
        var model = new KAN(layersHidden: [784, 64, 32, 10], gridSize: 5, splineOrder: 3);

        Assert.Equal([4, 10], model.Call(Tensor.Randn(4, 784)).Shape);
        Assert.Equal(3, model.Layers.Count);
    }

    [Fact, Block("000", 73, "KAN: update of the grid in a call")]
    public void A_call_can_update_the_grids_first()
    {
        Random.ManualSeed(13);
        var model = new KAN([2, 5, 1]);
        var x = Tensor.Randn(100, 2);
        var before = model.Layers.Cast<KANLinear>().Select(layer => layer.Grid.ToArray<float>()).ToArray();

        var output = model.Call(x, updateGrid: true);

        Assert.Equal([100, 1], output.Shape);
        Assert.Equal(model.Call(x).ToArray<float>(), output.ToArray<float>());
        foreach (var (layer, grid) in model.Layers.Cast<KANLinear>().Zip(before))
            Assert.NotEqual(grid, layer.Grid.ToArray<float>());
    }

    [Fact, Block("000", 74, "KAN: a complete training")]
    public void A_network_of_splines_learns_classes()
    {
        Random.ManualSeed(14);
        var model = new KAN([4, 6, 3], gridSize: 5, splineOrder: 3);
        var criterion = new CrossEntropyLoss();
        var data = Tensor.Randn(90, 2, 2);
        var pictures = data.Reshape(data.Size(0), -1);
        var target = pictures[.., ..3].ArgMax(1);
        var losses = new List<double>();

        for (var epoch = 0; epoch < 40; epoch++)
        {
            var output = model.Call(pictures, updateGrid: epoch % 20 == 0);
            var loss = criterion.Call(output, target);
            (loss + 0.0001 * model.RegularizationLoss()).Backward();
            using (new NoGrad())
                foreach (var parameter in model.Parameters())
                {
                    parameter.SubInPlace(parameter.Grad! * 0.3);
                    parameter.Grad = null;
                }
            losses.Add(loss.Item());
        }

        Assert.True(losses[^1] < losses[0] * 0.7, $"from {losses[0]} to {losses[^1]}");
    }
}
