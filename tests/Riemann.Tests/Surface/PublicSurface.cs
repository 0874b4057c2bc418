using System.Reflection;
using System.Runtime.CompilerServices;

namespace Riemann.Tests.Surface;

/// <summary>What programs can see of the assembly: its public types, and a line for each of their members.</summary>
internal static class PublicSurface
{
    private const BindingFlags Own =
        BindingFlags.DeclaredOnly
        | BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.Instance
        | BindingFlags.Static;

    public static IEnumerable<Type> Types => typeof(Tensor).Assembly.GetExportedTypes();

    public static IEnumerable<MemberInfo> Members(Type type) =>
        type.GetMembers(Own).Where(member => IsSeen(member) && !member.IsDefined(typeof(CompilerGeneratedAttribute)));

    public static string[] Lines() =>
        [
            .. Types
                .SelectMany(type =>
                    Members(type).Select(member => $"{Name(type)}.{Text(member)}").Prepend(Header(type))
                )
                .Order(StringComparer.Ordinal),
        ];

    /// <summary>The types that a program has to know to use the member.</summary>
    public static IEnumerable<Type> Mentioned(MemberInfo member) =>
        member switch
        {
            MethodBase method => method
                .GetParameters()
                .Select(parameter => parameter.ParameterType)
                .Concat(method is MethodInfo { ReturnType: var result } ? [result] : []),
            PropertyInfo property => [property.PropertyType],
            FieldInfo field => [field.FieldType],
            EventInfo @event => [@event.EventHandlerType!],
            _ => [],
        };

    /// <summary>The type and all that it is made of.</summary>
    public static IEnumerable<Type> Parts(Type type) =>
        type.HasElementType ? Parts(type.GetElementType()!)
        : type.IsGenericParameter ? type.GetGenericParameterConstraints().Where(part => !part.IsGenericParameter)
        : type.GetGenericArguments().Where(part => part != type).SelectMany(Parts).Prepend(type);

    private static bool IsSeen(MemberInfo member) =>
        member switch
        {
            MethodBase { IsSpecialName: true } method => IsSeen(method.Attributes) && !IsAccessor(method.Name),
            MethodBase method => IsSeen(method.Attributes),
            PropertyInfo property => property.GetAccessors(true).Any(accessor => IsSeen(accessor.Attributes)),
            FieldInfo field => field.IsPublic || field.IsFamily,
            EventInfo @event => IsSeen(@event.AddMethod!.Attributes),
            _ => false,
        };

    private static bool IsSeen(MethodAttributes attributes) =>
        (attributes & MethodAttributes.MemberAccessMask)
            is MethodAttributes.Public
                or MethodAttributes.Family
                or MethodAttributes.FamORAssem;

    private static bool IsAccessor(string name) => name.StartsWith("get_") || name.StartsWith("set_");

    private static string Header(Type type)
    {
        var bases = type.GetInterfaces()
            .Except(type.BaseType?.GetInterfaces() ?? [])
            .Select(Name)
            .Order(StringComparer.Ordinal)
            .Prepend(type.BaseType is { } parent && parent != typeof(object) ? Name(parent) : "")
            .Where(name => name.Length > 0);
        return $"{Name(type)} : {string.Join(", ", bases)}".TrimEnd(' ', ':');
    }

    private static string Text(MemberInfo member) =>
        member switch
        {
            ConstructorInfo constructor => $"new({Parameters(constructor.GetParameters())})",
            MethodInfo method =>
                $"{method.Name}{Generic(method)}({Parameters(method.GetParameters())}) : {Name(method.ReturnType)}",
            PropertyInfo property =>
                $"{property.Name}{Indices(property)} {{{Accessors(property)} }} : {Name(property.PropertyType)}",
            FieldInfo { IsLiteral: true } constant => $"{constant.Name} = {constant.GetRawConstantValue()}",
            FieldInfo field => $"{field.Name} : {Name(field.FieldType)}",
            _ => member.Name,
        };

    private static string Accessors(PropertyInfo property) =>
        (property.GetMethod is { } get && IsSeen(get.Attributes) ? " get;" : "")
        + (property.SetMethod is { } set && IsSeen(set.Attributes) ? " set;" : "");

    private static string Indices(PropertyInfo property) =>
        property.GetIndexParameters() is { Length: > 0 } indices ? $"[{Parameters(indices)}]" : "";

    private static string Generic(MethodInfo method) =>
        method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(ParameterInfo[] parameters) =>
        string.Join(
            ", ",
            parameters.Select(p =>
                $"{Name(p.ParameterType)} {p.Name}{(p.HasDefaultValue ? $" = {p.RawDefaultValue ?? "null"}" : "")}"
            )
        );

    private static string Name(Type type)
    {
        if (type.IsArray)
            return $"{Name(type.GetElementType()!)}[{new string(',', type.GetArrayRank() - 1)}]";
        if (type.HasElementType)
            return Name(type.GetElementType()!) + "&";
        var name = type.IsNested && !type.IsGenericParameter ? $"{Name(type.DeclaringType!)}.{type.Name}" : type.Name;
        return type.IsGenericType
            ? $"{name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>"
            : name;
    }
}
