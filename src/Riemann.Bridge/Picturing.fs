namespace Riemann.Bridge

open Riemann.FSharp
open Riemann.FSharp.Learning

/// Changes of pictures.
module internal Picturing =
    let private interpolation isSmooth = if isSmooth then Interpolation.Bilinear else Interpolation.Nearest

    let ToTensor (x: Tensor) = Transform.toTensor x

    let Normalise (x: Tensor, mean: float[], deviation: float[]) =
        Transform.normalise (List.ofArray mean) (List.ofArray deviation) x

    let HorizontalFlip (x: Tensor, probability: float, key: Key) = Transform.horizontalFlip probability key x
    let VerticalFlip (x: Tensor, probability: float, key: Key) = Transform.verticalFlip probability key x
    let Pad (x: Tensor, sides: int[], padding: Padding) = Transform.pad (List.ofArray sides) padding x
    let CentreCrop (x: Tensor, height: int, width: int) = Transform.centreCrop (height, width) x

    let RandomCrop (x: Tensor, sides: int[], padding: Padding, height: int, width: int, key: Key) =
        Transform.randomCrop (List.ofArray sides) padding (height, width) key x

    let RandomRotation (x: Tensor, isSmooth, fill: float, low: float, high: float, key: Key) =
        Transform.randomRotation (interpolation isSmooth) fill (low, high) key x

    let Resize (x: Tensor, isSmooth, height: int, width: int) =
        Transform.resize (interpolation isSmooth) (height, width) x
