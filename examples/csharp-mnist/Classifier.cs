using Riemann;

/// <summary>Says which digit is in a picture: 784 pixels, 200 hidden numbers, 10 digits.</summary>
internal sealed class Classifier : Module
{
    private readonly Sequential model = new(new Flatten(), new Linear(784, 200), new ReLU(), new Linear(200, 10));
    private readonly CrossEntropyLoss lossFunction = new();
    private readonly Adam optimizer;

    public Classifier() => optimizer = new(Parameters(), lr: 0.001, betas: (0.9, 0.999), weightDecay: 0.0001);

    /// <summary>Pictures [n, 1, 28, 28] give logits [n, 10].</summary>
    public override Tensor Forward(Tensor input) => model.Call(input);

    /// <summary>One step, and the loss before it.</summary>
    public double TrainStep(Tensor images, Tensor labels)
    {
        var loss = lossFunction.Call(Call(images), labels);
        optimizer.ZeroGrad();
        loss.Backward();
        optimizer.Step();
        return loss.Item();
    }

    /// <summary>The part of pictures that is recognised, and the mean of the batches' losses.</summary>
    public (double Accuracy, double Loss) Evaluate(DataLoader loader)
    {
        double total = 0,
            correct = 0,
            count = 0;
        using (new NoGrad())
            foreach (var (images, labels) in loader)
            {
                var outputs = Call(images);
                total += lossFunction.Call(outputs, labels).Item();
                correct += outputs.ArgMax(1).Eq(labels).Sum().Item();
                count += labels.Length;
            }
        return (correct / count, total / loader.Count);
    }
}
