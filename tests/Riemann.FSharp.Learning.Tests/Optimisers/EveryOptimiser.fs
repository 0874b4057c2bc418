module Riemann.FSharp.Learning.Tests.EveryOptimiser

open Riemann.FSharp.Learning

/// Every optimiser with every flag, by a name.
let all<'P> () : (string * Optimiser<'P>) list =
    let sgd = { Sgd.defaults with LearningRate = 0.1; WeightDecay = 0.1 }
    let momentum = { sgd with Momentum = 0.9 }
    let adam: Adam = { Adam.defaults with LearningRate = 0.1; WeightDecay = 0.1 }
    let rms = { RmsProp.defaults with Alpha = 0.9 }

    [ "gd", Optimiser.gd { LearningRate = 0.1; WeightDecay = 0.1 }
      "sgd", Optimiser.sgd sgd
      "sgd that climbs", Optimiser.sgd { sgd with Maximise = true }
      "momentum", Optimiser.sgd momentum
      "dampened momentum", Optimiser.sgd { momentum with Dampening = 0.3; WeightDecay = 0.0 }
      "Nesterov", Optimiser.sgd { momentum with Nesterov = true; Maximise = true }
      "nervaMomentum", Optimiser.nervaMomentum NervaMomentum.defaults
      "nervaNesterov", Optimiser.nervaNesterov NervaMomentum.defaults
      "adam", Optimiser.adam adam
      "AMSGrad", Optimiser.adam { adam with AmsGrad = true; WeightDecay = 0.0 }
      "adam that climbs", Optimiser.adam { adam with Maximise = true }
      "adamW", Optimiser.adamW AdamW.defaults
      "AMSGrad with adamW", Optimiser.adamW { AdamW.defaults with AmsGrad = true; Maximise = true }
      "nAdam", Optimiser.nAdam { NAdam.defaults with WeightDecay = 0.1 }
      "rAdam", Optimiser.rAdam { RAdam.defaults with WeightDecay = 0.1 }
      "adamax", Optimiser.adamax { Adamax.defaults with WeightDecay = 0.1 }
      "adamax that climbs", Optimiser.adamax { Adamax.defaults with Maximise = true }
      "adagrad",
      Optimiser.adagrad { Adagrad.defaults with LearningRateDecay = 0.1; InitialAccumulator = 0.2; WeightDecay = 0.1 }
      "adagrad that climbs", Optimiser.adagrad { Adagrad.defaults with Maximise = true }
      "adadelta", Optimiser.adadelta { Adadelta.defaults with WeightDecay = 0.1 }
      "adadelta that climbs", Optimiser.adadelta { Adadelta.defaults with Maximise = true }
      "rmsProp", Optimiser.rmsProp { rms with WeightDecay = 0.1 }
      "rmsProp that climbs", Optimiser.rmsProp { rms with Maximise = true }
      "rmsProp with momentum", Optimiser.rmsProp { rms with Momentum = 0.5 }
      "centred rmsProp", Optimiser.rmsProp { rms with Centred = true }
      "centred rmsProp with momentum", Optimiser.rmsProp { rms with Centred = true; Momentum = 0.5 }
      "rprop", Optimiser.rprop Rprop.defaults
      "rprop that climbs", Optimiser.rprop { Rprop.defaults with Maximise = true }
      "lion", Optimiser.lion { Lion.defaults with WeightDecay = 0.1 }
      "lion that climbs", Optimiser.lion { Lion.defaults with Maximise = true } ]
