// Optimisers: where 30 steps lead, on two problems.
#load "Calls.fsx"

open Riemann.FSharp
open Riemann.FSharp.Learning
open Calls

/// A function of parameters, which are its first operands, written twice.
type private Problem =
    { Operands: Operand list; Parameters: int; Theirs: string; Ours: Tensor list -> Tensor list -> Tensor }

/// Rosenbrock's function of ten numbers.
let private rosenbrock =
    { Operands = [ between -1.0 1.0 [ 10 ] ]
      Parameters = 1
      Theirs = "(100 * (q[0][1:] - q[0][:-1] ** 2) ** 2 + (1 - q[0][:-1]) ** 2).sum()"
      Ours =
        fun parameters _ ->
            let x = parameters[0]
            let first, rest = x[0..8], x[1..9]
            Tensor.sum (100.0 * Tensor.square (rest - Tensor.square first) + Tensor.square (1.0 - first)) }

/// Twelve examples of three classes by weights, biases and an origin.
let private logistic =
    { Operands = [ real [ 3; 4 ]; real [ 3 ]; real [ 4 ]; real [ 12; 4 ]; index 3 [ 12 ] ]
      Parameters = 3
      Theirs = "F.cross_entropy(F.linear(p[3] - q[2], q[0], q[1]), p[4])"
      Ours =
        fun parameters data ->
            let logits = Linear.apply { Weight = parameters[0]; Bias = Some parameters[1] } (data[0] - parameters[2])

            Loss.crossEntropy data[1] logits }

/// The parameters after each step, all of them in one row.
let private descend steps (optimiser: Optimiser<Tensor list>) problem (operands: Tensor list) =
    let start, data = List.splitAt problem.Parameters operands

    let step (parameters, state) _ =
        optimiser.Update (grad (fun parameters -> problem.Ours parameters data) parameters) state parameters

    List.scan step (start, optimiser.Init start) [ 1..steps ]
    |> List.tail
    |> List.map (fst >> List.map Tensor.flatten >> Tensor.concatenate 0)
    |> Tensor.stack 0

let private way problem (theirs: string) optimiser =
    let names = [ for i in 0 .. problem.Parameters - 1 -> $"p[{i}]" ] |> String.concat ", "

    { call
          $"descend(lambda q: torch.optim.{theirs}, lambda q: {problem.Theirs}, [{names}], 30)"
          problem.Operands
          (descend 30 optimiser problem) with
        HasDerivative = false
        Tolerance = 1e-10 }

let private ways (theirs: string) optimiser = [ way rosenbrock theirs optimiser; way logistic theirs optimiser ]

let private sgd = { Sgd.defaults with LearningRate = 1e-5 }

let private kindsOfSgd =
    [ ways "SGD(q, lr=0.01, weight_decay=0.1)" (Optimiser.gd { Gd.defaults with WeightDecay = 0.1 }) |> List.tail
      ways "SGD(q, lr=1e-5)" (Optimiser.gd { Gd.defaults with LearningRate = 1e-5 })
      ways "SGD(q, lr=1e-5)" (Optimiser.sgd sgd)
      ways "SGD(q, lr=1e-5, momentum=0.9)" (Optimiser.sgd { sgd with Momentum = 0.9 })
      ways
          "SGD(q, lr=1e-5, momentum=0.9, dampening=0.3, weight_decay=0.1)"
          (Optimiser.sgd { sgd with Momentum = 0.9; Dampening = 0.3; WeightDecay = 0.1 })
      ways
          "SGD(q, lr=1e-5, momentum=0.9, nesterov=True, weight_decay=0.1)"
          (Optimiser.sgd { sgd with Momentum = 0.9; Nesterov = true; WeightDecay = 0.1 })
      ways
          "SGD(q, lr=1e-5, momentum=0.5, weight_decay=0.1, maximize=True)"
          (Optimiser.sgd { sgd with Momentum = 0.5; WeightDecay = 0.1; Maximise = true })
      ways "SGD(q, lr=1e-5, momentum=0.9)" (Optimiser.nervaMomentum { LearningRate = 1e-5; Momentum = 0.9 })
      ways
          "SGD(q, lr=1e-5, momentum=0.9, nesterov=True)"
          (Optimiser.nervaNesterov { LearningRate = 1e-5; Momentum = 0.9 }) ]

let private adam: Adam =
    { Adam.defaults with LearningRate = 0.02; Beta1 = 0.8; Beta2 = 0.95; Epsilon = 1e-3; WeightDecay = 0.1 }

let private adamW: AdamW =
    { AdamW.defaults with LearningRate = 0.02; Beta1 = 0.8; Beta2 = 0.95; Epsilon = 1e-3; WeightDecay = 0.1 }

let private all = "lr=0.02, betas=(0.8, 0.95), eps=1e-3, weight_decay=0.1"

let private kindsOfAdam =
    [ ways "Adam(q)" (Optimiser.adam Adam.defaults)
      ways $"Adam(q, {all})" (Optimiser.adam adam)
      ways $"Adam(q, {all}, amsgrad=True)" (Optimiser.adam { adam with AmsGrad = true })
      ways $"Adam(q, {all}, maximize=True)" (Optimiser.adam { adam with Maximise = true })
      ways "AdamW(q)" (Optimiser.adamW AdamW.defaults)
      ways $"AdamW(q, {all})" (Optimiser.adamW adamW)
      ways $"AdamW(q, {all}, amsgrad=True)" (Optimiser.adamW { adamW with AmsGrad = true })
      ways $"AdamW(q, {all}, maximize=True)" (Optimiser.adamW { adamW with Maximise = true })
      // Without foreach, PyTorch 1.13 counts the momentum of a step twice, against its own documentation.
      ways "NAdam(q, foreach=True)" (Optimiser.nAdam NAdam.defaults)
      ways
          $"NAdam(q, {all}, momentum_decay=0.1, foreach=True)"
          (Optimiser.nAdam
              { LearningRate = 0.02; Beta1 = 0.8; Beta2 = 0.95; Epsilon = 1e-3; WeightDecay = 0.1; MomentumDecay = 0.1 })
      ways "RAdam(q)" (Optimiser.rAdam RAdam.defaults)
      ways
          $"RAdam(q, {all})"
          (Optimiser.rAdam { LearningRate = 0.02; Beta1 = 0.8; Beta2 = 0.95; Epsilon = 1e-3; WeightDecay = 0.1 }) ]

let private adamax: Adamax =
    { LearningRate = 0.02; Beta1 = 0.8; Beta2 = 0.95; Epsilon = 1e-3; WeightDecay = 0.1; Maximise = false }

let private adagrad: Adagrad =
    { LearningRate = 0.1
      LearningRateDecay = 0.05
      WeightDecay = 0.1
      InitialAccumulator = 0.2
      Epsilon = 1e-3
      Maximise = false }

let private adadelta: Adadelta = { LearningRate = 0.5; Rho = 0.8; Epsilon = 1e-3; WeightDecay = 0.1; Maximise = false }

let private rmsProp: RmsProp =
    { RmsProp.defaults with LearningRate = 0.005; Alpha = 0.9; Epsilon = 1e-3; WeightDecay = 0.1 }

let private rprop: Rprop =
    { LearningRate = 0.02; EtaMinus = 0.4; EtaPlus = 1.3; SmallestStep = 1e-3; LargestStep = 0.1; Maximise = false }

let private others =
    [ ways "Adamax(q)" (Optimiser.adamax Adamax.defaults)
      ways $"Adamax(q, {all})" (Optimiser.adamax adamax)
      ways $"Adamax(q, {all}, maximize=True)" (Optimiser.adamax { adamax with Maximise = true })
      ways "Adagrad(q)" (Optimiser.adagrad Adagrad.defaults)
      for theirs, climbs in [ "", false; ", maximize=True", true ] do
          ways
              $"Adagrad(q, 0.1, lr_decay=0.05, weight_decay=0.1, initial_accumulator_value=0.2, eps=1e-3{theirs})"
              (Optimiser.adagrad { adagrad with Maximise = climbs })
      ways "Adadelta(q)" (Optimiser.adadelta Adadelta.defaults)
      for theirs, climbs in [ "", false; ", maximize=True", true ] do
          ways
              $"Adadelta(q, lr=0.5, rho=0.8, eps=1e-3, weight_decay=0.1{theirs})"
              (Optimiser.adadelta { adadelta with Maximise = climbs })
      ways "RMSprop(q)" (Optimiser.rmsProp RmsProp.defaults)
      for theirs, momentum, centred, climbs in
          [ "", 0.0, false, false
            ", momentum=0.5", 0.5, false, false
            ", centered=True", 0.0, true, false
            ", momentum=0.5, centered=True", 0.5, true, false
            ", maximize=True", 0.0, false, true ] do
          ways
              $"RMSprop(q, lr=0.005, alpha=0.9, eps=1e-3, weight_decay=0.1{theirs})"
              (Optimiser.rmsProp { rmsProp with Momentum = momentum; Centred = centred; Maximise = climbs })
      ways "Rprop(q)" (Optimiser.rprop Rprop.defaults)
      for theirs, climbs in [ "", false; ", maximize=True", true ] do
          ways
              $"Rprop(q, lr=0.02, etas=(0.4, 1.3), step_sizes=(1e-3, 0.1){theirs})"
              (Optimiser.rprop { rprop with Maximise = climbs }) ]

let families =
    [ { Name = "gradient descent"; Calls = List.concat kindsOfSgd }
      { Name = "kinds of Adam"; Calls = List.concat kindsOfAdam }
      { Name = "other optimisers"; Calls = List.concat others } ]
