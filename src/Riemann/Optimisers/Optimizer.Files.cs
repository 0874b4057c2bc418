using System.Globalization;
using System.Text;
using Microsoft.FSharp.Collections;
using Riemann.FSharp.Learning;

namespace Riemann;

public abstract partial class Optimizer
{
    private const string StatePrefix = "state.";
    private const string GroupPrefix = "param_groups.";
    private const string ParamsName = "params";

    /// <summary>
    /// Writes the state to a safetensors file, with names such as <c>state.0.exp_avg</c> and <c>param_groups.0.lr</c>; settings
    /// are tensors too, so that no bit is lost. An old file is replaced at once, when the new one is whole.
    /// </summary>
    public void Save(string path) =>
        SafetensorsModule.write(
            path,
            new Safetensors(
                ListModule.OfSeq(Flat(StateDict()).Select(entry => Tuple.Create(entry.Name, entry.Value.Primal))),
                MapModule.Empty<string, string>()
            )
        );

    /// <summary>Takes the state from a file of <see cref="Save"/>, as <see cref="LoadStateDict"/> does.</summary>
    public void Load(string path)
    {
        var state = new Dictionary<int, Dictionary<string, Tensor>>();
        var settings = new SortedDictionary<int, Dictionary<string, object?>>();
        foreach (var (name, value) in SafetensorsModule.read(path).Tensors.Select(entry => (entry.Item1, entry.Item2)))
            if (Split(name, StatePrefix) is var (parameter, entry))
                Under(state, parameter)[entry] = Tensor.Wrap(value);
            else if (Split(name, GroupPrefix) is var (group, setting))
                Under(settings, group)[setting] =
                    setting == ParamsName ? Tensor.Wrap(value).ToArray<int>() : Decoded(Tensor.Wrap(value));
        LoadStateDict(
            new(
                state.ToDictionary(entry => entry.Key, entry => (IReadOnlyDictionary<string, Tensor>)entry.Value),
                [.. settings.Values.Select(Grouped)]
            )
        );
    }

    private static IEnumerable<(string Name, Tensor Value)> Flat(OptimizerState state)
    {
        foreach (var (parameter, entries) in state.State)
        foreach (var (name, value) in entries)
            yield return ($"{StatePrefix}{parameter}.{name}", value);
        foreach (var (i, group) in state.ParamGroups.Index())
        {
            yield return ($"{GroupPrefix}{i}.{ParamsName}", Tensor.From<int>([.. group.Params]));
            foreach (var (name, value) in group.Settings)
                yield return ($"{GroupPrefix}{i}.{name}", Encoded(value));
        }
    }

    /// <summary>A setting as a tensor, whose element type and length tell what it was.</summary>
    private static Tensor Encoded(object? value) =>
        value switch
        {
            null => Tensor.From(Array.Empty<double>()),
            string text => Tensor.From(Encoding.UTF8.GetBytes(text)),
            (double first, double second) => Tensor.From(new[] { first, second }),
            _ => Tensor.From(value),
        };

    private static object? Decoded(Tensor value) =>
        value.DType switch
        {
            DType.UInt8 => Encoding.UTF8.GetString(value.ToArray<byte>()),
            DType.Bool => value.Item<bool>(),
            DType.Int32 => value.Item<int>(),
            _ when value.Length == 0 => null,
            _ when value.Rank == 1 => (value.ToArray<double>()[0], value.ToArray<double>()[1]),
            _ => value.Item(),
        };

    private static GroupState Grouped(Dictionary<string, object?> settings)
    {
        settings.Remove(ParamsName, out var numbers);
        return new(numbers as int[] ?? [], settings);
    }

    private static TValue Under<TValue>(IDictionary<int, TValue> entries, int number)
        where TValue : new()
    {
        if (!entries.TryGetValue(number, out var entry))
            entries[number] = entry = new();
        return entry;
    }

    /// <summary>The number and the tail of a name, or null where it does not begin with the prefix and a number.</summary>
    private static (int Number, string Tail)? Split(string name, string prefix)
    {
        if (!name.StartsWith(prefix, StringComparison.Ordinal))
            return null;
        var dot = name.IndexOf('.', prefix.Length);
        return
            dot > 0
            && int.TryParse(
                name.AsSpan(prefix.Length..dot),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var number
            )
            ? (number, name[(dot + 1)..])
            : null;
    }
}
