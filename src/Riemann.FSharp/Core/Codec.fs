namespace Riemann.FSharp

open System
open System.Collections
open System.Collections.Concurrent
open System.Collections.Generic
open System.Reflection
open Microsoft.FSharp.Reflection
open Riemann.Kernels

/// A tensor that belongs to a model's state but is not trained, such as a running mean.
type Buffer =
    | Buffer of Tensor

    /// The tensor.
    member buffer.Value = let (Buffer value) = buffer in value

/// A part of a model that is carried along and gets no derivative.
type Frozen<'T> =
    | Frozen of 'T

    /// The part.
    member frozen.Value = let (Frozen value) = frozen in value

/// The parameters of two steps of a model, one after the other. The names of the tensors in a chain of chains are the
/// numbers of its steps: `0.Weight`, `3.Bias`.
type Chain<'First, 'Next> =
    | Chain of 'First * 'Next

    /// The parameters of the first step.
    member chain.First = let (Chain(first, _)) = chain in first

    /// The parameters of the next step.
    member chain.Next = let (Chain(_, next)) = chain in next

/// A type that says itself which tensors it holds, where reflection is not wanted.
type ITree<'Self> =
    /// The tensors, always in the same order.
    abstract Leaves: Tensor[]

    /// The same value with other tensors.
    abstract WithLeaves: Tensor[] -> 'Self

/// The tensors of a tree in order, which of them are trained, and whether anything could hide more.
[<Sealed>]
type internal Leaves() =
    member val Tensors = List<Tensor>()
    member val IsTrained = List<bool>()

    /// A type that can keep tensors out of sight, such as a function, or null.
    member val Hiding: Type = null with get, set

    member leaves.Add(tensor: Tensor, isTrained) =
        leaves.Tensors.Add tensor
        leaves.IsTrained.Add(isTrained && tensor.DType.IsFloat())

/// How one type is taken apart into tensors and put together again. Built once for each type.
[<AbstractClass>]
type internal Codec() =
    static let known = ConcurrentDictionary<Type, Lazy<Codec>>()
    static let visible = BindingFlags.Public ||| BindingFlags.NonPublic

    abstract Flatten: obj * bool * Leaves -> unit
    abstract Rebuild: obj * Tensor[] * byref<int> -> obj
    abstract Name: obj * string * List<string> -> unit

    /// Whether two values hold tensors in the same places.
    abstract IsAlike: obj * obj -> bool

    static member Of(t: Type) : Lazy<Codec> = known.GetOrAdd(t, fun t -> lazy (Codec.Build t))

    /// What a type is called in messages.
    static member Word(t: Type) =
        if FSharpType.IsFunction t then "function"
        elif not t.IsGenericType then t.Name
        elif t.GetGenericTypeDefinition() = typedefof<seq<_>> then "sequence"
        else t.Name.Split('`')[0]

    static member private Join(path, name) =
        if name = "" then path
        elif path = "" then name
        else $"{path}.{name}"

    static member private Build(t: Type) : Codec =
        let generic = if t.IsGenericType then t.GetGenericTypeDefinition() else t
        let call name types = Codec.Call(name, types)

        if t = typeof<Tensor> then Codec.Tensor()
        elif typedefof<ITree<_>>.MakeGenericType(t).IsAssignableFrom t then call "Tree" [| t |]
        elif generic = typedefof<list<_>> then call "List" (t.GetGenericArguments())
        elif generic = typedefof<Map<_, _>> then call "Map" (t.GetGenericArguments())
        elif t.IsArray && t.GetArrayRank() = 1 then call "Array" [| t.GetElementType() |]
        elif FSharpType.IsRecord(t, visible) then Codec.Record t
        elif FSharpType.IsTuple t then Codec.Tuple t
        elif generic = typedefof<Chain<_, _>> then Codec.Chain t
        elif FSharpType.IsUnion(t, visible) then Codec.Union t
        else Codec.Constant t

    static member private Call(name, types: Type[]) =
        let builder = typeof<Codec>.GetMethod(name, BindingFlags.Static ||| visible).MakeGenericMethod types
        builder.Invoke(null, [||]) :?> Codec

    static member private Tensor() =
        { new Codec() with
            member _.Flatten(value, isTrained, leaves) = leaves.Add(unbox value, isTrained)

            member _.Rebuild(_, tensors, next) =
                next <- next + 1
                tensors[next - 1]

            member _.Name(_, path, names) = names.Add path
            member _.IsAlike(_, _) = true }

    /// Anything without tensors in sight. A class that holds some would silently not be trained.
    static member private Constant(t: Type) =
        let isPlain (t: Type) = t.IsPrimitive || t.IsEnum || t = typeof<string>
        let parts = if t.IsArray then [| t.GetElementType() |] else t.GetGenericArguments()
        let isPlainCollection = t = typeof<string> || (parts.Length > 0 && Array.forall isPlain parts)

        let isHiding =
            FSharpType.IsFunction t
            || typeof<Delegate>.IsAssignableFrom t
            || (t.IsGenericType && t.GetGenericTypeDefinition() = typedefof<Lazy<_>>)
            || (typeof<IEnumerable>.IsAssignableFrom t && not isPlainCollection)

        let fields = t.GetFields(BindingFlags.Instance ||| visible)

        if not isHiding && fields |> Array.exists (fun field -> field.FieldType = typeof<Tensor>) then
            let hint = $"make it a record, or implement ITree<{t.Name}>"
            Fail.raise "Tree" (RiemannError.Value($"the class {t.Name} holds tensors out of sight", hint))

        { new Codec() with
            member _.Flatten(_, _, leaves) = if isHiding then leaves.Hiding <- t
            member _.Rebuild(value, _, _) = value
            member _.Name(_, _, _) = ()
            member _.IsAlike(_, _) = true }

    /// A fixed number of parts: a record, a tuple, the fields of a union case.
    static member private Parts(names: string[], types: Type[], read: obj -> obj[], make: obj[] -> obj, isTrainedPart) =
        let codecs = types |> Array.map Codec.Of

        { new Codec() with
            member _.Flatten(value, isTrained, leaves) =
                let values = read value

                for i in 0 .. values.Length - 1 do
                    codecs[i].Value.Flatten(values[i], isTrained && isTrainedPart, leaves)

            member _.Rebuild(value, tensors, next) =
                let values = read value

                for i in 0 .. values.Length - 1 do
                    values[i] <- codecs[i].Value.Rebuild(values[i], tensors, &next)

                make values

            member _.Name(value, path, found) =
                read value |> Array.iteri (fun i part -> codecs[i].Value.Name(part, Codec.Join(path, names[i]), found))

            member _.IsAlike(left, right) =
                let left, right = read left, read right
                Seq.forall (fun i -> codecs[i].Value.IsAlike(left[i], right[i])) (seq { 0 .. codecs.Length - 1 }) }

    static member private Record(t: Type) =
        let fields = FSharpType.GetRecordFields(t, visible)

        let read, make =
            FSharpValue.PreComputeRecordReader(t, visible), FSharpValue.PreComputeRecordConstructor(t, visible)

        Codec.Parts(fields |> Array.map _.Name, fields |> Array.map _.PropertyType, read, make, true)

    static member private Tuple(t: Type) =
        let types = FSharpType.GetTupleElements t
        let read, make = FSharpValue.PreComputeTupleReader t, FSharpValue.PreComputeTupleConstructor t
        Codec.Parts(types |> Array.mapi (fun i _ -> string i), types, read, make, true)

    static member private Union(t: Type) =
        let generic = if t.IsGenericType then t.GetGenericTypeDefinition() else t
        let isTrained = t <> typeof<Buffer> && generic <> typedefof<Frozen<_>>
        let isUnnamed = not isTrained || generic = typedefof<option<_>> || generic = typedefof<voption<_>>
        let tag = FSharpValue.PreComputeUnionTagReader(t, visible)

        let case (info: UnionCaseInfo) =
            let fields = info.GetFields()
            let names = fields |> Array.map (fun field -> if isUnnamed then "" else field.Name)
            let read = FSharpValue.PreComputeUnionReader(info, visible)
            let make = FSharpValue.PreComputeUnionConstructor(info, visible)
            Codec.Parts(names, fields |> Array.map _.PropertyType, read, make, isTrained)

        let cases = FSharpType.GetUnionCases(t, visible) |> Array.map case

        { new Codec() with
            member _.Flatten(value, isTrained, leaves) = cases[tag value].Flatten(value, isTrained, leaves)
            member _.Rebuild(value, tensors, next) = cases[tag value].Rebuild(value, tensors, &next)
            member _.Name(value, path, names) = cases[tag value].Name(value, path, names)

            member _.IsAlike(left, right) = tag left = tag right && cases[tag left].IsAlike(left, right) }

    /// How many steps a chain that starts with this type has so far.
    static member private Steps(first: Type) =
        if first.IsGenericType && first.GetGenericTypeDefinition() = typedefof<Chain<_, _>> then
            1 + Codec.Steps(first.GetGenericArguments()[0])
        else
            1

    /// A chain of chains to the left reads as one chain of many steps.
    static member private Chain(t: Type) =
        let types = t.GetGenericArguments()
        let before = Codec.Steps types[0]
        let case = FSharpType.GetUnionCases(t, visible)[0]
        let read = FSharpValue.PreComputeUnionReader(case, visible)
        let make = FSharpValue.PreComputeUnionConstructor(case, visible)
        Codec.Parts([| (if before = 1 then "0" else ""); string before |], types, read, make, true)

    /// Any number of elements of one type, each under a name of its own.
    static member private Elements<'Item, 'Whole>
        (items: 'Whole -> 'Item[], names: 'Whole -> string[], make: 'Whole -> 'Item[] -> 'Whole)
        =
        let codec = Codec.Of typeof<'Item>

        { new Codec() with
            member _.Flatten(value, isTrained, leaves) =
                for item in items (unbox value) do
                    codec.Value.Flatten(item, isTrained, leaves)

            member _.Rebuild(value, tensors, next) =
                let rebuilt = items (unbox value) |> Array.copy

                for i in 0 .. rebuilt.Length - 1 do
                    rebuilt[i] <- unbox (codec.Value.Rebuild(rebuilt[i], tensors, &next))

                box (make (unbox value) rebuilt)

            member _.Name(value, path, found) =
                (names (unbox value), items (unbox value))
                ||> Array.iter2 (fun name item -> codec.Value.Name(item, Codec.Join(path, name), found))

            member _.IsAlike(left, right) =
                let left, right: 'Whole * 'Whole = unbox left, unbox right
                let isAlike (a: 'Item) (b: 'Item) = codec.Value.IsAlike(a, b)
                names left = names right && Array.forall2 isAlike (items left) (items right) }

    static member private List<'Item>() =
        Codec.Elements<'Item, 'Item list>(
            List.toArray,
            List.mapi (fun i _ -> string i) >> List.toArray,
            (fun _ -> List.ofArray)
        )

    static member private Array<'Item>() =
        Codec.Elements<'Item, 'Item[]>(id, Array.mapi (fun i _ -> string i), (fun _ -> id))

    static member private Map<'Key, 'Item when 'Key: comparison>() =
        let keys (map: Map<'Key, 'Item>) = map.Keys |> Seq.toArray

        Codec.Elements<'Item, Map<'Key, 'Item>>(
            (fun map -> map.Values |> Seq.toArray),
            keys >> Array.map string,
            (fun map items -> Array.zip (keys map) items |> Map.ofArray)
        )

    static member private Tree<'Self when 'Self :> ITree<'Self>>() =
        { new Codec() with
            member _.Flatten(value, isTrained, leaves) =
                for tensor in (value :?> ITree<'Self>).Leaves do
                    leaves.Add(tensor, isTrained)

            member _.Rebuild(value, tensors, next) =
                let tree = value :?> ITree<'Self>
                let first = next
                next <- first + tree.Leaves.Length
                box (tree.WithLeaves tensors[first .. next - 1])

            member _.Name(value, path, names) =
                match (value :?> ITree<'Self>).Leaves with
                | [| _ |] -> names.Add path
                | leaves -> leaves |> Array.iteri (fun i _ -> names.Add(Codec.Join(path, string i)))

            member _.IsAlike(left, right) =
                (left :?> ITree<'Self>).Leaves.Length = (right :?> ITree<'Self>).Leaves.Length }
