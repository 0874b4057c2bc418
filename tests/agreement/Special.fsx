// Exponentials, logarithms and special functions.
// Not here: Bessel functions of order 2 and more, which PyTorch lacks; polygamma at the poles, where the one gives
// infinities and the other NaN; derivatives at NaN and the infinities; xlogy of 0 and NaN, 0 here and NaN there.
#load "Calls.fsx"

open System
open Riemann.FSharp
open Calls

let private probability = between 0.02 0.98
let private corners = points [ 0.0; -0.0; 1.0; -1.0; infinity; -infinity; nan ]

let private exponentials =
    [ yield! unary "torch.expm1(x)" real Tensor.expm1
      yield! unary "torch.exp2(x)" real Tensor.exp2
      yield! unary "torch.log1p(x)" positive Tensor.log1p
      yield! unary "torch.log2(x)" positive Tensor.log2
      yield! unary "torch.rsqrt(x)" positive Tensor.rsqrt
      yield! unary "torch.reciprocal(x)" nonZero Tensor.reciprocal
      yield! unary "torch.square(x)" real Tensor.square
      yield! unary "torch.sign(x) * torch.abs(x) ** (1 / 3)" nonZero Tensor.cbrt
      yield! unary "torch.sigmoid(x)" real Tensor.sigmoid
      // PyTorch's softplus is x itself from 20 on, 2e-9 off.
      yield! unary "F.softplus(x)" real Tensor.softplus
      yield! unary "torch.logit(x)" probability Tensor.logit
      yield! binary "torch.logaddexp(x, y)" real real Tensor.logAddExp
      yield! binary "torch.xlogy(x, y)" real positive Tensor.xlogy
      yield! binary "torch.special.xlog1py(x, y)" real positive Tensor.xlog1py
      yield! binary "torch.hypot(x, y)" nonZero nonZero Tensor.hypot
      yield! unary "torch.sinc(x)" real Tensor.sinc
      call1 "torch.sinc(x)" (points [ 0.0; 1.0; -2.0; 0.5 ]) Tensor.sinc
      call2 "torch.logaddexp(x, y)" (points [ 800.0; -800.0 ]) (points [ 801.0; -799.0 ]) Tensor.logAddExp
      yield!
          valuesOnly
              [ call1 "torch.expm1(x)" (points [ 1e-12; -1e-12; 0.0; -800.0; nan ]) Tensor.expm1
                call1 "torch.log1p(x)" (points [ 1e-12; -1e-12; 0.0; -1.0; -2.0; nan ]) Tensor.log1p
                call1 "torch.sigmoid(x)" (points [ 800.0; -800.0; nan; infinity ]) Tensor.sigmoid
                call1 "torch.exp(x)" corners exp
                call1 "torch.log(x)" corners log
                call1 "torch.sqrt(x)" corners sqrt
                call1 "torch.tanh(x)" corners tanh
                call1 "torch.atan(x)" corners atan
                call2
                    "torch.xlogy(x, y)"
                    (points [ 0.0; 0.0; 1.0; nan; infinity ])
                    (points [ 0.0; infinity; 0.0; 1.0; 1.0 ])
                    Tensor.xlogy
                call2 "torch.hypot(x, y)" (points [ 3e200; infinity ]) (points [ 4e200; -1.0 ]) Tensor.hypot
                call2 "torch.logaddexp(x, y)" (points [ -infinity; infinity ]) (points [ 1.0; 1.0 ]) Tensor.logAddExp ] ]

let private special =
    [ yield! unary "torch.erf(x)" real Tensor.erf
      yield! unary "torch.erfc(x)" real Tensor.erfc
      yield! unary "torch.erfinv(x)" (between -0.95 0.95) Tensor.erfinv
      yield! unary "torch.lgamma(x)" positive Tensor.lgamma
      yield! unary "torch.lgamma(x)" (between -2.9 -2.1) Tensor.lgamma
      yield! unary "torch.lgamma(x)" (between 20.0 200.0) Tensor.lgamma
      yield! unary "torch.digamma(x)" positive Tensor.digamma
      yield! unary "torch.digamma(x)" (between -2.8 -2.2) Tensor.digamma
      // PyTorch's trigamma, also as the slope of digamma, is off by up to 5e-10.
      yield! unary "torch.polygamma(1, x)" positive (Tensor.polygamma 1)
      yield! unary "torch.polygamma(2, x)" positive (Tensor.polygamma 2)
      yield! unary "torch.polygamma(4, x)" positive (Tensor.polygamma 4)
      yield! binary "torch.lgamma(x) + torch.lgamma(y) - torch.lgamma(x + y)" positive positive Tensor.lbeta
      yield! unary "torch.special.i0(x)" real (Tensor.besselI 0)
      yield! unary "torch.special.i1(x)" real (Tensor.besselI 1)
      yield! unary "torch.special.i0e(x)" nonZero (Tensor.besselIScaled 0)
      yield! unary "torch.special.i1e(x)" nonZero (Tensor.besselIScaled 1)
      // PyTorch has no derivative of these two, and its values are off by up to 3e-7 between 4 and 15.
      yield! unary "torch.special.bessel_j0(x)" real (Tensor.besselJ 0) |> valuesOnly
      yield! unary "torch.special.bessel_j1(x)" real (Tensor.besselJ 1) |> valuesOnly
      yield!
          valuesOnly
              [ call1 "torch.erf(x)" corners Tensor.erf
                call1 "torch.erfc(x)" (points [ 0.0; 5.0; 25.0; -6.0; nan; infinity ]) Tensor.erfc
                call1 "torch.erfinv(x)" (points [ 0.0; 1.0; -1.0; 1.5; nan; 1e-300 ]) Tensor.erfinv
                call1 "torch.lgamma(x)" (points [ 0.0; 1.0; 2.0; -1.0; infinity; nan; 1e300 ]) Tensor.lgamma
                call1 "torch.digamma(x)" (points [ 0.0; -0.0; -1.0; 1.0; 1e10; nan ]) Tensor.digamma ] ]

let families = [ { Name = "exponentials"; Calls = exponentials }; { Name = "special functions"; Calls = special } ]
