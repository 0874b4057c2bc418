namespace Riemann;

public abstract partial class Module
{
    private bool HasHooks => false;

    private Tensor[] CallWithHooks(Tensor?[] inputs) => ForwardAll(inputs);
}
