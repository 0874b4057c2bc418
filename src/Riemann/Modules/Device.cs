namespace Riemann;

/// <summary>Where tensors are held and computed: this version knows the processor alone.</summary>
public sealed class Device
{
    private Device() { }

    /// <summary>The processor and its memory.</summary>
    public static Device Cpu { get; } = new();

    /// <summary>The device of a name. Raises for all but <c>"cpu"</c>.</summary>
    public static Device Parse(string name) =>
        name == "cpu"
            ? Cpu
            : throw Failure.Value("Device", $"there is no device \"{name}\"", "\"cpu\", where everything is computed");

    /// <summary>The device of a name, as <see cref="Parse"/> gives it.</summary>
    public static implicit operator Device(string name) => Parse(name);

    /// <inheritdoc/>
    public override string ToString() => "cpu";
}
