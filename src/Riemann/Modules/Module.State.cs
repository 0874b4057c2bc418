using Microsoft.FSharp.Collections;
using Riemann.Bridge;
using Riemann.FSharp.Learning;

namespace Riemann;

public abstract partial class Module
{
    /// <summary>
    /// The parameters and persistent buffers by name. They are values of now, which training does not change, unless
    /// <paramref name="keepVars"/> asks for the tensors themselves. A tensor that is shared comes under each of its names.
    /// </summary>
    /// <param name="prefix">What stands before every name, with a dot between.</param>
    /// <param name="keepVars">Gives the tensors themselves, with their gradients.</param>
    public OrderedDictionary<string, Tensor> StateDict(string prefix = "", bool keepVars = false)
    {
        var state = new OrderedDictionary<string, Tensor>();
        foreach (var (path, module) in EveryModule(prefix.TrimEnd('.')))
        {
            foreach (var (name, parameter) in Present(ParameterParts.Of(module)))
                state[Join(path, name)] = keepVars ? parameter : parameter.Copy();
            foreach (var (name, buffer) in Present(BufferParts.Of(module)))
                if (!module.passingBuffers.Contains(name))
                    state[Join(path, name)] = keepVars ? buffer : buffer.Copy();
        }
        return state;
    }

    /// <summary>
    /// Takes the values of the parameters and persistent buffers from a state, in this module's element types. Names that
    /// are missing or not expected are refused where it is <paramref name="strict"/>, other shapes always, in one message;
    /// then nothing has changed.
    /// </summary>
    public StateDifference LoadStateDict(IReadOnlyDictionary<string, Tensor> state, bool strict = true)
    {
        var own = StateDict(keepVars: true);
        var difference = new StateDifference(
            [.. own.Keys.Where(name => !state.ContainsKey(name))],
            [.. state.Keys.Where(name => !own.ContainsKey(name))]
        );
        var problems = own.Where(entry => state.ContainsKey(entry.Key))
            .Where(entry => !entry.Value.Shape.AsSpan().SequenceEqual(state[entry.Key].Shape))
            .Select(entry => $"{entry.Key} is {ShapeOf(state[entry.Key])} in the state and {ShapeOf(entry.Value)} here")
            .ToList();
        if (strict && difference.Missing.Count > 0)
            problems.Insert(0, $"the state lacks {string.Join(", ", difference.Missing)}");
        if (strict && difference.Unexpected.Count > 0)
            problems.Insert(0, $"the module has no {string.Join(", ", difference.Unexpected)}");
        if (problems.Count > 0)
            throw Failure.Value(
                "LoadStateDict",
                $"the state does not fit {GetName()}: {string.Join("; ", problems)}",
                "load the state of a module of the same structure, or with strict: false the names that both have"
            );
        foreach (var (name, tensor) in own)
            if (state.TryGetValue(name, out var saved))
                tensor.Replace(Creating.Cast(saved.Primal, tensor.Primal.DType));
        return difference;
    }

    /// <summary>
    /// Writes the state, with the names of <see cref="StateDict"/>, to a safetensors file, which other programs read too. An
    /// old file is replaced at once, when the new one is whole.
    /// </summary>
    public void Save(string path) =>
        SafetensorsModule.write(
            path,
            new Safetensors(
                ListModule.OfSeq(StateDict().Select(entry => Tuple.Create(entry.Key, entry.Value.Primal))),
                MapModule.Empty<string, string>()
            )
        );

    /// <summary>Takes the state from a safetensors file, as <see cref="LoadStateDict"/> does.</summary>
    public StateDifference Load(string path, bool strict = true) =>
        LoadStateDict(
            SafetensorsModule.read(path).Tensors.ToDictionary(entry => entry.Item1, entry => Tensor.Wrap(entry.Item2)),
            strict
        );

    /// <summary>Sets the gradients of all parameters to zeros, or to none.</summary>
    public void ZeroGrad(bool setToNone = false)
    {
        foreach (var parameter in Parameters())
            parameter.Grad = setToNone || parameter.Grad is null ? null : Tensor.ZerosLike(parameter);
    }

    private static Kernels.Shape ShapeOf(Tensor tensor) => tensor.Primal.Aval.Shape;
}
