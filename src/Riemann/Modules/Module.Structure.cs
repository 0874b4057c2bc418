using System.Text;

namespace Riemann;

public abstract partial class Module
{
    /// <summary>What stands between the parentheses of a module without parts: its settings.</summary>
    protected virtual string Describe() => "";

    /// <summary>The structure: the type's name with its settings, or a line for each submodule.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(GetName()).Append('(').Append(Describe());
        var lines = Lines().ToArray();
        foreach (var line in lines)
            text.Append("\n  ").Append(line.Replace("\n", "\n  "));
        return text.Append(lines.Length == 0 ? ")" : "\n)").ToString();
    }

    /// <summary>A line, or several, for each part that the structure shows.</summary>
    private protected virtual IEnumerable<string> Lines() =>
        SubmoduleParts.Of(this).Select(part => $"({part.Name}): {part.Value?.ToString() ?? "null"}");
}
