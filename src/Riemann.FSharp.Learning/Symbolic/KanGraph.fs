namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// A function of one number: a base weight times an activation, plus bases of splines times their coefficients.
type SplineEdge =
    {
        /// []
        BaseWeight: Tensor
        /// [bases]
        Coefficients: Tensor
        /// [bases + order + 1]
        Knots: Buffer
        /// The degree of the spline.
        Order: int
        Base: ActivationFunction
    }

/// A function with affine constants that train: Scale f(Inner x + Shift) + Offset.
type SymbolEdge =
    {
        Function: EdgeFunction
        /// Inner, Shift, Scale and Offset, [4].
        Constants: Tensor
    }

/// What stands between two nodes.
[<RequireQualifiedAccess>]
type KanEdge =
    | Spline of SplineEdge
    | Symbol of SymbolEdge
    | Nothing

/// What a node does with its edges.
[<RequireQualifiedAccess>]
type KanNode =
    | Sum
    | Product

/// A node with its edges from the inputs of its layer. Its value is the constant, and to it the edges are added, or by them
/// it is multiplied.
type KanUnit =
    {
        Node: KanNode
        /// []
        Constant: Tensor
        Edges: KanEdge list
    }

/// A Kolmogorov-Arnold network whose edges are splines, symbols or nothing, each by itself, and whose nodes add or
/// multiply: layers of units, a tree of parameters that train. Source: Liu et al. (2024b), section 2.
type KanGraph = { Inputs: int; Layers: KanUnit list list }
