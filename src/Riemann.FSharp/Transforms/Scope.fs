namespace Riemann.FSharp

open Riemann.Kernels

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
