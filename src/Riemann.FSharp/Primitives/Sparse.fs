namespace Riemann.FSharp

open Riemann.Kernels

/// Products with a sparse matrix W [out, in] of a fixed pattern. Each is linear in both of its operands, and its derivatives
/// are the others. An operand may have one more axis in front, of as many problems, which both operands have or neither.
module internal SparsePrimitives =
    /// Refuses operands that do not have these last axes and, with those in front, so many axes or one more.
    let private require (axes: int list) (last: int list) names rule (operands: Aval[]) =
        let shapes = [ for x in operands -> x.Shape ]
        let refuse problem = Error(RiemannError.Shape(problem, List.zip names shapes, rule))
        let problems = List.map2 (fun (shape: Shape) own -> shape.Rank - own) shapes axes

        Rules.sameType operands
        |> Result.bind (fun dtype ->
            if not (dtype.IsFloat()) then
                let hint = "Tensor.cast DType.Float64 the operands"
                Error(RiemannError.DType("sparse products are of floats", [ for name in names -> name, dtype ], hint))
            elif problems <> [ 0; 0 ] && problems <> [ 1; 1 ] then
                refuse "the operands have the wrong number of axes"
            elif problems = [ 1; 1 ] && shapes[0][0] <> shapes[1][0] then
                refuse "the numbers of problems differ"
            else
                match
                    List.zip shapes last |> List.tryFind (fun (shape, length) -> shape[shape.Rank - 1] <> length)
                with
                | Some(shape, length) -> refuse $"the last axis of {shape} is not of length {length}"
                | None -> Ok dtype)

    /// One problem for each example, those of a problem with examples of its own in one axis with them.
    let private forEach (axes: int list) (p: Primitive) (operands: Batched[]) =
        let whole = operands |> Array.map (Batching.spread (Batching.size operands))
        let hasProblems = whole[0].Rank = axes[0] + 2

        if not hasProblems then
            Batched.Whole(Primitive.apply p whole)
        else
            let front = whole[0].Aval.Shape.Dimensions.Slice(0, 2).ToArray()
            let behind count (x: Tensor) = x.Aval.Shape.Dimensions.Slice(count).ToArray()
            let joined x = Structure.reshape (Shapes.ofDimensions [| front[0] * front[1]; yield! behind 2 x |]) x
            let result = Primitive.apply p (Array.map joined whole)
            Batched.Whole(Structure.reshape (Shapes.ofDimensions [| yield! front; yield! behind 1 result |]) result)

    /// Examples that share the values are rows of one product.
    let private sharing (p: Primitive) (operands: Batched[]) =
        let values, x = operands[0], operands[1].Value

        if values.IsBatched || values.Value.Rank > 1 then
            forEach [ 1; 2 ] p operands
        else
            let shape = x.Aval.Shape
            let rows = Structure.reshape (Shapes.ofDimensions [| shape[0] * shape[1]; shape[2] |]) x
            let product = Primitive.apply2 p values.Value rows
            let whole = Shapes.ofDimensions [| shape[0]; shape[1]; product.Aval.Shape[1] |]
            Batched.Whole(Structure.reshape whole product)

    /// The shape of a matrix with another number of columns.
    let private withLast (length: int) (x: Aval) =
        Shapes.ofArray [| yield! x.Shape.Dimensions.Slice(0, x.Shape.Rank - 1).ToArray(); length |]

    let private multiplied name (pattern: CsrPattern) (from, into) rule kernel derivative batch =
        { Name = name
          Parameters = [ Data("pattern", pattern) ]
          Domain = Domains.pair
          Shape =
            fun operands ->
                require [ 1; 2 ] [ pattern.Count; from ] [ "values"; "matrix" ] rule operands
                |> Result.bind (fun dtype ->
                    withLast into operands[1] |> Result.map (fun shape -> { Shape = shape; DType = dtype }))
          Kernel = Kernel.General(fun x -> kernel (pattern, x[0], x[1]))
          Derivative = derivative
          Batch = BatchRule.Rule batch }

    /// Operands values and x [b, in]: x Wᵀ.
    let rec product (pattern: CsrPattern) : Primitive =
        let rule = $"values [{pattern.Count}] and [b, {pattern.Columns}] give [b, {pattern.Rows}]"

        let derivative (operands: Tensor[]) _ i =
            let values, x = operands[0], operands[1]

            if i = 0 then
                LinearMap.create (fun t -> Primitive.apply2 (product pattern) t x) (fun c ->
                    Primitive.apply2 (sampled pattern) c x)
            else
                LinearMap.create (fun t -> Primitive.apply2 (product pattern) values t) (fun c ->
                    Primitive.apply2 (transposedProduct pattern) values c)

        let batch operands = sharing (product pattern) operands
        multiplied "sparseProduct" pattern (pattern.Columns, pattern.Rows) rule SparseProducts.Apply derivative batch

    /// Operands values and g [b, out]: g W.
    and transposedProduct (pattern: CsrPattern) : Primitive =
        let rule = $"values [{pattern.Count}] and [b, {pattern.Rows}] give [b, {pattern.Columns}]"

        let derivative (operands: Tensor[]) _ i =
            let values, g = operands[0], operands[1]

            if i = 0 then
                LinearMap.create (fun t -> Primitive.apply2 (transposedProduct pattern) t g) (fun c ->
                    Primitive.apply2 (sampled pattern) g c)
            else
                LinearMap.create (fun t -> Primitive.apply2 (transposedProduct pattern) values t) (fun c ->
                    Primitive.apply2 (product pattern) values c)

        let batch operands = sharing (transposedProduct pattern) operands
        let sizes, kernel = (pattern.Rows, pattern.Columns), SparseProducts.ApplyTransposed
        multiplied "sparseTransposedProduct" pattern sizes rule kernel derivative batch

    /// Operands g [b, out] and x [b, in]: the elements of gᵀ x at the non-zeros.
    and sampled (pattern: CsrPattern) : Primitive =
        let rule = $"[b, {pattern.Rows}] and [b, {pattern.Columns}] give [{pattern.Count}]"

        { Name = "sampledProduct"
          Parameters = [ Data("pattern", pattern) ]
          Domain = Domains.pair
          Shape =
            fun operands ->
                let names = [ "left"; "right" ]
                let left, right = operands[0].Shape, operands[1].Shape

                require [ 2; 2 ] [ pattern.Rows; pattern.Columns ] names rule operands
                |> Result.bind (fun dtype ->
                    if left[left.Rank - 2] <> right[right.Rank - 2] then
                        Error(RiemannError.Shape("the numbers of rows differ", List.zip names [ left; right ], rule))
                    else
                        let front = left.Dimensions.Slice(0, left.Rank - 2).ToArray()

                        Shapes.ofArray [| yield! front; pattern.Count |]
                        |> Result.map (fun shape -> { Shape = shape; DType = dtype }))
          Kernel = Kernel.General(fun x -> SparseProducts.Sample(pattern, x[0], x[1]))
          Derivative =
            fun operands _ i ->
                let g, x = operands[0], operands[1]

                if i = 0 then
                    LinearMap.create (fun t -> Primitive.apply2 (sampled pattern) t x) (fun c ->
                        Primitive.apply2 (product pattern) c x)
                else
                    LinearMap.create (fun t -> Primitive.apply2 (sampled pattern) g t) (fun c ->
                        Primitive.apply2 (transposedProduct pattern) c g)
          Batch = BatchRule.Rule(fun operands -> forEach [ 2; 2 ] (sampled pattern) operands) }

[<AutoOpen>]
module Sparse =
    /// The last axis with all others in one before it, and back.
    let private asMatrix (x: Tensor) =
        let shape = x.Aval.Shape
        let columns = if shape.Rank = 0 then 1 else shape[shape.Rank - 1]
        let front = if shape.Rank = 0 then [||] else shape.Dimensions.Slice(0, shape.Rank - 1).ToArray()
        let rows = Array.fold (*) 1 front
        let back (y: Tensor) = Structure.reshape (Shapes.ofDimensions [| yield! front; y.Aval.Shape[1] |]) y
        struct (Structure.reshape (Shapes.ofDimensions [| rows; columns |]) x, back)

    let private multiply p values x =
        let struct (rows, back) = asMatrix x
        Primitive.apply2 p values rows |> back

    type Tensor with
        /// `Tensor.sparseProduct pattern values x` is x Wᵀ for the matrix W [out; in] that has these values at the non-zeros
        /// of the pattern, in their order: [.., in] gives [.., out]. Zeros cost nothing, neither time nor memory, and a NaN
        /// or infinity in x reaches the outputs that have a non-zero for it. Raises where the shapes do not fit, and for
        /// integers.
        static member sparseProduct (pattern: SparsityPattern) (values: Tensor) (x: Tensor) : Tensor =
            multiply (SparsePrimitives.product pattern.Csr) values x

        /// `Tensor.sparseTransposedProduct pattern values g` is g W for that matrix: [.., out] gives [.., in].
        static member sparseTransposedProduct (pattern: SparsityPattern) (values: Tensor) (g: Tensor) : Tensor =
            multiply (SparsePrimitives.transposedProduct pattern.Csr) values g

        /// `Tensor.sampledProduct pattern g x` are the elements of gᵀ x at the non-zeros of the pattern, the only ones that
        /// are computed: g [.., out] and x [.., in] give [non-zeros], summed over all axes but the last.
        static member sampledProduct (pattern: SparsityPattern) (g: Tensor) (x: Tensor) : Tensor =
            let struct (left, _) = asMatrix g
            let struct (right, _) = asMatrix x
            Primitive.apply2 (SparsePrimitives.sampled pattern.Csr) left right

        /// `Tensor.ofSparse pattern values` is the matrix [rows; columns] with these values at the non-zeros, 0 elsewhere.
        static member ofSparse (pattern: SparsityPattern) (values: Tensor) : Tensor =
            let whole = Shapes.ofList "ofSparse" [ pattern.Rows * pattern.Columns ]
            let placed = Primitive.apply2 (IndexingPrimitives.scatterAdd whole 0) values pattern.Places
            Structure.reshape (Shapes.ofList "ofSparse" [ pattern.Rows; pattern.Columns ]) placed

        /// `Tensor.toSparse pattern matrix` are the elements of a matrix [rows; columns] at the non-zeros.
        static member toSparse (pattern: SparsityPattern) (matrix: Tensor) : Tensor =
            Structure.reshape (Shapes.ofList "toSparse" [ pattern.Rows * pattern.Columns ]) matrix
            |> Tensor.take 0 pattern.Places
