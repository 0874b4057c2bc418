namespace Riemann.FSharp

#nowarn "40" // a gradient names itself, under a lambda

open Riemann.Kernels

module internal ExponentialPrimitives =
    let private real name = Primitive.unary name Domain.Real
    let private positive name = Primitive.unary name (Domain.Between(0.0, infinity))

    let expm1 = real "expm1" Elementwise.Expm1 (Slope.OfResult(fun y -> y + 1.0))

    let log1p =
        Primitive.unary
            "log1p"
            (Domain.Between(-1.0, infinity))
            Elementwise.Log1p
            (Slope.OfOperand(fun x -> 1.0 / (x + 1.0)))

    let exp2 = real "exp2" Elementwise.Exp2 (Slope.OfResult(fun y -> y * log 2.0))
    let log2 = positive "log2" Elementwise.Log2 (Slope.OfOperand(fun x -> 1.0 / (x * log 2.0)))
    let rsqrt = positive "rsqrt" Elementwise.Rsqrt (Slope.OfResult(fun y -> -0.5 * (y * y * y)))

    let cbrt = Primitive.unary "cbrt" Domain.NonZero Elementwise.Cbrt (Slope.OfResult(fun y -> 1.0 / (3.0 * (y * y))))

    let reciprocal =
        Primitive.unary "reciprocal" Domain.NonZero Elementwise.Reciprocal (Slope.OfResult(fun y -> -(y * y)))

    let square = { real "square" Elementwise.Square (Slope.OfOperand(fun x -> 2.0 * x)) with Shape = Rules.numbers }

    /// c y (1 - y), the derivative of the sigmoid in one pass, by its result y.
    let rec sigmoidGradient: Primitive =
        let push (y: Tensor) (c: Tensor) _ i =
            if i = 0 then
                fun t -> Primitive.apply2 Arithmetic.multiplyOrZero t (c * (1.0 - 2.0 * y))
            else
                Primitive.apply2 sigmoidGradient y

        Primitive.binary "sigmoidGradient" Domains.pair (Kernel.binary Elementwise.SigmoidGradient) push

    let sigmoid =
        { real "sigmoid" Elementwise.Sigmoid Slope.Zero with
            Derivative = fun _ y _ -> LinearMap.self (Primitive.apply2 sigmoidGradient y) }

    let softplus = real "softplus" Elementwise.Softplus (Slope.OfOperand(fun x -> Primitive.apply1 sigmoid x))

    /// x - y, and 0 where they are the same infinity.
    let private difference (x: Tensor) (y: Tensor) =
        let d = x - y
        Tensor.where (Tensor.logicalAnd (Tensor.isNaN d) (Tensor.equal x y)) (Tensor.Weak(0.0, d)) d

    let logAddExp =
        let push x y _ i =
            let d = if i = 0 then difference x y else difference y x
            fun t -> Primitive.apply2 Arithmetic.multiplyOrZero t (Primitive.apply1 sigmoid d)

        Primitive.binary "logAddExp" Domains.pair (Kernel.binary Elementwise.LogAddExp) push

[<AutoOpen>]
module Exponential =
    open ExponentialPrimitives

    /// The product, and 0 where x is 0. Where the logarithm is 0 it is the usual one: NaN for NaN and the infinities.
    let private unlessZero (x: Tensor) (logarithm: Tensor) =
        let isZero = Tensor.equal x (Tensor.Weak(0.0, x))
        Tensor.where isZero (Primitive.apply2 Arithmetic.multiplyOrZero x logarithm) (x * logarithm)

    type Tensor with
        /// `Tensor.expm1 x` is exp x - 1, accurate near 0.
        static member expm1(x: Tensor) = Primitive.apply1 expm1 x

        /// `Tensor.exp2 x` is 2 ** x, exact at integers.
        static member exp2(x: Tensor) = Primitive.apply1 exp2 x

        /// `Tensor.log1p x` is log (1 + x), accurate near 0.
        static member log1p(x: Tensor) = Primitive.apply1 log1p x

        /// `Tensor.log2 x` is the logarithm to base 2.
        static member log2(x: Tensor) = Primitive.apply1 log2 x

        /// `Tensor.rsqrt x` is 1 / sqrt x.
        static member rsqrt(x: Tensor) = Primitive.apply1 rsqrt x

        /// `Tensor.cbrt x` is the cube root, of the sign of x.
        static member cbrt(x: Tensor) = Primitive.apply1 cbrt x

        /// `Tensor.reciprocal x` is 1 / x.
        static member reciprocal(x: Tensor) = Primitive.apply1 reciprocal x

        /// `Tensor.square x` is x x.
        static member square(x: Tensor) = Primitive.apply1 square x

        /// `Tensor.sigmoid x` is 1 / (1 + exp -x).
        static member sigmoid(x: Tensor) = Primitive.apply1 sigmoid x

        /// `Tensor.softplus x` is log (1 + exp x), which does not overflow. Its derivative is the sigmoid.
        static member softplus(x: Tensor) = Primitive.apply1 softplus x

        /// `Tensor.logit x` is log (x / (1 - x)), the inverse of the sigmoid; infinite at 0 and 1, NaN outside.
        static member logit(x: Tensor) = log x - Tensor.log1p -x

        /// `Tensor.logAddExp x y` is log (exp x + exp y), which does not overflow; right at the infinities. The shapes
        /// broadcast.
        static member logAddExp (x: Tensor) (y: Tensor) = Primitive.apply2 logAddExp x y

        /// `Tensor.xlogy x y` is x log y, and 0 where x is 0 whatever y is. The shapes broadcast.
        static member xlogy (x: Tensor) (y: Tensor) = unlessZero x (log y)

        /// `Tensor.xlog1py x y` is x log (1 + y), and 0 where x is 0 whatever y is. The shapes broadcast.
        static member xlog1py (x: Tensor) (y: Tensor) = unlessZero x (Tensor.log1p y)
