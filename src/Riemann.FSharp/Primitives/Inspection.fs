namespace Riemann.FSharp

open System
open System.IO
open System.Threading
open Riemann.Kernels

module internal InspectionPrimitives =
    let mutable private instances = 0L

    /// The operand itself, which `see` looks at with words for what it is beside the value: "", " tangent",
    /// " cotangent", ", a batch of 4".
    let rec inspect (see: string -> Tensor -> unit) (words: string) : Primitive =
        let also (more: string) = Primitive.apply1 (inspect see (words + more))

        { Name = "inspect"
          Parameters = [ Number("instance", Interlocked.Increment &instances) ]
          Domain = [ Domain.Real ]
          Shape = fun x -> Ok x[0]
          Kernel =
            Kernel.General(fun x ->
                x[0].Show() // whoever sees it may keep it
                see words (Tensor(x[0], null))
                x[0])
          Derivative =
            fun x _ _ ->
                if x[0].DType.IsFloat() then LinearMap.create (also " tangent") (also " cotangent") else LinearMap.zero
          Batch =
            BatchRule.Rule(fun x ->
                let batch = x[0].Value
                Batched.Whole(also $", a batch of {batch.Aval.Shape[0]}" batch)) }

[<AutoOpen>]
module Inspection =
    open InspectionPrimitives

    type Tensor with
        /// `Tensor.debugTo writer label x` is `Tensor.debug label x`, written to this writer, one value at a time.
        static member debugTo (writer: TextWriter) (label: string) (x: Tensor) : Tensor =
            let write words (value: Tensor) = lock writer (fun () -> writer.WriteLine $"{label}{words}: {value}")
            Primitive.apply1 (inspect write "") x

        /// `Tensor.debug label x` is x, and writes the label, shape, element type and elements to standard error when
        /// the value passes, inside transformations too: its tangent in a `jvp` as "label tangent", its cotangent on
        /// the way back as "label cotangent", and under `vmap` all examples at once as "label, a batch of n".
        /// A function that is run again, as `checkpoint` does, writes again. Long axes are cut as printing does.
        static member debug (label: string) (x: Tensor) : Tensor = Tensor.debugTo Console.Error label x

        /// `Tensor.inspect f x` is x, and calls f with the value when it passes, inside transformations too; under
        /// `vmap` with all examples along axis 0. Not with tangents and cotangents. An exception of f passes on.
        static member inspect (f: Tensor -> unit) (x: Tensor) : Tensor =
            let isValue (words: string) = not (words.Contains "tangent")
            Primitive.apply1 (inspect (fun words value -> if isValue words then f value) "") x
