using Riemann;

/// <summary>A network that says which of ten classes a picture is of: features by convolutions, then a classifier.</summary>
internal abstract class PictureNet(Sequential features, Sequential classifier) : Module
{
    private readonly CrossEntropyLoss lossFunction = new();

    /// <summary>Pictures [n, channels, height, width] give feature maps.</summary>
    public Sequential Features { get; } = features;

    /// <summary>Feature maps give logits [n, 10].</summary>
    public Sequential Classifier { get; } = classifier;

    public override Tensor Forward(Tensor input) => Classifier.Call(Features.Call(input));

    /// <summary>One step, and the loss before it.</summary>
    public double TrainStep(Optimizer optimizer, Tensor images, Tensor labels)
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
