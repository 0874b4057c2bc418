using Microsoft.FSharp.Collections;
using Riemann.FSharp;
using Riemann.FSharp.Learning;
using Riemann.FSharp.Learning.Nerva;

namespace Riemann.Cli;

/// <summary>The examples of a file for a network: as they were read, and as it learns them.</summary>
internal sealed record MlpData(
    FSharpList<Tuple<string, Tensor>> Tensors,
    Dataset<Tuple<Tensor, Tensor>> Train,
    Dataset<Tuple<Tensor, Tensor>> Test
)
{
    private static readonly string[] names = ["Xtrain", "Ttrain", "Xtest", "Ttest"];

    public static MlpData Read(string path, MlpPlan plan)
    {
        var tensors = ReadTensors(path);
        Dataset<Tuple<Tensor, Tensor>> Examples(int first) =>
            NervaData
                .tryMake(plan, names[first], tensors[first], names[first + 1], tensors[first + 1])
                .Value($"--load-dataset {path}: ");

        var named = ListModule.OfSeq(names.Zip(tensors, Tuple.Create));
        return new MlpData(named, Examples(0), Examples(2));
    }

    /// <summary>The four arrays; others are not read.</summary>
    private static Tensor[] ReadTensors(string path)
    {
        using var file = NpzFileModule.tryOpenRead(path).Value("--load-dataset ");
        foreach (var name in names)
            if (!file.Names.Contains(name))
                throw new Refusal(
                    $"--load-dataset {path}: there is no array {name}; expected {string.Join(", ", names)}, found {string.Join(", ", file.Names.Take(8))}"
                );
        return [.. names.Select(name => file.TryRead(name).Value("--load-dataset "))];
    }
}
