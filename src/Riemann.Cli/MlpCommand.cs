using System.CommandLine;

namespace Riemann.Cli;

/// <summary><c>riemann mlp</c>: trains a multilayer perceptron, as Nerva's tool does.</summary>
internal static class MlpCommand
{
    private const string Examples = """
        riemann prepare-data --dataset digits
        riemann mlp --layers="ReLU;Linear" --layer-sizes="784;200;10" --optimizers="Momentum(0.9)" --epochs=5 --load-dataset=digits-flattened.npz
        riemann mlp --layers="SReLU;BatchNormalization;Linear" --layer-sizes="784;100;10" --learning-rate="StepBased(0.1,0.5,10)" --load-dataset=mnist-flattened.npz --save-weights=weights.npz
        """;

    public static Command Create()
    {
        var command = new Verb(
            "mlp",
            "Trains a multilayer perceptron; prints a table of losses and accuracies.",
            Examples
        );
        foreach (var option in MlpOptions.All)
            command.Add(option);
        command.SetAction(line => MlpRun.Create(line).Train());
        return command;
    }
}
