namespace Riemann.FSharp

open Riemann.Kernels

[<AutoOpen>]
module Control =
    let private requireTruth operation name (p: Tensor) =
        if p.DType <> DType.Bool then
            let hint = "compare, as Tensor.greater does"
            let problem = $"the {name} is not a truth value"
            Fail.raise operation (RiemannError.DType(problem, [ name, p.DType ], hint))

        if p.Rank <> 0 then
            let rule = "one truth value; vmap chooses for each example"
            Fail.raise operation (RiemannError.Shape($"the {name} is not one value", [ name, p.Aval.Shape ], rule))

    let private choose operation (p: Tensor) (ifTrue: 'A -> 'B) (ifFalse: 'A -> 'B) (x: 'A) : 'B =
        let struct (leaves, _) = Tree.flatten x
        let first = ref ValueNone

        let branch f leaves =
            let result = f (Tree.rebuild x leaves)
            let tensors = Tree.result operation result

            match first.Value with
            | ValueNone -> first.Value <- ValueSome result
            | ValueSome first -> Alike.require operation "the branches differ" ("true", first) ("false", result)

            tensors

        let results = Choice.choose operation p (branch ifTrue) (branch ifFalse) leaves
        Tree.rebuild first.Value.Value results

    /// `cond p ifTrue ifFalse x` is `ifTrue x` where the truth value p holds, else `ifFalse x`. Only the branch that
    /// is taken runs, on values of which it may read any.
    ///
    /// Under vmap, where p may differ from example to example, each branch runs once, on the examples that take
    /// it: no NaN or error of the others arises, neither in values nor in derivatives. What the branches capture
    /// follows the examples too, but an operation on captured values alone runs on all of them: pass those in x.
    /// Then both branches must give trees of one form, shapes and element types, and may not read values; a
    /// derivative runs its branch a second time.
    let cond (p: Tensor) (ifTrue: 'A -> 'B) (ifFalse: 'A -> 'B) (x: 'A) : 'B =
        requireTruth "cond" "predicate" p
        choose "cond" p ifTrue ifFalse x

    let private same operation (before: 'S) (after: 'S) =
        Tree.result operation after |> ignore
        Alike.require operation "the state changes" ("before", before) ("after", after)
        after

    /// `whileLoop condition body state` is the state after `body`, again and again while `condition state` holds.
    /// Body keeps the state's form, shapes and element types.
    ///
    /// Derivatives are those of the steps taken; reverse mode keeps every step. Under vmap an example that is
    /// finished stays as it is, body runs on the others, and the loop ends when all are finished: body may then
    /// not read values. Raises where the condition is unknown: inside a branch of `cond` under vmap.
    let whileLoop (condition: 'S -> Tensor) (body: 'S -> 'S) (state: 'S) : 'S =
        let operation = "whileLoop"
        let step state = same operation state (body state)

        let rec go state =
            let goesOn = condition state
            requireTruth operation "condition" goesOn

            match Choice.known goesOn with
            | ValueSome true -> go (step state)
            | ValueSome false -> state
            | ValueNone ->
                match Choice.truths goesOn with
                | ValueNone -> Fail.raise operation (RiemannError.Unknown goesOn.Tracer.Trace.Name)
                | ValueSome truths when Array.contains true truths -> go (choose operation goesOn step id state)
                | ValueSome _ -> state

        go state

    /// `forLoop first last body state` is the state after `body i` for i from first to last, both included, in order;
    /// the state itself where last is smaller. Body keeps the state's form, shapes and element types. Reverse mode
    /// keeps every step.
    let forLoop (first: int) (last: int) (body: int -> 'S -> 'S) (state: 'S) : 'S =
        let mutable state = state

        for i in first..last do
            state <- same "forLoop" state (body i state)

        state
