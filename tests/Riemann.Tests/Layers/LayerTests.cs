using Xunit;

namespace Riemann.Tests.Layers;

/// <summary>Each layer of the facade computes the functional layer's very bits, and so do its gradients.</summary>
public class LayerTests
{
    private static readonly Type[] containers =
    [
        typeof(Sequential),
        typeof(ModuleList),
        typeof(ModuleDict),
        typeof(ParameterList),
        typeof(ParameterDict),
    ];

    private static readonly Dictionary<string, LayerRow> rows = LayerRows
        .All.GroupBy(row => row.Make().GetType().Name)
        .SelectMany(group => group.Select((row, i) => (Name: $"{group.Key} {i} {row.Case}".TrimEnd(), Row: row)))
        .ToDictionary(entry => entry.Name, entry => entry.Row);

    public static TheoryData<string> Names => [.. rows.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_layer_computes_what_the_functional_layer_does(string name)
    {
        var (facade, core) = rows[name].Run();

        Assert.Equal(core.Length, facade.Length);
        for (var i = 0; i < core.Length; i++)
            Assert.True(
                core[i].AsSpan().SequenceEqual(facade[i]),
                $"{(i == 0 ? "output" : $"gradient {i - 1}")} differs"
            );
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_layer_hides_no_parameter_from_functions_and_copies(string name)
    {
        var outputs = rows[name].Doubled();

        Assert.Equal(outputs[1], outputs[0]);
        Assert.Equal(outputs[1], outputs[2]);
    }

    [Fact]
    public void Every_layer_has_a_row()
    {
        var layers = typeof(Module)
            .Assembly.GetExportedTypes()
            .Where(type => type.IsAssignableTo(typeof(Module)) && !type.IsAbstract)
            .Except(containers);
        var covered = rows.Values.Select(row => row.Make().GetType());

        Assert.Empty(layers.Except(covered).Select(type => type.Name));
    }
}
