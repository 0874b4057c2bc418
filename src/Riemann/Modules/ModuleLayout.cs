using System.Collections.Concurrent;
using System.Reflection;

namespace Riemann;

/// <summary>The fields of a type of module that may hold parts of it, base classes first, in order of declaration.</summary>
internal sealed class ModuleLayout
{
    private static readonly ConcurrentDictionary<Type, ModuleLayout> layouts = new();

    private ModuleLayout(Type type)
    {
        Members = [.. Lineage(type).Reverse().SelectMany(FieldsOf)];
        OverridesForwardAll =
            type.GetMethod(
                "ForwardAll",
                BindingFlags.Instance | BindingFlags.NonPublic,
                [typeof(Tensor[])]
            )!.DeclaringType != typeof(Module);
        if (Members.CountBy(member => member.Name).FirstOrDefault(entry => entry.Value > 1).Key is { } twice)
            throw Failure.Value(
                type.Name,
                $"two members are called {twice}",
                "give one of them another name with [StateName], or mark it [Unregistered]"
            );
    }

    /// <summary>The layout of a type, which is looked at once.</summary>
    public static ModuleLayout Of(Type type) => layouts.GetOrAdd(type, static type => new ModuleLayout(type));

    /// <summary>The members whose values, when they are parameters or modules, are parts of the module.</summary>
    public ModuleMember[] Members { get; }

    /// <summary>True for a type that takes its inputs as an array.</summary>
    public bool OverridesForwardAll { get; }

    /// <summary>The type and its base classes up to <see cref="Module"/>, which is left out.</summary>
    private static IEnumerable<Type> Lineage(Type type)
    {
        for (var current = type; current != typeof(Module); current = current.BaseType!)
            yield return current;
    }

    private static IEnumerable<ModuleMember> FieldsOf(Type type) =>
        type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .OrderBy(field => field.MetadataToken)
            .Select(field => ModuleMember.TryOf(type, field))
            .OfType<ModuleMember>();
}
