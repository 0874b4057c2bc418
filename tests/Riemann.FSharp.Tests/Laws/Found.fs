/// The primitives of the library, found by reflection, so that none is left out of the laws.
module Riemann.FSharp.Tests.Laws.Found

open System
open System.Reflection
open Riemann.FSharp

let private statics =
    BindingFlags.Static ||| BindingFlags.Public ||| BindingFlags.NonPublic ||| BindingFlags.DeclaredOnly

let private types = typeof<Primitive>.Assembly.GetTypes() |> Array.filter (fun t -> not t.ContainsGenericParameters)

/// The compiler's own name for what stands before `with` in a record expression.
let private isTemporary (m: MemberInfo) = m.Name.StartsWith("bind@", StringComparison.Ordinal)

/// The values, by module and name; a private value of a module is an internal static property.
let values: Map<string, Primitive> =
    Map.ofList
        [ for t in types do
              for property in t.GetProperties statics do
                  if property.PropertyType = typeof<Primitive> && not (isTemporary property) then
                      $"{t.Name}.{property.Name}", property.GetValue null :?> Primitive ]

/// The values in static fields: those of the properties, unless the compiler found no need for a property.
let fields: Primitive list =
    [ for t in types do
          for field in t.GetFields statics do
              if field.FieldType = typeof<Primitive> && not (isTemporary field) then field.GetValue null :?> Primitive ]

/// A setting of a primitive is data: no name, no rule, no other primitive. What takes those is a helper that
/// primitives are made with.
let private isSetting (parameter: ParameterInfo) =
    let t = parameter.ParameterType

    t <> typeof<string>
    && t <> typeof<Primitive>
    && t <> typeof<Riemann.FSharp.Kernel>
    && not (typeof<Delegate>.IsAssignableFrom t)
    && not (Microsoft.FSharp.Reflection.FSharpType.IsFunction t)

/// The functions from settings to a primitive, by module and name.
let makers: Set<string> =
    set
        [ for t in types do
              for m in t.GetMethods statics do
                  let parameters = m.GetParameters()
                  // The compiler's own have a mark in their names; without parameters one initialises a value.
                  let isWritten = not (m.Name.Contains '@') && parameters.Length > 0

                  if m.ReturnType = typeof<Primitive> && isWritten && Array.forall isSetting parameters then
                      $"{t.Name}.{m.Name}" ]

/// The names of both.
let names = Set.union makers (values |> Map.keys |> set)
