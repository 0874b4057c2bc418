namespace Riemann.FSharp

/// Operations that one kernel computes in one pass, and whose derivatives are those of the same operation made of
/// plain ones.
module internal Fused =
    let private along plain (operands: Tensor[]) i x = plain (Array.updateAt i x operands)

    /// The derivative of the plain operation.
    let derivative (plain: Tensor[] -> Tensor) (operands: Tensor[]) (i: int) : LinearMap =
        LinearMap.create (fun t -> jvp (along plain operands i) operands[i] t |> snd) (fun c ->
            (vjp (along plain operands i) operands[i] |> snd) c)

    /// An operation on the last axes of operands whose other axes are equal.
    let create name parameters domain shape kernel plain : Primitive =
        let rec p =
            { Name = name
              Parameters = parameters
              Domain = domain
              Shape = shape
              Kernel = Kernel.General kernel
              Derivative = fun operands _ i -> derivative plain operands i
              Batch =
                BatchRule.Rule(fun operands ->
                    let size = Batching.size operands
                    operands |> Array.map (Batching.spread size) |> Primitive.apply p |> Batched.Whole) }

        p

    /// The same, whose cotangents come from operations of their own: `gradient i` of the operands and the cotangent.
    let withGradient (gradient: int -> Primitive) (p: Primitive) =
        { p with
            Derivative =
                fun operands result i ->
                    { p.Derivative operands result i with
                        Pull = fun c -> Primitive.apply (gradient i) (Array.append operands [| c |]) } }

    /// The cotangent in an operand, by plain operations; the last operand is the result's cotangent.
    let plainGradient (plain: Tensor[] -> Tensor) i (operands: Tensor[]) : Tensor =
        let known = Array.take (operands.Length - 1) operands
        (vjp (along plain known i) known[i] |> snd) (Array.last operands)
