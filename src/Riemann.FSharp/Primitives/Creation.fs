namespace Riemann.FSharp

open System
open System.Collections
open Riemann.Kernels

/// Tensors from F# data.
module private Literal =
    let private refuse problem hint = Fail.raise "tensor" (RiemannError.Value(problem, hint))

    /// Dimensions of nested sequences, checked to be the same everywhere, and their elements in order.
    let rec private flatten (data: obj) (elements: ResizeArray<obj>) : int list =
        match data with
        | null -> refuse "there is no value" "numbers, truth values, or nested sequences of them"
        | :? Tensor -> refuse "a tensor is not a number" "Tensor.stack 0 or Tensor.concatenate 0 joins tensors"
        | :? string -> refuse "text is not a number" "numbers, truth values, or nested sequences of them"
        | :? Array as array when array.Rank > 1 ->
            for element in array do
                elements.Add element

            List.init array.Rank array.GetLength
        | :? IEnumerable as items ->
            let parts = [ for item in items -> flatten item elements ]

            match List.distinct parts with
            | [] -> [ 0 ]
            | [ inner ] -> parts.Length :: inner
            | first :: other :: _ ->
                let at = parts |> List.findIndex ((<>) first)
                let show dimensions = "[" + String.concat "; " (List.map string dimensions) + "]"
                refuse $"row {at} has shape {show other}, row 0 has {show first}" "rows of a tensor have equal lengths"
        | element ->
            elements.Add element
            []

    /// The F# name of an element's type.
    let private nameOf (t: Type) =
        if t = typeof<float> then "float"
        elif t = typeof<float32> then "float32"
        elif t = typeof<int> then "int"
        else t.Name.ToLowerInvariant()

    let private typed<'T when 'T: unmanaged and 'T: struct and 'T: (new: unit -> 'T) and 'T :> ValueType>
        (elements: ResizeArray<obj>)
        shape
        =
        let values =
            elements.ToArray()
            |> Array.map (fun element ->
                match element with
                | :? 'T as value -> value
                | other ->
                    refuse $"{nameOf typeof<'T>} and {nameOf (other.GetType())} side by side" "one type of element")

        NDArray.Of(ReadOnlySpan values, shape)

    let rec private leafType (t: Type) =
        if t.IsArray then leafType (t.GetElementType())
        elif t.IsGenericType && typeof<IEnumerable>.IsAssignableFrom t then leafType (t.GetGenericArguments()[0])
        else t

    let read (data: obj) (declared: Type) =
        let elements = ResizeArray()
        let shape = Shapes.ofList "tensor" (flatten data elements)
        let element = if elements.Count > 0 then elements[0].GetType() else leafType declared

        if element = typeof<float> then typed<float> elements shape
        elif element = typeof<float32> then typed<float32> elements shape
        elif element = typeof<int> then typed<int> elements shape
        elif element = typeof<int64> then typed<int64> elements shape
        elif element = typeof<byte> then typed<byte> elements shape
        elif element = typeof<bool> then typed<bool> elements shape
        else refuse $"no tensor holds {nameOf element}" "float, float32, int, int64, byte or bool"

[<AutoOpen>]
module Creation =
    /// `tensor [[1.0; 2.0]; [3.0; 4.0]]` is the tensor of these numbers: one number, a list, array or sequence,
    /// or nested ones of equal lengths. Literals decide: 1.0 is float64, 1.0f float32, 1 int32, 1L int64, 1uy
    /// uint8, true bool.
    let tensor (data: 'T) : Tensor =
        match box data with
        | :? float as number -> Tensor(NDArray.Scalar(DType.Float64, number), null)
        | :? Tensor as already -> already
        | boxed -> Tensor(Literal.read boxed typeof<'T>, null)

    let private full operation dtype dimensions (value: float) =
        Tensor(NDArray.Full(dtype, Shapes.ofList operation dimensions, value), null)

    type Tensor with
        /// `Tensor.ofArray [2; 3] values` are the elements in row-major order in a shape; copied once.
        static member ofArray<'T when 'T: unmanaged and 'T: struct and 'T: (new: unit -> 'T) and 'T :> ValueType>
            (dimensions: int list)
            (values: 'T[])
            =
            let shape = Shapes.ofList "ofArray" dimensions

            if shape.Length <> values.Length then
                let problem = $"{values.Length} elements do not fill {shape.Length} places"
                Fail.raise "ofArray" (RiemannError.Shape(problem, [ "shape", shape ], "as many elements as places"))

            Tensor(NDArray.Of(ReadOnlySpan values, shape), null)

        /// `Tensor.full dtype [2; 3] value` holds the same number everywhere, and memory for one.
        static member full (dtype: DType) (dimensions: int list) (value: float) = full "full" dtype dimensions value

        /// `Tensor.zeros [2; 3]` are float64 zeros.
        static member zeros(dimensions: int list) = full "zeros" DType.Float64 dimensions 0.0

        /// `Tensor.ones [2; 3]` are float64 ones.
        static member ones(dimensions: int list) = full "ones" DType.Float64 dimensions 1.0

        /// `Tensor.zerosLike x` are zeros of the shape and element type of x.
        static member zerosLike(x: Tensor) = Tensor(NDArray.Full(x.DType, x.Aval.Shape, 0.0), null)

        /// `Tensor.onesLike x` are ones of the shape and element type of x.
        static member onesLike(x: Tensor) = Tensor(NDArray.Full(x.DType, x.Aval.Shape, 1.0), null)

        /// `Tensor.fullLike value x` holds the same number everywhere, in the shape and element type of x.
        static member fullLike (value: float) (x: Tensor) =
            let dtype = Rules.weak value x.DType |> Fail.get "fullLike"
            Tensor(NDArray.Full(dtype, x.Aval.Shape, value), null)

        /// `Tensor.arangeOf dtype start stop step` are the numbers start, start + step, ... before stop. A negative
        /// step counts down. Raises for a step of 0, and for bounds that are not finite.
        static member arangeOf (dtype: DType) (start: float) (stop: float) (step: float) =
            let count = ceil ((stop - start) / step)

            if not (Double.IsFinite count) || not (Double.IsFinite step) then
                let problem = $"no numbers run from {string start} to {string stop} in steps of {string step}"
                Fail.raise "arange" (RiemannError.Value(problem, "finite bounds, and a finite step other than 0"))

            if count > float Int32.MaxValue then
                let problem = $"there are {string count} numbers from {string start} to {string stop}"
                Fail.raise "arange" (RiemannError.Value(problem, "a tensor has at most 2147483647 elements"))

            Tensor(Riemann.Kernels.Creation.Arange(dtype, max 0 (int count), start, step), null)

        /// `Tensor.arange n` are the float64 numbers 0, 1, ..., n - 1.
        static member arange(count: int) =
            Shapes.ofList "arange" [ count ] |> ignore
            Tensor(Riemann.Kernels.Creation.Arange(DType.Float64, count, 0.0, 1.0), null)

        /// `Tensor.linspaceOf dtype a b n` are n numbers from a to b, both included, equally far apart. They are
        /// computed in float64 and become the element type as `Tensor.cast` does it.
        static member linspaceOf (dtype: DType) (first: float) (last: float) (count: int) =
            Shapes.ofList "linspace" [ count ] |> ignore
            Tensor(Riemann.Kernels.Creation.Linspace(dtype, count, first, last), null)

        /// `Tensor.linspace a b n` are n float64 numbers from a to b, both included, equally far apart.
        static member linspace (first: float) (last: float) (count: int) =
            Tensor.linspaceOf DType.Float64 first last count

        /// `Tensor.logspace a b n` are n float64 numbers from 10^a to 10^b, both included, whose logarithms are
        /// equally far apart.
        static member logspace (first: float) (last: float) (count: int) =
            Shapes.ofList "logspace" [ count ] |> ignore
            Tensor.Pow(tensor 10.0, Tensor.linspace first last count)

        /// `Tensor.eyeOf dtype m n` is the m by n matrix with ones where row and column are equal, and zeros.
        static member eyeOf (dtype: DType) (rows: int) (columns: int) =
            Shapes.ofList "eye" [ rows; columns ] |> ignore
            Tensor(Riemann.Kernels.Creation.Eye(dtype, rows, columns), null)

        /// `Tensor.eye n` is the float64 identity matrix [n; n].
        static member eye(size: int) = Tensor.eyeOf DType.Float64 size size
