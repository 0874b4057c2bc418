namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// A local response normalisation: see `LocalResponseNorm.defaults`.
type LocalResponseNorm =
    {
        /// How many neighbouring channels an element is compared with.
        Size: int
        Alpha: float
        Beta: float
        K: float
    }

[<RequireQualifiedAccess>]
module LocalResponseNorm =
    /// An alpha of 1e-4, a beta of 0.75 and a k of 1. `Size` is for the user to set.
    let defaults = { Size = 0; Alpha = 1e-4; Beta = 0.75; K = 1.0 }

    /// `LocalResponseNorm.apply settings x` is x / (k + alpha / size sum x^2)^beta for x of [batch; channels; ..] with at
    /// least one axis more. The sum runs over size channels, of which size / 2 lie before the element's own, and those
    /// outside count as 0. Raises where x has fewer axes or the size is not positive. Source: Krizhevsky, Sutskever and
    /// Hinton (2012), section 3.3.
    let apply (settings: LocalResponseNorm) (x: Tensor) : Tensor =
        let operation = "LocalResponseNorm.apply"

        if settings.Size < 1 then
            let hint = "{ LocalResponseNorm.defaults with Size = 5 }: a positive number"
            Fail.raise operation (RiemannError.Value($"a size of {settings.Size}", hint))

        if x.Rank < 3 then
            let shapes = [ "input", x.Aval.Shape ]
            Fail.raise operation (RiemannError.Shape("too few axes", shapes, "[batch; channels; ..]"))

        let before = settings.Size / 2
        let none = List.replicate (x.Rank - 2) (0, 0)
        let squares = Tensor.pad ((0, 0) :: (before, settings.Size - 1 - before) :: none) (Tensor.square x)
        let shifted by = Tensor.slice [ Slice.All; Slice.Range(by, by + x.Shape[1] - 1) ] squares
        let sum = List.init settings.Size shifted |> List.reduce (+)
        x * (sum * (settings.Alpha / float settings.Size) + settings.K) ** -settings.Beta

    /// `LocalResponseNorm.layer settings` is the layer as a step of a model.
    let layer (settings: LocalResponseNorm) : Layer<unit> = Layer.map "LocalResponseNorm" (apply settings)
