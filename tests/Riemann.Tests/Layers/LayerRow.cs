using System.Runtime.InteropServices;
using Microsoft.FSharp.Core;
using Riemann.FSharp;
using Core = Riemann.FSharp.Learning;
using CoreTensor = Riemann.FSharp.Tensor;

namespace Riemann.Tests.Layers;

/// <summary>The functional layer: its output for parameters, in the order of their names, and inputs.</summary>
public delegate CoreTensor FunctionalLayer(CoreTensor[] parameters, CoreTensor?[] inputs, Core.Mode mode);

/// <summary>A layer of the facade, inputs for it, and the functional layer that it is to equal.</summary>
public sealed record LayerRow(
    Func<Module> Make,
    Tensor?[] Inputs,
    FunctionalLayer Functional,
    bool IsTraining = false,
    string Case = ""
)
{
    /// <summary>Floats that repeat nowhere, of both signs.</summary>
    public static Tensor Data(params int[] shape)
    {
        var length = shape.Aggregate(1, (product, axis) => product * axis);
        var seed = length * 0.13;
        return Tensor
            .From(Enumerable.Range(0, length).Select(i => (float)(1.5 * Math.Sin(i * 0.77 + seed))).ToArray())
            .Reshape(shape);
    }

    public static Tensor Indices(params long[] indices) => Tensor.From(indices);

    private static Tensor? Input(Tensor? given) =>
        given is null ? null
        : given.DType is DType.Float32 ? given.Copy().RequiresGradInPlace()
        : given;

    /// <summary>Output, and gradients of parameters and inputs, of the facade and of the functional layer.</summary>
    public (byte[][] Facade, byte[][] Core) Run()
    {
        Random.ManualSeed(3);
        var module = Make().Train(IsTraining);
        var parameters = module.Parameters();
        var inputs = Array.ConvertAll(Inputs, Input);
        Random.ManualSeed(5);
        var y = module.CallAll(inputs)[0];
        var cotangent = Data(y.Shape);
        y.Backward(cotangent);
        Tensor[] leaves = [.. parameters, .. inputs.OfType<Tensor>().Where(x => x.RequiresGrad)];
        byte[][] facade = [Bits(y.Primal), .. leaves.Select(x => Bits((x.Grad ?? Tensor.ZerosLike(x)).Primal))];

        Random.ManualSeed(5);
        var mode = IsTraining ? Core.Mode.NewTrain(Random.NextKey()) : Core.Mode.Eval;
        var (value, pull) = Differentiate.vjp(
            FSharpFunc<CoreTensor[], CoreTensor>.FromConverter(points => Call(points, parameters.Count, mode)),
            Array.ConvertAll(leaves, x => x.Primal)
        );
        return (facade, [Bits(value), .. pull.Invoke(cotangent.Primal).Select(Bits)]);
    }

    /// <summary>
    /// Outputs with all parameters doubled: of the module as a function that is given them, of the module itself, and of a
    /// copy of it.
    /// </summary>
    public byte[][] Doubled()
    {
        var module = Make().Train(IsTraining);
        var function = module.Functional();
        var given = function.Parameters.Select(parameter => parameter * 2).ToArray();
        byte[] seeded(Func<Tensor[]> call)
        {
            Random.ManualSeed(5);
            return Bits(call()[0].Primal);
        }

        var substituted = seeded(() => function.CallAll(given, Inputs));
        using (new NoGrad())
            foreach (var parameter in module.Parameters())
                parameter.MulInPlace(2);
        var copy = module.DeepCopy();
        return [substituted, seeded(() => module.CallAll(Inputs)), seeded(() => copy.CallAll(Inputs))];
    }

    private CoreTensor Call(CoreTensor[] points, int parameters, Core.Mode mode)
    {
        var next = parameters;
        var inputs = Array.ConvertAll(Inputs, x => x?.DType is DType.Float32 ? points[next++] : x?.Primal);
        return Functional(points[..parameters], inputs, mode);
    }

    private static byte[] Bits(CoreTensor x) =>
        MemoryMarshal.AsBytes(Tensor.Wrap(x).To(DType.Float64).ToArray<double>().AsSpan()).ToArray();
}
