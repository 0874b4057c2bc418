using Riemann.Bridge;
using Riemann.Kernels;

namespace Riemann;

/// <summary>What takes a whole module to another element type or device and gives it back, as the type that it was.</summary>
public static class ModuleTransfers
{
    /// <summary>
    /// Puts the parameters and buffers of float type, with their gradients, into another one. The tensors stay the same
    /// objects, so that optimisers keep them. Raises for types that are not floats.
    /// </summary>
    public static T To<T>(this T module, DType dtype)
        where T : Module
    {
        var type = (Kernels.DType)dtype;
        if (!type.IsFloat())
            throw Failure.Value("To", $"parameters of {type.Name()} cannot be trained", "Float32 or Float64");
        foreach (var tensor in module.Parameters().Concat(module.Buffers()))
        {
            if (!tensor.Primal.DType.IsFloat())
                continue;
            var gradient = tensor.Grad;
            tensor.Replace(Creating.Cast(tensor.Primal, type));
            tensor.Grad = gradient?.Detach().To(dtype);
        }
        return module;
    }

    /// <summary>Leaves the module where it is: <see cref="Device.Parse"/> refuses every device but the processor.</summary>
    public static T To<T>(this T module, Device device)
        where T : Module
    {
        ArgumentNullException.ThrowIfNull(device);
        return module;
    }

    /// <summary>Leaves the module where it is, on the processor.</summary>
    public static T Cpu<T>(this T module)
        where T : Module => module.To(Device.Cpu);

    /// <summary>Raises: this version has no such device.</summary>
    public static T Cuda<T>(this T module)
        where T : Module => module.To(Device.Parse("cuda"));
}
