using Xunit;

namespace Riemann.Tests.Modules;

public class ModuleMisuseTests
{
    [Fact]
    public void A_collection_that_is_no_module_is_refused() =>
        Assert.Equal(
            """
            InAnArray: the modules or parameters in Layers would not be found, because it is no module
              hint  hold them in a ModuleList, ModuleDict, ParameterList or ParameterDict, or mark the member [Unregistered]
            """,
            Wrong.Message(() => new InAnArray().Parameters())
        );

    [Fact]
    public void Two_members_of_one_name_are_refused() =>
        Assert.Equal(
            """
            Twins: two members are called layer
              hint  give one of them another name with [StateName], or mark it [Unregistered]
            """,
            Wrong.Message(() => new Twins().Parameters())
        );

    [Fact]
    public void Attributes_name_members_and_leave_them_out()
    {
        var model = new Named();

        Assert.Equal(["in_proj_weight", "shared"], model.NamedParameters().Select(entry => entry.Name));
        Assert.Equal(["self"], new Loop().NamedChildren().Select(entry => entry.Name));
        Assert.Single(new Loop().Modules());
        Assert.Equal(
            "Loop: the module is a part of itself\n  hint  mark the member that leads back [Unregistered]",
            Wrong.Message(() => new Loop().StateDict())
        );
        Assert.Equal(
            ["inner.weight", "inner.bias"],
            new Captured(new Linear(1, 1)).NamedParameters().Select(entry => entry.Name)
        );
    }

    [Fact]
    public void Names_that_are_wrong_are_refused()
    {
        var model = new Counter();

        Assert.Equal(
            "RegisterParameter: \"a.b\" is no name of a parameter\n  hint  a name without dots: they join names",
            Wrong.Message(() => model.RegisterParameter("a.b", null))
        );
        Assert.Equal(
            "AddModule: the module has a member \"scale\" that is no submodule\n"
                + "  hint  a name belongs to one parameter, buffer or module",
            Wrong.Message(() => model.AddModule("scale", new Square()))
        );
        Assert.Equal(
            "SetParameter: Counter has no parameter \"weight\"\n  hint  it has scale",
            Wrong.Message(() => model.SetParameter("weight", null))
        );
        Assert.Equal(
            "GetBuffer: Counter has no buffer \"mean\"\n  hint  it has running_mean, scratch",
            Wrong.Message(() => model.GetBuffer("mean"))
        );
        Assert.Equal(
            "SetSubmodule: the member first cannot be a Square\n  hint  it is declared as Linear",
            Wrong.Message(() => new TwoLayers().SetSubmodule("first", new Square()))
        );
    }

    [Fact]
    public void Devices_and_types_that_are_not_there_are_refused()
    {
        Assert.Equal(
            "Device: there is no device \"cuda\"\n  hint  \"cpu\", where everything is computed",
            Wrong.Message(() => new Square().To("cuda"))
        );
        Assert.Equal(
            "Device: there is no device \"cuda\"\n  hint  \"cpu\", where everything is computed",
            Wrong.Message(() => new Square().Cuda())
        );
        Assert.Equal(
            "To: parameters of int64 cannot be trained\n  hint  Float32 or Float64",
            Wrong.Message(() => new Square().To(DType.Int64))
        );
    }

    [Fact]
    public void Calls_that_a_module_does_not_take_are_refused()
    {
        Assert.Equal(
            "Square: the module has no Forward for 2 inputs\n"
                + "  hint  override the Forward with as many parameters, or ForwardAll",
            Wrong.Message(() => new Square().Call(Tensor.Ones(1), Tensor.Ones(1)))
        );
        Assert.Equal(
            "TwoOutputs: the module gives 2 outputs\n  hint  take them from CallAll",
            Wrong.Message(() => new TwoOutputs().Call(Tensor.Ones(1)))
        );
        Assert.Contains("the layer takes 3 features", Wrong.Message(() => new Linear(3, 1).Call(Tensor.Ones(1, 2))));
        Assert.Contains("a layer from 0 inputs", Wrong.Message(() => new Linear(0, 1)));
    }

    private sealed class InAnArray : Module
    {
        public Module[] Layers { get; } = [new Square()];
    }

#pragma warning disable CS0649, IDE1006
    private sealed class Twins : Module
    {
        public Linear? layer;

        public Linear? Layer { get; set; }
    }
#pragma warning restore

    private sealed class Named : Module
    {
        [StateName("in_proj_weight")]
        public Parameter InProjWeight { get; set; } = new(Tensor.Ones(1));

        public Tensor Shared { get; set; } = new Parameter(Tensor.Ones(1));

        [Unregistered]
        public Linear Teacher { get; } = new(1, 1);

        [Unregistered]
        public List<Module> Others { get; } = [new Linear(1, 1)];
    }

    private sealed class Loop : Module
    {
        public Loop() => Self = this;

        public Module Self { get; set; }
    }

    private sealed class Captured(Module inner) : Module
    {
        public override Tensor Forward(Tensor input) => inner.Call(input);
    }
}
