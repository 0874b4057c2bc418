namespace Riemann.Tests.Optimisers;

/// <summary>Gradient descent with momentum, as a user would write it.</summary>
internal sealed class CustomSGD(IEnumerable<Tensor> parameters, double lr = 0.01, double momentum = 0)
    : Optimizer(parameters, new() { ["lr"] = lr, ["momentum"] = momentum })
{
    protected override void Update(Tensor parameter, Tensor gradient, ParameterGroup group)
    {
        if (group.Momentum != 0)
        {
            var state = State(parameter);
            if (!state.TryGetValue("momentum_buffer", out var buffer))
                state["momentum_buffer"] = buffer = gradient.Copy();
            else
                buffer.MulInPlace(group.Momentum).AddInPlace(gradient);
            gradient = buffer;
        }
        parameter.AddInPlace(gradient, -group.Lr);
    }
}
