namespace Riemann.FSharp.Learning

open Riemann.FSharp

/// A change of a picture that may be random: the key decides what it does.
type Transform = Key -> Tensor -> Tensor

/// What is done to pictures before training: functions of one picture [c; h; w] or of many, [n; c; h; w], each of which
/// then has its own draw.
[<RequireQualifiedAccess>]
module Transform =
    /// How many axes come before channel, row and column: 0 or 1.
    let private leads operation (x: Tensor) =
        if x.Rank = 3 || x.Rank = 4 then
            x.Rank - 3
        else
            let rule = "a picture [c; h; w], or pictures [n; c; h; w]"
            Fail.raise operation (RiemannError.Shape("there are no pictures", [ "tensor", x.Aval.Shape ], rule))

    let private size (x: Tensor) = struct (x.Aval.Shape[x.Rank - 2], x.Aval.Shape[x.Rank - 1])
    let private refuse operation problem hint = Fail.raise operation (RiemannError.Value(problem, hint))

    let private requireFloats operation (x: Tensor) =
        if x.DType <> DType.Float32 && x.DType <> DType.Float64 then
            let hint = "Transform.toTensor makes floats of bytes"
            Fail.raise operation (RiemannError.DType("the pixels must be floats", [ "tensor", x.DType ], hint))

    let private requireSize operation (height: int, width: int) =
        if height < 1 || width < 1 then
            refuse operation $"pictures of {height} x {width} pixels" "a height and a width of 1 or more"

    /// `Transform.compose [ first; second ]` does one after the other, each with a key of its own.
    let compose (transforms: Transform list) : Transform =
        fun key image ->
            ((image, 0), transforms)
            ||> List.fold (fun (image, place) transform -> transform (Key.foldIn place key) image, place + 1)
            |> fst

    /// `Transform.lambda f` is a function that takes no key, as a transform among others.
    let lambda (f: Tensor -> Tensor) : Transform = fun _ image -> f image

    /// `Transform.toTensor x` are bytes, with the colours of a pixel side by side, as float32 from 0 to 1, with the channels
    /// first: [h; w] gives [1; h; w], [h; w; c] gives [c; h; w] and [n; h; w; c] gives [n; c; h; w]. Raises for other
    /// element types and shapes, and for more than 4 channels.
    let toTensor (x: Tensor) : Tensor =
        if x.DType <> DType.UInt8 then
            let hint = "uint8 from 0 to 255; floats need no conversion"

            Fail.raise
                "Transform.toTensor"
                (RiemannError.DType("the pixels must be bytes", [ "tensor", x.DType ], hint))

        let ordered =
            if x.Rank = 2 then
                Tensor.insertAxis 0 x
            elif (x.Rank = 3 || x.Rank = 4) && x.Aval.Shape[x.Rank - 1] <= 4 then
                Tensor.moveAxis -1 -3 x
            else
                let rule = "[h; w], [h; w; c] or [n; h; w; c], with at most 4 channels c"
                let shapes = [ "tensor", x.Aval.Shape ]
                Fail.raise "Transform.toTensor" (RiemannError.Shape("there are no pictures", shapes, rule))

        Tensor.cast DType.Float32 ordered / 255.0

    /// `Transform.normalise mean deviation x` is (x - mean) / deviation, with a number for each channel or one for all. Raises
    /// for other numbers of channels, for elements that are not floats, and unless deviations are positive.
    let normalise (mean: float list) (deviation: float list) (x: Tensor) : Tensor =
        let operation = "Transform.normalise"
        let channels = x.Aval.Shape[leads operation x]
        requireFloats operation x

        if deviation |> List.exists (fun d -> not (d > 0.0)) then
            refuse operation $"the deviations are %A{deviation}" "positive numbers"

        let column (name: string) (numbers: float list) =
            if numbers.Length <> 1 && numbers.Length <> channels then
                refuse
                    operation
                    $"{numbers.Length} {name} for {channels} channels"
                    "one for each channel, or one for all"

            Tensor.ofArray [ numbers.Length; 1; 1 ] (Array.ofList numbers) |> Tensor.cast x.DType

        (x - column "means" mean) / column "deviations" deviation

    let private flip operation axis probability (key: Key) (x: Tensor) =
        let leads = leads operation x

        if not (probability >= 0.0 && probability <= 1.0) then
            refuse operation $"{string probability} is not a probability" "a number from 0 to 1"

        let isFlipped = Random.bernoulli probability (List.take leads x.Shape @ [ 1; 1; 1 ]) key
        Tensor.where isFlipped (Tensor.flip [ axis ] x) x

    /// `Transform.horizontalFlip p` exchanges left and right with probability p. Raises unless p is from 0 to 1.
    let horizontalFlip (probability: float) : Transform = flip "Transform.horizontalFlip" -1 probability

    /// `Transform.verticalFlip p` exchanges top and bottom with probability p. Raises unless p is from 0 to 1.
    let verticalFlip (probability: float) : Transform = flip "Transform.verticalFlip" -2 probability

    let private around operation (sides: int list) padding (x: Tensor) =
        let widths =
            match sides with
            | [ all ] -> [ all, all; all, all ]
            | [ across; down ] -> [ down, down; across, across ]
            | [ left; top; right; bottom ] -> [ top, bottom; left, right ]
            | _ -> refuse operation $"{sides.Length} widths" "[ all ], [ across; down ] or [ left; top; right; bottom ]"

        if List.exists (fun side -> side < 0) sides then
            refuse operation $"the widths are %A{sides}" "numbers of 0 or more"

        Tensor.padWith padding (List.replicate (leads operation x + 1) (0, 0) @ widths) x

    /// `Transform.pad [ left; top; right; bottom ] padding x` has so many pixels more on each side; `[ all ]` and
    /// `[ across; down ]` are shorter forms. Raises for negative widths.
    let pad (sides: int list) (padding: Padding) (x: Tensor) : Tensor = around "Transform.pad" sides padding x

    let private requireInside operation (top: int, left: int) (height: int, width: int) (x: Tensor) =
        let struct (h, w) = size x
        requireSize operation (height, width)

        if top < 0 || left < 0 || int64 top + int64 height > int64 h || int64 left + int64 width > int64 w then
            let part = $"{height} x {width} pixels from row {top} and column {left} on"
            refuse operation $"{part} are not all in {h} x {w}" "a part of the picture; pad it first for more"

    let private part (top, left) (height, width) (x: Tensor) =
        x
        |> Tensor.slice
            [ yield! List.replicate (x.Rank - 2) Slice.All
              Slice.Range(top, top + height - 1)
              Slice.Range(left, left + width - 1) ]

    /// `Transform.crop (top, left) (height, width) x` is the part of this size that begins at this row and column. Raises
    /// where it is not all inside.
    let crop (top: int, left: int) (height: int, width: int) (x: Tensor) : Tensor =
        leads "Transform.crop" x |> ignore
        requireInside "Transform.crop" (top, left) (height, width) x
        part (top, left) (height, width) x

    /// `Transform.centreCrop (height, width) x` is the part of this size in the middle. Raises where the picture is smaller.
    let centreCrop (height: int, width: int) (x: Tensor) : Tensor =
        leads "Transform.centreCrop" x |> ignore
        let struct (h, w) = size x
        let corner = max 0 ((h - height) / 2), max 0 ((w - width) / 2)
        requireInside "Transform.centreCrop" corner (height, width) x
        part corner (height, width) x

    /// Elements along an axis from a place of each picture's own on.
    let private window leads axis (length: int) (key: Key) (x: Tensor) =
        let places = x.Aval.Shape[x.Rank + axis] - length
        let lead = List.take leads x.Shape
        let starts = Random.integers 0L (int64 places + 1L) (lead @ [ 1; 1; 1 ]) key
        let along = List.init 3 (fun i -> if i = 3 + axis then length else 1)
        let steps = Tensor.ofArray along (Array.init length int64)
        let shape = List.mapi (fun i d -> if i = x.Rank + axis then length else d) x.Shape
        Tensor.gather axis (Tensor.broadcastTo shape (starts + steps)) x

    /// `Transform.randomCrop sides padding (height, width)` is a part of this size from anywhere in the picture, after
    /// `Transform.pad sides padding`; sides of `[ 0 ]` add nothing. Raises where the padded picture is smaller.
    let randomCrop (sides: int list) (padding: Padding) (height: int, width: int) : Transform =
        fun key x ->
            let x = around "Transform.randomCrop" sides padding x
            requireInside "Transform.randomCrop" (0, 0) (height, width) x
            let rowKey, columnKey = Key.split key
            let leads = x.Rank - 3
            x |> window leads -2 height rowKey |> window leads -1 width columnKey

    /// Turned by degrees [lead; 1; 1], which the function makes for a lead.
    let private turn operation interpolation fill (degrees: int list -> Tensor) (x: Tensor) =
        let leads = leads operation x
        requireFloats operation x
        if x.Length = 0 then x else Resampling.rotate interpolation fill leads (degrees (List.take leads x.Shape)) x

    let private requireFinite operation (name: string) value =
        if not (System.Double.IsFinite value) then refuse operation $"{name} is {string value}" "a finite number"

    /// `Transform.rotate interpolation fill degrees x` is turned counter-clockwise about its middle, in its own size, on a
    /// ground of the value `fill`. Raises for elements that are not floats, and degrees that are not finite.
    let rotate (interpolation: Interpolation) (fill: float) (degrees: float) (x: Tensor) : Tensor =
        requireFinite "Transform.rotate" "the angle" degrees
        turn "Transform.rotate" interpolation fill (fun lead -> Tensor.full DType.Float64 (lead @ [ 1; 1 ]) degrees) x

    /// `Transform.randomRotation interpolation fill (low, high)` is `Transform.rotate` by any angle between two, in degrees.
    /// Raises unless low is at most high.
    let randomRotation (interpolation: Interpolation) (fill: float) (low: float, high: float) : Transform =
        fun key x ->
            let operation = "Transform.randomRotation"
            requireFinite operation "the least angle" low
            requireFinite operation "the largest angle" high

            if low > high then
                refuse operation $"the angles go from {string low} to {string high}" "the least one first"

            let between lead = low + (high - low) * Random.uniform (lead @ [ 1; 1 ]) key
            turn operation interpolation fill between x

    /// `Transform.resize interpolation (height, width) x` has this size: by neighbours, or bilinearly between the middles of
    /// pixels, as PyTorch's `interpolate`; when pictures get smaller nothing is smoothed. Raises for elements that are not
    /// floats, sizes below 1, and no pixels.
    let resize (interpolation: Interpolation) (height: int, width: int) (x: Tensor) : Tensor =
        let operation = "Transform.resize"
        let leads = leads operation x
        requireFloats operation x
        requireSize operation (height, width)
        let struct (h, w) = size x

        if h = 0 || w = 0 then refuse operation $"there are no pixels in {h} x {w}" "a picture of 1 x 1 or more"

        Resampling.resize interpolation leads (height, width) x
