namespace Riemann.FSharp

open Riemann.Kernels

/// The memory of the states of a loop: what a state has comes back once it is kept no longer.
[<Sealed>]
type internal StateMemory(operation) =
    let lease = Lease true
    let mutable held: NDArray[] = [||]

    let arrays (states: 'S) =
        Tree.result operation states |> Array.filter (fun x -> isNull x.Tracer) |> Array.map _.Value

    /// What `step` computes belongs to the loop.
    member _.Run(step: unit -> 'T) : 'T =
        use _ = lease.Enter()
        step ()

    /// From now on these states are needed, and those kept before only as far as they share tensors with these.
    member _.Keep(states: 'S) : unit =
        let holding = arrays states
        Array.iter lease.Hold holding
        Array.iter lease.Drop held
        held <- holding

    /// Ends the loop: what it computed comes back, but for this state.
    member _.End(state: 'S) : 'S =
        Tree.result operation state |> Array.iter (Derivatives.keep >> ignore)
        lease.Release()
        state

    interface System.IDisposable with
        member _.Dispose() = lease.Close()

[<AutoOpen>]
module Scope =
    type Tensor with
        /// `Tensor.scope f` is `f ()`. Memory of what f computed comes back when it returns, without a garbage collection,
        /// but for the tensors of its result, which is a tree; that of what transformations in it returned is left to the
        /// collector. A tensor that f kept elsewhere must not be read afterwards: it raises.
        ///
        /// `Tensor.scope (fun () -> predict net images |> Tensor.argMax 1)` keeps the labels alone.
        static member scope(f: unit -> 'T) : 'T =
            let lease = Lease true

            try
                use _ = lease.Enter()
                let result = f ()
                Tree.result "scope" result |> Array.iter (Derivatives.keep >> ignore)
                lease.Release()
                result
            finally
                lease.Close()

        /// `Tensor.iterate count step state` is `step` applied to the state, a tree, so many times: a training loop whose
        /// memory comes back as it goes. When a state is made, the one before it gives its memory back, but for what both
        /// hold, so that the next one is written where the processor's cache has it. A tensor of a state that `step` kept
        /// elsewhere must not be read afterwards: it raises. Raises for a negative count.
        ///
        /// `Tensor.iterate 1000 (fun (net, state) -> adam.Update (grad loss net) state net) (net, adam.Init net)`.
        static member iterate (count: int) (step: 'S -> 'S) (state: 'S) : 'S =
            if count < 0 then Fail.raise "iterate" (RiemannError.Value($"{count} times", "0 or more"))

            use memory = new StateMemory("iterate")

            let rec go left state =
                if left = 0 then
                    memory.End state
                else
                    let next = step state
                    memory.Keep next
                    go (left - 1) next

            memory.Run(fun () -> go count state)
