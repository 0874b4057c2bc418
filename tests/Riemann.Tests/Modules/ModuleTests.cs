using Xunit;

namespace Riemann.Tests.Modules;

public class ModuleTests
{
    [Fact]
    public void Members_are_found_in_order_of_declaration_with_their_names()
    {
        var model = new TwoLayers();

        Assert.Equal(
            ["first.weight", "first.bias", "second.weight"],
            model.NamedParameters().Select(entry => entry.Name)
        );
        Assert.Equal(["first", "square", "second"], model.NamedChildren().Select(entry => entry.Name));
        Assert.Equal(["", "first", "square", "second"], model.NamedModules().Select(entry => entry.Name));
        Assert.Equal(["m.first.weight"], model.NamedParameters("m").Select(entry => entry.Name).Take(1));
        Assert.Empty(model.Parameters(recurse: false));
        Assert.Equal(4, model.Modules().Count);
    }

    [Fact]
    public void The_structure_is_printed()
    {
        var model = new Sequential(new Linear(2, 3), new TwoLayers());

        Assert.Equal(
            """
            Sequential(
              (0): Linear(inFeatures: 2, outFeatures: 3, bias: true)
              (1): TwoLayers(
                (first): Linear(inFeatures: 3, outFeatures: 4, bias: true)
                (square): Square()
                (second): Linear(inFeatures: 4, outFeatures: 2, bias: false)
                (extra): null
              )
            )
            """,
            model.ToString()
        );
        Assert.Equal("ParameterList(\n  (0): Parameter([2] float32)\n)", new ParameterList(Of(2)).ToString());
    }

    [Fact]
    public void Members_that_are_assigned_again_are_noticed()
    {
        var model = new TwoLayers { Second = null, Extra = new Square() };
        model.First = new Linear(3, 1);

        Assert.Equal(["first.weight", "first.bias"], model.NamedParameters().Select(entry => entry.Name));
        Assert.Equal([1, 3], model.Parameters()[0].Shape);
        Assert.Equal(["first", "square", "extra"], model.NamedChildren().Select(entry => entry.Name));
    }

    [Fact]
    public void Shared_parameters_are_listed_once()
    {
        var layer = new Linear(2, 2);
        var tied = new Linear(2, 2) { Weight = layer.Weight };
        var model = new Sequential(layer, layer, tied);

        Assert.Equal(["0.weight", "0.bias", "2.bias"], model.NamedParameters().Select(entry => entry.Name));
        Assert.Equal(2, model.Children().Count);
        Assert.Equal(6, model.StateDict().Count);
    }

    [Fact]
    public void Parts_are_read_set_and_deleted_by_path()
    {
        var model = new Sequential(new TwoLayers(), new Counter());
        var weight = Of(4, 3);

        Assert.Same(((TwoLayers)model[0]).First.Weight, model.GetParameter("0.first.weight"));
        Assert.Same(((TwoLayers)model[0]).First, model.GetSubmodule("0.first"));
        Assert.Equal([2], model.GetBuffer("1.running_mean").Shape);

        model.SetParameter("0.first.weight", weight);
        Assert.Same(weight, ((TwoLayers)model[0]).First.Weight);
        model.SetBuffer("1.running_mean", Tensor.Ones(2));
        Assert.Equal(2.0, model.GetBuffer("1.running_mean").Sum().Item());
        model.SetSubmodule("0.extra", new Square());
        Assert.True(model.HasSubmodule("0.extra"));

        Assert.True(model.HasParameter("0.first.bias"));
        model.DeleteParameter("0.first.bias");
        Assert.False(model.HasParameter("0.first.bias"));
        Assert.Null(((TwoLayers)model[0]).First.Bias);
        model.DeleteBuffer("1.running_mean");
        Assert.False(model.HasBuffer("1.running_mean"));
        model.DeleteSubmodule("0");
        Assert.Equal(1, model.Count);
        Assert.False(model.HasParameter("nothing.at.all"));
    }

    [Fact]
    public void Parts_are_registered_by_name()
    {
        var model = new Square();
        model.RegisterParameter("weight", Of(2));
        model.RegisterParameter("bias", null);
        model.RegisterBuffer("mean", Tensor.Zeros(3));
        model.AddModule("linear", new Linear(1, 1));

        Assert.Equal(["weight", "linear.weight", "linear.bias"], model.NamedParameters().Select(entry => entry.Name));
        Assert.Equal(["mean"], model.NamedBuffers().Select(entry => entry.Name));
        Assert.Single(model.Buffers());
        model.SetParameter("bias", Of(1));
        Assert.True(model.HasParameter("bias"));
    }

    [Fact]
    public void Modes_reach_every_module()
    {
        var model = new Sequential(new TwoLayers());

        Assert.True(model.Training);
        Sequential same = model.Eval();
        Assert.Same(model, same);
        Assert.All(model.Modules(), part => Assert.False(part.Training));
        Assert.All(model.Train().Modules(), part => Assert.True(part.Training));

        model.RequiresGradInPlace(false);
        Assert.False(model.Call(Tensor.Ones(1, 3)).RequiresGrad);
        model.RequiresGradInPlace();
        Assert.True(model.Call(Tensor.Ones(1, 3)).RequiresGrad);

        var seen = new List<string>();
        model.Apply(part => seen.Add(part.GetName()));
        Assert.Equal(["Linear", "Square", "Linear", "TwoLayers", "Sequential"], seen);
    }

    [Fact]
    public void Gradients_are_set_to_zeros_or_to_none()
    {
        var model = new Linear(2, 1);
        model.Call(Tensor.Ones(1, 2)).Sum().Backward();

        model.ZeroGrad();
        Assert.Equal([0f, 0f], model.Weight.Grad!.ToArray<float>());
        model.ZeroGrad(setToNone: true);
        Assert.Null(model.Weight.Grad);
    }

    [Fact]
    public void Element_types_change_in_place_and_integers_stay()
    {
        var model = new Counter();
        model.RegisterBuffer("count", Tensor.From(3));
        var scale = model.Scale;
        model.Call(Tensor.Ones(2)).Sum().Backward();

        Assert.Same(model, model.To(DType.Float64));

        Assert.Same(scale, model.Scale);
        Assert.Equal(DType.Float64, scale.DType);
        Assert.Equal(DType.Float64, scale.Grad!.DType);
        Assert.Equal(DType.Float64, model.GetBuffer("running_mean").DType);
        Assert.Equal(DType.Int32, model.GetBuffer("count").DType);
        Assert.Equal(DType.Float64, model.Call(Tensor.From(new[] { 1.0, 2.0 })).DType);
        Assert.Same(model, model.Cpu().To(Device.Cpu).To("cpu"));
    }

    [Fact]
    public void Several_inputs_and_outputs()
    {
        var (x, y) = (Tensor.From(3.0), Tensor.From(5.0));

        Assert.Equal(30.0, new Weighted().Call(x, y).Item());
        Assert.Equal(18.0, new Weighted().Call(x, y, x).Item());
        Assert.Equal(30.0, new Weighted().CallAll(x, y)[0].Item());
        Assert.Equal([6.0, 9.0], new TwoOutputs().CallAll(x).Select(output => output.Item()));
    }

    [Fact]
    public void Copies_share_and_deep_copies_do_not()
    {
        var layer = new Linear(2, 2);
        var model = new Sequential(layer, layer);
        var (copy, deep) = (model.Copy(), model.DeepCopy());
        var x = Tensor.Ones(1, 2);
        var before = model.Call(x).ToArray<float>();
        copy.AddModule("2", new Square());
        using (new NoGrad())
            layer.Weight.MulInPlace(2);

        Assert.Equal(2, model.Count);
        Assert.Same(layer, copy[0]);
        Assert.NotSame(layer, deep[0]);
        Assert.Same(deep[0], deep[1]);
        Assert.Equal(before, deep.Call(x).ToArray<float>());
        Assert.NotEqual(before, model.Call(x).ToArray<float>());
        Assert.All(deep.Parameters(), parameter => Assert.True(parameter.RequiresGrad && parameter.Grad is null));
    }

    private static Parameter Of(params int[] shape) => new(Tensor.Zeros(shape));
}
