/// Derivatives with the units of quotients, and quantities in every transformation.
module Riemann.FSharp.Tests.QuantityDerivativeTests

open Xunit
open Riemann.FSharp
open Riemann.FSharp.Tests.QuantityTests

let private stiffness = 3.0<kg / s^2>
let private position = Quantity.ofSeq [ 1.0<m>; -2.0<m> ]
let private speed = Quantity.ofSeq [ 0.5<m / s>; 4.0<m / s> ]
let private potential (x: Quantity<m>) = 0.5 * stiffness * Quantity.dot x x
let private kinetic (mass: Quantity<kg>) (v: Quantity<m / s>) = 0.5 * mass * Quantity.dot v v

let private holds (expected: float<'u> list) (found: Quantity<'u>) =
    Expect.values (expected |> List.map float) found.Tensor

[<Fact>]
let ``energy by position is a force, by speed a momentum`` () =
    holds [ -3.0<kg m / s^2>; 6.0<kg m / s^2> ] -(Quantity.grad potential position)
    let mass = Quantity.ofFloat 2.0<kg>
    holds [ 1.0<kg m / s>; 8.0<kg m / s> ] (Quantity.grad (kinetic mass) speed)
    let value, gradient = Quantity.valueAndGrad potential position
    holds [ 7.5<kg m^2 / s^2> ] value
    holds [ 3.0<kg m / s^2>; -6.0<kg m / s^2> ] gradient

[<Fact>]
let ``derivatives of one number, twice`` () =
    let height (t: Quantity<s>) = 20.0<m> - 0.5 * 9.81<m / s^2> * t * t
    let t = Quantity.ofFloat 2.0<s>
    holds [ -19.62<m / s> ] (Quantity.derivative height t)
    holds [ -9.81<m / s^2> ] (Quantity.derivative (Quantity.derivative height) t)

[<Fact>]
let ``a direction with a unit of its own gives a rate`` () =
    let value, power = Quantity.jvp potential position speed
    holds [ 7.5<kg m^2 / s^2> ] value
    holds [ 3.0<kg m^2 / s^3> * 0.5 - 6.0<kg m^2 / s^3> * 4.0 ] power
    let _, pull = Quantity.vjp potential position
    holds [ 6.0<kg m / s>; -12.0<kg m / s> ] (pull (Quantity.ofFloat 2.0<s>))

[<Fact>]
let ``matrices of derivatives`` () =
    holds [ 3.0<kg / s^2>; 0.0<kg / s^2>; 0.0<kg / s^2>; 3.0<kg / s^2> ] (Quantity.hessian potential position)
    holds [ 1.5<kg m / s^3>; 12.0<kg m / s^3> ] (Quantity.hvp potential position speed)
    let area (x: Quantity<m>) = x * x
    let expected = [ 2.0<m>; 0.0<m>; 0.0<m>; -4.0<m> ]
    holds expected (Quantity.jacfwd area position)
    holds expected (Quantity.jacrev area position)

type private State = { Position: Quantity<m>; Speed: Quantity<m / s>; Mass: Quantity<kg>; Angle: Tensor }

let private state = { Position = position; Speed = speed; Mass = Quantity.ofFloat 2.0<kg>; Angle = tensor 0.5 }

let private energy state =
    (kinetic state.Mass state.Speed + potential state.Position) * Quantity.ofTensor<1>(sin state.Angle)

[<Fact>]
let ``the gradient by a record has the unit of each part`` () =
    let gradient = Quantity.gradOf energy state
    let s = sin 0.5
    holds [ s * 3.0<kg m / s^2>; s * -6.0<kg m / s^2> ] (gradient.By _.Position)
    holds [ s * 1.0<kg m / s>; s * 8.0<kg m / s> ] (gradient.By _.Speed)
    holds [ s * 8.125<m^2 / s^2> ] (gradient.By _.Mass)
    holds [ cos 0.5 * 23.75<kg m^2 / s^2> ] (gradient.By(fun s -> Quantity.ofTensor<1> s.Angle))

[<Fact>]
let ``a gradient is taken by parts, and by nothing computed from them`` () =
    let gradient = Quantity.gradOf energy state

    (fun () -> gradient.By(fun s -> s.Speed * s.Speed))
    |> Expect.refusal
        _.IsValue
        [ "Gradient.By: the function gives no part of the tree as it is"
          "  hint  pick one, as `gradient.By _.Position` does" ]

[<Fact>]
let ``parts that share one tensor have gradients of their own`` () =
    let x = Quantity.ofFloat 3.0<m>
    let gradient = Quantity.gradOf (fun (a: Quantity<m>, b: Quantity<m>) -> a * a * b) (x, x)
    holds [ 18.0<m^2> ] (gradient.By fst)
    holds [ 9.0<m^2> ] (gradient.By snd)

let private batch =
    let rows (x: Quantity<'u>) = Quantity.stack 0 [ x; 2.0 * x; -x ]

    { Position = rows position; Speed = rows speed; Mass = rows state.Mass; Angle = tensor [ 0.5; 0.5; 0.5 ] }

[<Fact>]
let ``gradients by records are batched, inside and outside`` () =
    let inside = vmap (fun s -> (Quantity.gradOf energy s).By _.Speed) batch
    let outside = vmap (Quantity.gradOf energy) batch
    Expect.same inside.Tensor (outside.By _.Speed).Tensor
    let s = sin 0.5
    Expect.values [ s; 8.0 * s; 4.0 * s; 32.0 * s; s; 8.0 * s ] inside.Tensor

[<Fact>]
let ``a quantity is a tree in every transformation`` () =
    let plain (x: Tensor) = x * sin x / (1.0 + x * x)

    let ofUnits (x: Quantity<m>) : Quantity<m> = x * sin (x / 1.0<m>) / (1.0<m^2> + x * x) * 1.0<m^2>

    let under (transform: (Quantity<m> -> Quantity<m>) -> Quantity<m> -> Quantity<m>) (x: Tensor) =
        (transform ofUnits (Quantity.ofTensor<m> x)).Tensor

    Modes.same plain (under id)
    Modes.same plain (under checkpoint)
    Modes.same plain (under vmap)
    Modes.same plain (under (fun f -> customJvp f (fun x t -> jvp f x t)))
    Modes.same plain (under (fun f -> scan (fun () x -> (), f x) () >> snd))
    Check.assertDerivatives ofUnits position

[<Fact>]
let ``leaves are named as their fields`` () =
    Assert.Equal<string list>([ "Position"; "Speed"; "Mass"; "Angle" ], Tree.names state)
    Assert.Equal<string list>([ "" ], Tree.names position)

[<Fact>]
let ``a loop over records of quantities, and its gradient`` () =
    let dt = 0.01<s>

    let step _ state =
        let force = -(Quantity.grad potential state.Position)
        let speed = state.Speed + dt * force / state.Mass
        { state with Speed = speed; Position = state.Position + dt * speed }

    let start = { state with Speed = Quantity.ofSeq [ 0.0<m / s>; 0.0<m / s> ] }
    let last = forLoop 1 100 step start
    let mutable x, v = 1.0, 0.0

    for _ in 1..100 do
        v <- v - 0.01 * 3.0 * x / 2.0
        x <- x + 0.01 * v

    holds [ x * 1.0<m>; -2.0 * x * 1.0<m> ] last.Position

    // The motion is linear in where it starts.
    let reached from = (forLoop 1 100 step { start with Position = from }).Position |> Quantity.sum
    holds [ x; x ] (Quantity.grad reached position)
