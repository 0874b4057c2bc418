namespace Riemann.Tests.Documents;

/// <summary>The digit classifier of document 000.</summary>
internal sealed class Classifier : Module
{
    private readonly Sequential model = new(new Flatten(), new Linear(784, 200), new ReLU(), new Linear(200, 10));
    private readonly CrossEntropyLoss lossFunction = new();
    private readonly Adam optimizer;

    public Classifier() => optimizer = new(Parameters(), lr: 0.001, betas: (0.9, 0.999), weightDecay: 0.0001);

    public override Tensor Forward(Tensor input) => model.Call(input);

    public Tensor TrainStep(Tensor inputs, Tensor targets)
    {
        var loss = lossFunction.Call(Call(inputs), targets);
        optimizer.ZeroGrad();
        loss.Backward();
        optimizer.Step();
        return loss;
    }

    public (double Accuracy, double Loss) Evaluate(DataLoader loader)
    {
        double totalLoss = 0,
            correct = 0,
            total = 0;
        foreach (var (images, targets) in loader)
        {
            var outputs = Call(images);
            totalLoss += lossFunction.Call(outputs, targets).Item();
            total += targets.Size(0);
            correct += outputs.ArgMax(1).Eq(targets).Sum().Item();
        }
        return (correct / total, totalLoss / loader.Count);
    }
}
