namespace Riemann.FSharp.Learning

open Riemann
open Riemann.FSharp

/// A layer as a module. Its tensors are parameters where they are trained and buffers where they are not; copies of the
/// module have their own, so they are looked up in each call.
[<Sealed>]
type internal LayerModule<'P>(name: string, layer: Layer<'P>, form: 'P, names: string[], isTrained: bool[]) =
    inherit Module()

    override _.Describe() = name

    override self.Forward(input: Riemann.Tensor) =
        let held =
            Array.map2
                (fun path trained -> if trained then self.GetParameter path :> Riemann.Tensor else self.GetBuffer path)
                names
                isTrained

        let parameters = held |> Array.map _.Operand |> Tree.rebuild form
        let mode = if self.Training then Train(Riemann.Random.NextKey()) else Eval
        let y, renewed = layer.Apply mode parameters input.Operand

        if self.Training then
            let struct (after, _) = Tree.flatten renewed

            for i in 0 .. held.Length - 1 do
                if not isTrained[i] then held[i].Replace(Tape.Primal after[i])

        Riemann.Tensor.Wrap y
