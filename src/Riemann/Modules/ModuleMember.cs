using System.Reflection;

namespace Riemann;

/// <summary>A field, or the field behind a property or a constructor's parameter, that may hold a part of a module.</summary>
internal sealed class ModuleMember
{
    private readonly FieldInfo holder;

    private ModuleMember(string name, FieldInfo field)
    {
        Name = name;
        holder = field;
    }

    /// <summary>The name in state dictionaries.</summary>
    public string Name { get; }

    /// <summary>The type that the field is declared with.</summary>
    public Type Type => holder.FieldType;

    public object? Get(Module module) => holder.GetValue(module);

    public void Set(Module module, object? value) => holder.SetValue(module, value);

    /// <summary>The field as a member, or null for one that holds something else or is marked as no part.</summary>
    public static ModuleMember? TryOf(Type owner, FieldInfo field)
    {
        var declared = DeclaredName(field);
        // The attributes of an automatic property are on the property, not on the field behind it.
        var marked = (MemberInfo?)owner.GetProperty(declared, EveryMember) ?? field;
        if (marked.IsDefined(typeof(UnregisteredAttribute)))
            return null;
        if (IsPart(field.FieldType))
            return new(marked.GetCustomAttribute<StateNameAttribute>()?.Name ?? StateName(declared), field);
        if (IsCollectionOfParts(field.FieldType))
            throw Failure.Value(
                owner.Name,
                $"the modules or parameters in {declared} would not be found, because it is no module",
                "hold them in a ModuleList, ModuleDict, ParameterList or ParameterDict, or mark the member [Unregistered]"
            );
        return null;
    }

    private const BindingFlags EveryMember =
        BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static bool IsPart(Type type) => type.IsAssignableTo(typeof(Module)) || type.IsAssignableTo(typeof(Tensor));

    private static bool IsCollectionOfParts(Type type) =>
        (type.GetElementType() ?? type.GetGenericArguments().LastOrDefault()) is { } element
        && (element.IsAssignableTo(typeof(Module)) || element == typeof(Parameter))
        && type.IsAssignableTo(typeof(System.Collections.IEnumerable));

    /// <summary>The name in the program: fields that the compiler makes have it between angle brackets.</summary>
    private static string DeclaredName(FieldInfo field) =>
        field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name;

    private static string StateName(string declared)
    {
        var name = declared.TrimStart('_');
        return name.Length == 0 ? declared : char.ToLowerInvariant(name[0]) + name[1..];
    }
}
