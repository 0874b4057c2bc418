namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// One step of a model as `Layer.steps` shows it: what it is, the shape it gives, and the numbers it has.
type LayerStep = { Name: string; Output: int list; Trained: int64; Other: int64 }

/// A layer as a value: how its parameters begin, and what it does with them. Layers are joined by `>->`, and what comes
/// of it is a layer again, whose parameters have the type that the parts give them.
[<NoEquality; NoComparison>]
type Layer<'P> =
    {
        /// `Init key` are the first parameters.
        Init: Key -> 'P
        /// `Apply mode parameters x` is the output, and the parameters with what the layer remembers, such as running
        /// means, renewed.
        Apply: Mode -> 'P -> Tensor -> Tensor * 'P
        /// `Steps parameters x` are the steps that x passes in use, and the output.
        Steps: 'P -> Tensor -> LayerStep list * Tensor
    }

/// Layers as values, and what is made of them. `Linear.layer settings` and its like in the modules of the layers are the
/// usual beginnings.
[<RequireQualifiedAccess>]
module Layer =
    let private count isTrained (tree: 'P) =
        let struct (leaves, trained) = Tree.flatten tree
        Array.fold2 (fun n (x: Tensor) own -> if own = isTrained then n + int64 x.Length else n) 0L leaves trained

    /// `ofState name init apply` is a layer that remembers something: `apply mode parameters x` gives the output and the
    /// parameters renewed.
    let ofState name (init: Key -> 'P) (apply: Mode -> 'P -> Tensor -> Tensor * 'P) : Layer<'P> =
        { Init = init
          Apply = apply
          Steps =
            fun parameters x ->
                let y, _ = apply Eval parameters x

                [ { Name = name; Output = y.Shape; Trained = count true parameters; Other = count false parameters } ],
                y }

    /// `ofMode name init apply` is a layer that differs in training and use, and remembers nothing.
    let ofMode name init (apply: Mode -> 'P -> Tensor -> Tensor) =
        ofState name init (fun mode parameters x -> apply mode parameters x, parameters)

    /// `make name init apply` is a layer from the functions that most have: `apply parameters x` is the output.
    let make name init (apply: 'P -> Tensor -> Tensor) = ofMode name init (fun _ -> apply)

    /// `map name f` is a layer without parameters.
    let map name (f: Tensor -> Tensor) : Layer<unit> = make name ignore (fun () -> f)

    /// `sequence first next` is `first >-> next`.
    let sequence (first: Layer<'A>) (next: Layer<'B>) : Layer<Chain<'A, 'B>> =
        { Init = fun key -> let a, b = Key.split key in Chain(first.Init a, next.Init b)
          Apply =
            fun mode (Chain(a, b)) x ->
                let modeA, modeB = Mode.split mode
                let y, a = first.Apply modeA a x
                let z, b = next.Apply modeB b y
                z, Chain(a, b)
          Steps =
            fun (Chain(a, b)) x ->
                let before, y = first.Steps a x
                let after, z = next.Steps b y
                before @ after, z }

    /// Layers of one type one after the other, whose parameters are put together and taken apart by names.
    let private line (ofParts: 'P list -> 'Whole) (parts: 'Whole -> 'P list) (layers: Layer<'P> list) : Layer<'Whole> =
        let through run x whole =
            ((x, []), List.indexed (List.zip layers (parts whole)))
            ||> List.fold (fun (x, done') (i, (layer, own)) ->
                let y, result = run i layer own x
                y, result :: done')

        { Init = fun key -> layers |> List.mapi (fun i layer -> layer.Init(Key.foldIn i key)) |> ofParts
          Apply =
            fun mode whole x ->
                let y, renewed = through (fun i layer own x -> layer.Apply (Mode.at i mode) own x) x whole
                y, ofParts (List.rev renewed)
          Steps =
            fun whole x ->
                let run _ (layer: Layer<'P>) own x =
                    let steps, y = layer.Steps own x
                    y, steps

                let y, steps = through run x whole
                List.concat (List.rev steps), y }

    /// `list [ a; b; c ]` is a then b then c, whose parameters are a list. No layers give x itself.
    let list (layers: Layer<'P> list) : Layer<'P list> = line id id layers

    /// `repeat n layer` are n layers alike, one after the other, each with its own parameters.
    let repeat (n: int) (layer: Layer<'P>) : Layer<'P list> =
        if n < 0 then Fail.raise "Layer.repeat" (RiemannError.Value($"a layer {n} times", "0 times or more"))

        list (List.replicate n layer)

    /// `named [ "hidden", a; "output", b ]` is a then b, whose parameters are a map by these names. Raises where a name
    /// comes twice.
    let named (layers: (string * Layer<'P>) list) : Layer<Map<string, 'P>> =
        let names = List.map fst layers

        match names |> List.countBy id |> List.tryFind (fun (_, count) -> count > 1) with
        | Some(name, _) ->
            Fail.raise "Layer.named" (RiemannError.Value($"two layers are named {name}", "a name for each layer"))
        | None -> ()

        line (List.zip names >> Map.ofList) (fun parts -> [ for name in names -> parts[name] ]) (List.map snd layers)

    /// `residual layer` is x plus what the layer makes of it. Source: He, Zhang, Ren and Sun (2016), equation 1.
    let residual (layer: Layer<'P>) : Layer<'P> =
        { layer with
            Apply =
                fun mode parameters x ->
                    let y, parameters = layer.Apply mode parameters x
                    x + y, parameters
            Steps =
                fun parameters x ->
                    let steps, y = layer.Steps parameters x
                    steps, x + y }

    /// `apply layer parameters x` is the output in use: `Layer.Apply Eval`, without what it remembers.
    let apply (layer: Layer<'P>) (parameters: 'P) (x: Tensor) : Tensor = layer.Apply Eval parameters x |> fst

    /// `steps layer parameters x` are the steps that x passes, with the shapes of what they give. No number is computed.
    let steps (layer: Layer<'P>) (parameters: 'P) (x: Tensor) : LayerStep list =
        let trace = Recorder("Layer.steps", (fun _ -> ValueNone))

        try
            layer.Steps parameters (trace.Input(x.Aval, ValueNone)) |> fst
        finally
            trace.Close()

[<AutoOpen>]
module LayerOperators =
    /// `first >-> next` is the layer that applies `first` and then `next`. Its parameters are those of both, in a `Chain`,
    /// and names of tensors in them are numbered by steps. In training each step draws from a key of its own.
    let (>->) (first: Layer<'A>) (next: Layer<'B>) : Layer<Chain<'A, 'B>> = Layer.sequence first next
