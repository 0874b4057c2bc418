namespace Riemann.FSharp.Learning

open System
open Riemann.FSharp

/// The settings of clipping by a norm: see `ClipByNorm.defaults`.
type ClipByNorm =
    {
        /// The largest norm that passes unchanged.
        MaxNorm: float
        /// The order of the norm, more than 0; infinity for the largest absolute element.
        Order: float
        /// Raises where the norm is NaN or infinite, in place of a gradient of NaN and 0.
        ErrorIfNonFinite: bool
    }

[<RequireQualifiedAccess>]
module ClipByNorm =
    /// A largest norm of 1 and, as PyTorch's, order 2 and no error.
    let defaults = { MaxNorm = 1.0; Order = 2.0; ErrorIfNonFinite = false }

    let internal check operation settings =
        Descent.requireNotNegative operation "MaxNorm" settings.MaxNorm
        Descent.require operation "Order" settings.Order "more than 0" (settings.Order > 0.0)

/// Pure functions of gradients, trees like the parameters. What is not trained is carried along and counts nowhere.
[<RequireQualifiedAccess>]
module Gradient =
    /// The Euclidean norm of an array reads it once and writes nothing.
    let private normOf p (x: Tensor) =
        if p = 2.0 && isNull x.Tracer then
            let x = Tensor.flatten x
            sqrt (Tensor.dot x x)
        else
            Tensor.norm p x

    let private total p gradient =
        let struct (leaves, isTrained) = Tree.flatten gradient
        let counted = Array.zip leaves isTrained |> Array.filter (fun (x, trained) -> trained && x.Length > 0)

        match counted |> Array.map (fst >> normOf p) with
        | [||] -> tensor 0.0
        | [| norm |] -> norm
        | norms ->
            let widest = norms |> Array.map _.Aval |> Rules.widest
            norms |> Array.map (Tensor.cast widest) |> List.ofArray |> Tensor.stack 0 |> Tensor.norm p

    /// `norm p gradient` is the norm of order p > 0 of all trained numbers as if they were one vector: 2.0 for the
    /// Euclidean one, infinity for the largest absolute number. It is a scalar of the widest of the element types, 0 where
    /// there are no numbers, NaN where one is. Raises where p is not more than 0.
    let norm (p: float) (gradient: 'P) : Tensor =
        Descent.require "Gradient.norm" "p" p "more than 0" (p > 0.0)
        total p gradient

    let internal clip operation settings (gradient: 'P) : 'P =
        let norm = total settings.Order gradient

        if settings.ErrorIfNonFinite && not (Double.IsFinite(float norm)) then
            let problem = $"the norm of the gradient is {float norm}"
            let hint = "look for its source with detectAnomaly, or pass over such steps with Optimiser.skipNonFinite"
            Fail.raise operation (RiemannError.Value(problem, hint))

        let scale = settings.MaxNorm / (norm + 1e-6)

        // Where it is not an array, nobody can look.
        if isNull scale.Tracer && float scale >= 1.0 then
            gradient
        else
            let scale = Tensor.clampMax 1.0 scale
            gradient |> Tree.map (fun g -> g * Tensor.cast g.DType scale)

    /// `clipByNormWith settings gradient` is the gradient times `MaxNorm / (norm + 1e-6)`, where that is less than 1.
    /// A NaN in it makes all of it NaN, an infinity makes itself NaN and the rest 0. Raises where a setting is out of
    /// range. Source: Pascanu, Mikolov and Bengio (2013), algorithm 1, in the form of PyTorch's `clip_grad_norm_`.
    let clipByNormWith (settings: ClipByNorm) (gradient: 'P) : 'P =
        let operation = "Gradient.clipByNormWith"
        ClipByNorm.check operation settings
        clip operation settings gradient

    /// `clipByNorm maxNorm gradient` is the gradient, made shorter where its Euclidean norm is larger: `clipByNormWith`
    /// the default settings and this norm.
    let clipByNorm (maxNorm: float) (gradient: 'P) : 'P =
        let settings = { ClipByNorm.defaults with MaxNorm = maxNorm }
        ClipByNorm.check "Gradient.clipByNorm" settings
        clip "Gradient.clipByNorm" settings gradient

    /// `clipByValue bound gradient` holds every number between -bound and bound; NaN stays. Raises where the bound is
    /// negative or NaN. As PyTorch's `clip_grad_value_`.
    let clipByValue (bound: float) (gradient: 'P) : 'P =
        Descent.requireNotNegative "Gradient.clipByValue" "bound" bound
        Tree.map (Tensor.clamp -bound bound) gradient

    /// `addDecay decay parameters gradient` is the gradient with this part of the parameters added, the gradient of
    /// half the decay times the sum of their squares. Raises where the trees or shapes differ.
    let addDecay (decay: float) (parameters: 'P) (gradient: 'P) : 'P =
        if decay = 0.0 then
            gradient
        else
            (gradient, parameters) ||> Descent.combine "Gradient.addDecay" (fun g p -> g + p * decay)

    /// `isFinite gradient` tells whether no trained number is NaN or infinite. Raises under vmap, where there are many
    /// answers.
    let isFinite (gradient: 'P) : bool =
        let struct (leaves, isTrained) = Tree.flatten gradient

        (leaves, isTrained)
        ||> Array.forall2 (fun x trained -> not trained || float (Tensor.all (Tensor.isFinite x)) = 1.0)
