using System.CommandLine;

namespace Riemann.Cli;

/// <summary>The options of <c>riemann mlp</c>, which are Nerva's and a few more.</summary>
internal static class MlpOptions
{
    public static readonly Option<string?> Layers = Options.Text(
        "--layers",
        "LIST",
        "layers with ; between: Linear, ReLU, Sigmoid, Softmax, LogSoftmax, HyperbolicTangent, LeakyReLU(alpha), "
            + "AllReLU(alpha), SReLU(al=0,tl=0,ar=0,tr=1), BatchNormalization"
    );

    public static readonly Option<string?> LayerSizes = Options.Text(
        "--layer-sizes",
        "LIST",
        "the inputs, and the outputs of each linear layer, such as 3072;1024;512;10"
    );

    public static readonly Option<string> LayerWeights = Options.Text(
        "--layer-weights",
        "LIST",
        "one for each linear layer, or one for all: XavierNormal, XavierUniform, HeNormal, HeUniform, Normal(mean,std), "
            + "Uniform(a,b), Zero",
        "XavierNormal"
    );

    public static readonly Option<string> Densities = Options.Text(
        "--densities",
        "LIST",
        "one for each linear layer, or one for all: the part of its weights that there is, above 0 and up to 1",
        "1"
    );

    public static readonly Option<double?> Regrow = Options.Fraction(
        "--regrow",
        "the part of the weights below a density of 1 that is dropped and grown elsewhere between epochs (0)"
    );

    public static readonly Option<string> Optimizers = Options.Text(
        "--optimizers",
        "LIST",
        "one for each layer, or one for all: GradientDescent, Momentum(mu), Nesterov(mu)",
        "GradientDescent"
    );

    public static readonly Option<string> LearningRate = Options.Text(
        "--learning-rate",
        "LIST",
        "one for each layer, or one for all: Constant(lr), TimeBased(lr,decay), StepBased(lr,drop,change), "
            + "MultiStepLR(lr;m1,m2,...;gamma), Exponential(lr,rate)",
        "Constant(0.01)"
    );

    public static readonly Option<string> Loss = Options.Text(
        "--loss",
        "NAME",
        "SquaredError, CrossEntropy, SoftmaxCrossEntropy, LogisticCrossEntropy or NegativeLogLikelihood",
        "SoftmaxCrossEntropy"
    );

    public static readonly Option<long?> Epochs = Options.Whole("--epochs", 0, int.MaxValue, "epochs (100)");
    public static readonly Option<long?> BatchSize = Options.Whole(
        "--batch-size",
        1,
        int.MaxValue,
        "examples in a batch (100)"
    );

    public static readonly Option<string?> LoadDataset = Options.Text(
        "--load-dataset",
        "FILE",
        "an NPZ file with Xtrain, Ttrain, Xtest and Ttest"
    );

    public static readonly Option<string?> SaveDataset = Options.Text(
        "--save-dataset",
        "FILE",
        "writes the data there"
    );

    public static readonly Option<string?> LoadWeights = Options.Text(
        "--load-weights",
        "FILE",
        "begins with W1, b1, W2, ... of an NPZ file"
    );

    public static readonly Option<string?> SaveWeights = Options.Text(
        "--save-weights",
        "FILE",
        "writes the weights there after training, also when it is stopped"
    );

    public static readonly Option<long?> Seed = Options.Seed("other weights and another order (1)");
    public static readonly Option<bool> NoShuffle = Options.Flag(
        "--no-shuffle",
        "keeps the order of the training data"
    );
    public static readonly Option<long?> Threads = Options.Whole("--threads", 1, 1024, "threads (all processors)");

    public static readonly Option<bool> Debug = Options.Flag(
        "--debug",
        "prints every batch with weights and gradients"
    );

    public static readonly Option<bool> JsonLines = Options.Flag("--json", "prints each row as a line of JSON");

    public static readonly Option[] All =
    [
        Layers,
        LayerSizes,
        LayerWeights,
        Densities,
        Regrow,
        Optimizers,
        LearningRate,
        Loss,
        Epochs,
        BatchSize,
        LoadDataset,
        SaveDataset,
        LoadWeights,
        SaveWeights,
        Seed,
        NoShuffle,
        Threads,
        Debug,
        JsonLines,
    ];
}
