namespace Riemann.FSharp

#nowarn "40" // a gradient names itself, under a lambda

open System
open Riemann.Kernels

/// Comparisons, choices, and what is made of them. The result of a comparison does not move with its
/// operands: its derivative is the zero map, on purpose.
module internal ComparisonPrimitives =
    let private toTruth name domain kernel rule : Primitive =
        { Primitive.binary name [ domain; domain ] kernel (fun _ _ _ _ -> id) with
            Shape = rule
            Derivative = fun _ _ _ -> LinearMap.zero }

    let private comparison name kernel = toTruth name Domain.Distinct kernel Rules.comparison
    let private logic name kernel = toTruth name Domain.Truth (Kernel.General kernel) Rules.truths

    let equal = comparison "equal" (Kernel.binary Elementwise.Equal)
    let notEqual = comparison "notEqual" (Kernel.binary Elementwise.NotEqual)
    let less = comparison "less" (Kernel.binary Elementwise.Less)
    let lessOrEqual = comparison "lessOrEqual" (Kernel.binary Elementwise.LessEqual)
    let greater = comparison "greater" (Kernel.binary Elementwise.Greater)
    let greaterOrEqual = comparison "greaterOrEqual" (Kernel.binary Elementwise.GreaterEqual)

    let logicalAnd = logic "logicalAnd" (fun x -> Elementwise.And(x[0], x[1]))
    let logicalOr = logic "logicalOr" (fun x -> Elementwise.Or(x[0], x[1]))
    let logicalXor = logic "logicalXor" (fun x -> Elementwise.Xor(x[0], x[1]))

    let private predicate name domain kernel rule : Primitive =
        { Primitive.unary name domain kernel Slope.Zero with
            Shape = rule
            Kernel = Kernel.General(fun x -> kernel x[0]) }

    let private floatTest operands = Rules.floats operands |> Result.map (fun x -> { x with DType = DType.Bool })

    let logicalNot = predicate "logicalNot" Domain.Truth Elementwise.Not Rules.truths
    let isNaN = predicate "isNaN" Domain.Real Elementwise.IsNaN floatTest
    let isFinite = predicate "isFinite" Domain.Real Elementwise.IsFinite floatTest

    let private whereRule (operands: Aval[]) =
        if operands[0].DType <> DType.Bool then
            let hint = "make the condition with Tensor.less, Tensor.equal, ..."
            Error(RiemannError.DType("the condition must hold truth values", [ "condition", operands[0].DType ], hint))
        else
            Rules.sameType operands[1..]
            |> Result.bind (fun dtype ->
                Rules.broadcast operands |> Result.map (fun shape -> { Shape = shape; DType = dtype }))

    /// The second operand where the condition holds, the third elsewhere.
    let rec where: Primitive =
        { Name = "where"
          Parameters = []
          Domain = [ Domain.Truth; Domain.Real; Domain.Real ]
          Shape = whereRule
          Kernel = Kernel.General(fun x -> Elementwise.Select(x[0], x[1], x[2]))
          Derivative =
            fun operands result i ->
                if i = 0 then
                    LinearMap.zero
                else
                    let condition = operands[0]
                    let own, whole = operands[i].Aval.Shape, result.Aval.Shape

                    let masked (t: Tensor) =
                        let zero = Tensor.Weak(0.0, t)
                        Primitive.apply where [| condition; (if i = 1 then t else zero); (if i = 1 then zero else t) |]

                    LinearMap.create (fun t -> masked (Structure.broadcastTo whole t)) (fun c ->
                        Structure.sumTo own (masked c))
          Batch = BatchRule.Broadcasts }

    let private choose (condition: Tensor) (a: Tensor) (b: Tensor) = Primitive.apply where [| condition; a; b |]

    /// An extreme of two operands; where they are equal each one has half of the derivative.
    let private extreme name kernel (isChosen: Primitive) =
        let push (x: Tensor) (y: Tensor) _ i =
            fun (t: Tensor) ->
                let chosen = if i = 0 then Primitive.apply2 isChosen x y else Primitive.apply2 isChosen y x
                let tied = choose (Primitive.apply2 equal x y) (t * 0.5) (Tensor.Weak(0.0, t))
                choose chosen t tied

        { Primitive.binary name [ Domain.Distinct; Domain.Distinct ] kernel push with Shape = Rules.numbers }

    let maximum = extreme "maximum" (Kernel.binary Elementwise.Maximum) greater
    let minimum = extreme "minimum" (Kernel.binary Elementwise.Minimum) less

    /// The second operand where the first is positive, and 0 elsewhere.
    let rec reluGradient: Primitive =
        let push y _ _ _ = Primitive.apply2 reluGradient y

        let gradient =
            Primitive.binary
                "reluGradient"
                [ Domain.NonZero; Domain.Real ]
                (Kernel.binary Elementwise.ReluGradient)
                push

        { gradient with
            Derivative = fun operands z i -> if i = 0 then LinearMap.zero else gradient.Derivative operands z i }

    /// The larger of x and 0, with slope 0 at 0.
    let relu =
        { Primitive.unary "relu" Domain.NonZero Elementwise.Relu Slope.Zero with
            Shape = Rules.numbers
            Derivative = fun _ y _ -> LinearMap.self (Primitive.apply2 reluGradient y) }

[<AutoOpen>]
module Comparison =
    open ComparisonPrimitives

    type Tensor with
        /// `Tensor.equal x y` is true where x = y. The shapes broadcast; the element types are the same.
        static member equal (x: Tensor) (y: Tensor) = Primitive.apply2 equal x y

        /// `Tensor.notEqual x y` is true where x and y differ. NaN differs from everything.
        static member notEqual (x: Tensor) (y: Tensor) = Primitive.apply2 notEqual x y

        /// `Tensor.less x y` is true where x < y.
        static member less (x: Tensor) (y: Tensor) = Primitive.apply2 less x y

        /// `Tensor.lessOrEqual x y` is true where x <= y.
        static member lessOrEqual (x: Tensor) (y: Tensor) = Primitive.apply2 lessOrEqual x y

        /// `Tensor.greater x y` is true where x > y.
        static member greater (x: Tensor) (y: Tensor) = Primitive.apply2 greater x y

        /// `Tensor.greaterOrEqual x y` is true where x >= y.
        static member greaterOrEqual (x: Tensor) (y: Tensor) = Primitive.apply2 greaterOrEqual x y

        /// `Tensor.logicalAnd x y` is true where both truth values are.
        static member logicalAnd (x: Tensor) (y: Tensor) = Primitive.apply2 logicalAnd x y

        /// `Tensor.logicalOr x y` is true where one of the truth values is.
        static member logicalOr (x: Tensor) (y: Tensor) = Primitive.apply2 logicalOr x y

        /// `Tensor.logicalXor x y` is true where the truth values differ.
        static member logicalXor (x: Tensor) (y: Tensor) = Primitive.apply2 logicalXor x y

        /// `Tensor.logicalNot x` is true where x is false.
        static member logicalNot(x: Tensor) = Primitive.apply1 logicalNot x

        /// `Tensor.isNaN x` is true where x is not a number.
        static member isNaN(x: Tensor) = Primitive.apply1 isNaN x

        /// `Tensor.isFinite x` is true where x is neither infinite nor NaN.
        static member isFinite(x: Tensor) = Primitive.apply1 isFinite x

        /// `Tensor.where condition x y` is x where the condition holds and y elsewhere. All three shapes
        /// broadcast. A NaN in the operand not chosen stays out of the result and, through elementwise operations,
        /// out of its derivatives.
        static member where (condition: Tensor) (x: Tensor) (y: Tensor) = Primitive.apply where [| condition; x; y |]

        /// `Tensor.maximum x y` is the larger of x and y; NaN where one is. Equal operands share the derivative.
        static member maximum (x: Tensor) (y: Tensor) = Primitive.apply2 maximum x y

        /// `Tensor.minimum x y` is the smaller of x and y; NaN where one is. Equal operands share the derivative.
        static member minimum (x: Tensor) (y: Tensor) = Primitive.apply2 minimum x y

        /// `Tensor.relu x` is max(x, 0). Its derivative at 0 is 0.
        static member relu(x: Tensor) = Primitive.apply1 relu x
