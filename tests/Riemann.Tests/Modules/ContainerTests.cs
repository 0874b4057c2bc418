using Xunit;

namespace Riemann.Tests.Modules;

public class ContainerTests
{
    [Fact]
    public void Sequential_is_made_in_every_way()
    {
        Sequential expression = [new Square(), new Square()];
        var initialised = new Sequential { new Square(), { "named", new Square() } };
        var named = new Sequential(("first", new Square()), ("second", new Linear(1, 1)));

        Assert.Equal(16.0, expression.Call(Tensor.From(2.0)).Item());
        Assert.Equal(["0", "named"], initialised.NamedChildren().Select(entry => entry.Name));
        Assert.Equal(["second.weight", "second.bias"], named.NamedParameters().Select(entry => entry.Name));
        Assert.Same(named[1], named["second"]);
        Assert.Same(named[^1], named.Last());
        Assert.Equal(["second"], named[1..].NamedChildren().Select(entry => entry.Name));
        Assert.Equal(2.0, new Sequential().Call(Tensor.From(2.0)).Item());
        Assert.Equal("Sequential()", new Sequential().ToString());

        named[0] = new Counter();
        named["third"] = new Square();
        Assert.Equal(["first", "second", "third"], named.NamedChildren().Select(entry => entry.Name));
        Assert.IsType<Counter>(named["first"]);
    }

    [Fact]
    public void A_module_list_is_numbered_anew_when_one_comes_between()
    {
        ModuleList list = [new Square(), new Linear(1, 1)];
        list.Append(new Square()).Extend([new Counter()]);
        list.Insert(0, new Counter());

        Assert.Equal(["0", "1", "2", "3", "4"], list.NamedChildren().Select(entry => entry.Name));
        Assert.Equal(["Counter", "Square", "Linear", "Square", "Counter"], list.Select(module => module.GetName()));
        Assert.Equal("0.scale", list.NamedParameters()[0].Name);
        list[^1] = new Square();
        Assert.Equal(3, list.Parameters().Count);
        Assert.Equal(2, new ModuleList([new Square(), new Square()]).Count);
    }

    [Fact]
    public void Module_and_parameter_dictionaries()
    {
        var modules = new ModuleDict { ["a"] = new Linear(1, 1), ["b"] = new Square() };
        modules.Update(new Dictionary<string, Module> { ["a"] = new Square(), ["c"] = new Counter() });
        var popped = modules.Pop("b");

        Assert.IsType<Square>(popped);
        Assert.Equal(["a", "c"], modules.Keys);
        Assert.Equal(["c.scale"], modules.NamedParameters().Select(entry => entry.Name));
        Assert.True(modules.TryGetValue("c", out var counter) && counter is Counter);
        Assert.False(modules.ContainsKey("b"));

        var parameters = new ParameterDict { { "w", new Parameter(Tensor.Ones(2)) } };
        Assert.Equal(["w"], parameters.NamedParameters().Select(entry => entry.Name));
        Assert.Equal(2.0, parameters["w"].Sum().Item());
        Assert.Equal([2], parameters.Pop("w").Shape);
        Assert.Empty(parameters);
    }

    [Fact]
    public void Lists_as_members_are_parts()
    {
        var model = new Holder();

        Assert.Equal(
            ["layers.0.weight", "layers.0.bias", "weights.0"],
            model.NamedParameters().Select(entry => entry.Name)
        );
    }

    [Fact]
    public void Places_and_names_that_are_not_there()
    {
        Assert.Equal(
            "Sequential: there is no place 2\n  hint  0 to 1",
            Wrong.Message(() => _ = new Sequential(new Square(), new Square())[2])
        );
        Assert.Equal(
            "ModuleList: there is no place -1\n  hint  it is empty",
            Wrong.Message(() => _ = new ModuleList()[-1])
        );
        Assert.Equal(
            "GetSubmodule: ModuleDict has no submodule \"y\"\n  hint  it has x",
            Wrong.Message(() => _ = new ModuleDict { ["x"] = new Square() }["y"])
        );
        Assert.Equal(
            "GetParameter: ParameterDict has no parameter \"y\"\n  hint  it has no parameters",
            Wrong.Message(() => _ = new ParameterDict()["y"])
        );
        Assert.Equal(
            "Sequential: two modules are called a\n  hint  a name for each module",
            Wrong.Message(() => _ = new Sequential { { "a", new Square() }, { "a", new Square() } })
        );
        Assert.Equal(
            "ModuleList: the module has no Forward for one input\n"
                + "  hint  override the Forward with as many parameters, or ForwardAll",
            Wrong.Message(() => new ModuleList(new Square()).Call(Tensor.Ones(1)))
        );
        Assert.Throws<ArgumentNullException>(() => new Sequential(new Square(), null!));
    }

    private sealed class Holder : Module
    {
        public ModuleList Layers { get; } = [new Linear(1, 1)];

        public ParameterList Weights { get; } = [new Parameter(Tensor.Ones(1))];
    }
}
