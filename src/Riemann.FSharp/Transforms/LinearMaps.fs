namespace Riemann.FSharp

[<AutoOpen>]
module LinearMaps =
    type LinearMap with
        /// `LinearMap.ofPush operand push` is the linear map with this forward direction, from tensors like
        /// `operand`. Its adjoint is the derivative of `push` in reverse, for a linear function is its own
        /// derivative; `push` must be linear and made of tensor operations.
        static member ofPush (operand: Tensor) (push: Tensor -> Tensor) : LinearMap =
            let zeros = Tensor.zerosLike operand
            LinearMap.create push (fun c -> (vjp push zeros |> snd) c)

        /// `LinearMap.ofPull result pull` is the linear map with this adjoint, to tensors like `result`. Its
        /// forward direction is the adjoint of `pull`, obtained in the same way.
        static member ofPull (result: Tensor) (pull: Tensor -> Tensor) : LinearMap =
            let zeros = Tensor.zerosLike result
            LinearMap.create (fun t -> (vjp pull zeros |> snd) t) pull
