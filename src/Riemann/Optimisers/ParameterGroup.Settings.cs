namespace Riemann;

public partial class ParameterGroup
{
    internal const string InitialLrName = "initial_lr";

    /// <summary>The learning rate.</summary>
    public double Lr
    {
        get => Get<double>("lr");
        set => this["lr"] = value;
    }

    /// <summary>The learning rate that the schedulers of the group started from, or null where there is none.</summary>
    public double? InitialLr
    {
        get => settings.TryGetValue(InitialLrName, out var value) ? (double?)value : null;
        set => this[InitialLrName] = value;
    }

    /// <summary>The part of the last step's direction that goes on.</summary>
    public double Momentum
    {
        get => Get<double>("momentum");
        set => this["momentum"] = value;
    }

    /// <summary>The part of the gradient that does not enter the direction.</summary>
    public double Dampening
    {
        get => Get<double>("dampening");
        set => this["dampening"] = value;
    }

    /// <summary>How much weights decay.</summary>
    public double WeightDecay
    {
        get => Get<double>("weight_decay");
        set => this["weight_decay"] = value;
    }

    /// <summary>Whether steps look ahead along the direction.</summary>
    public bool Nesterov
    {
        get => Get<bool>("nesterov");
        set => this["nesterov"] = value;
    }

    /// <summary>Whether steps go up.</summary>
    public bool Maximize
    {
        get => Get<bool>("maximize");
        set => this["maximize"] = value;
    }

    /// <summary>The parts of the means that remain after a step.</summary>
    public (double Beta1, double Beta2) Betas
    {
        get => Get<(double, double)>("betas");
        set => this["betas"] = value;
    }

    /// <summary>What keeps steps finite where gradients vanish.</summary>
    public double Eps
    {
        get => Get<double>("eps");
        set => this["eps"] = value;
    }

    /// <summary>Whether the largest mean squared gradient so far divides.</summary>
    public bool Amsgrad
    {
        get => Get<bool>("amsgrad");
        set => this["amsgrad"] = value;
    }

    /// <summary>The part of the mean squared gradient that remains after a step.</summary>
    public double Alpha
    {
        get => Get<double>("alpha");
        set => this["alpha"] = value;
    }

    /// <summary>Whether the variance divides in place of the mean square.</summary>
    public bool Centered
    {
        get => Get<bool>("centered");
        set => this["centered"] = value;
    }

    /// <summary>The part of the mean squares that remains after a step.</summary>
    public double Rho
    {
        get => Get<double>("rho");
        set => this["rho"] = value;
    }

    /// <summary>How the learning rate of Adagrad falls.</summary>
    public double LrDecay
    {
        get => Get<double>("lr_decay");
        set => this["lr_decay"] = value;
    }

    /// <summary>What the sums of squared gradients start from.</summary>
    public double InitialAccumulatorValue
    {
        get => Get<double>("initial_accumulator_value");
        set => this["initial_accumulator_value"] = value;
    }

    /// <summary>How fast the momentum of NAdam approaches the first beta.</summary>
    public double MomentumDecay
    {
        get => Get<double>("momentum_decay");
        set => this["momentum_decay"] = value;
    }

    /// <summary>The factors of a step size where the gradient has turned and where it has not.</summary>
    public (double Minus, double Plus) Etas
    {
        get => Get<(double, double)>("etas");
        set => this["etas"] = value;
    }

    /// <summary>The smallest and the largest step size.</summary>
    public (double Smallest, double Largest) StepSizes
    {
        get => Get<(double, double)>("step_sizes");
        set => this["step_sizes"] = value;
    }

    private T Get<T>(string name) => (T)this[name]!;
}
