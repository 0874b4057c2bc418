namespace Riemann.FSharp.Learning

open System
open System.IO
open System.Text.Json
open Riemann.FSharp
open Riemann.Kernels

/// Where a tensor lies in a safetensors file, counted from the end of the header.
type internal SafetensorsEntry = { Name: string; Stored: StoredType; Shape: Shape; First: int64; Last: int64 }

/// The header of a safetensors file: JSON that names each tensor's element type, shape and place. What it says is checked
/// against the length of the file before anything is made of it.
module internal SafetensorsHeader =
    open Reading

    /// The longest header that readers of the format accept.
    let longest = 100_000_000L

    let private names =
        [ "F16", StoredType.Float16
          "BF16", StoredType.BFloat16
          "F32", StoredType.Float32
          "F64", StoredType.Float64
          "I8", StoredType.Int8
          "I16", StoredType.Int16
          "I32", StoredType.Int32
          "I64", StoredType.Int64
          "U8", StoredType.UInt8
          "U16", StoredType.UInt16
          "U32", StoredType.UInt32
          "U64", StoredType.UInt64
          "BOOL", StoredType.Bool ]

    let private metadataName = "__metadata__"

    let private typeOf tensor (name: string) =
        match List.tryFind (fun (known, _) -> known = name) names with
        | Some(_, stored) -> stored
        | None -> refuse $"{tensor} is of type {name}" ("one of " + String.concat ", " (List.map fst names))

    let private integers tensor field (value: JsonElement) =
        let wrong () = refuse $"the {field} of {tensor} is {value.GetRawText()}" "a list of integers, 0 or more"

        if value.ValueKind <> JsonValueKind.Array then wrong ()

        [| for item in value.EnumerateArray() ->
               match item.ValueKind = JsonValueKind.Number, item.TryGetInt64() with
               | true, (true, number) when number >= 0L -> number
               | _ -> wrong () |]

    let private shapeOf tensor (lengths: int64[]) =
        let tooLarge () =
            let text = lengths |> Array.map string |> String.concat "; "
            refuse $"{tensor} has the shape [{text}]" "at most 2147483647 elements"

        if lengths |> Array.exists (fun length -> length > int64 Int32.MaxValue) then tooLarge ()

        match Shapes.ofArray (Array.map int lengths) with
        | Ok shape -> shape
        | Error _ -> tooLarge ()

    let private field tensor (entry: JsonElement) (name: string) =
        match entry.TryGetProperty name with
        | true, value -> value
        | _ -> refuse $"{tensor} has no {name}" "dtype, shape and data_offsets of every tensor"

    let private entry (tensor: string) (value: JsonElement) =
        if value.ValueKind <> JsonValueKind.Object then
            refuse $"{tensor} is not an object" "dtype, shape and data_offsets of every tensor"

        let stored = typeOf tensor (string (field tensor value "dtype"))
        let shape = shapeOf tensor (integers tensor "shape" (field tensor value "shape"))
        let length = int64 shape.Length * int64 stored.Size

        match integers tensor "data_offsets" (field tensor value "data_offsets") with
        | [| first; last |] when last - first = length ->
            { Name = tensor; Stored = stored; Shape = shape; First = first; Last = last }
        | offsets ->
            let text = offsets |> Array.map string |> String.concat ", "
            refuse $"{tensor} lies at [{text}]" $"the first byte and the end of {length} bytes"

    let private metadata (value: JsonElement) =
        if value.ValueKind <> JsonValueKind.Object then refuse "the metadata is not an object" "names and strings"

        Map
            [ for item in value.EnumerateObject() ->
                  if item.Value.ValueKind <> JsonValueKind.String then
                      refuse $"the metadata {item.Name} is {item.Value.GetRawText()}" "a string"

                  item.Name, string item.Value ]

    /// Tensors fill the data from its first byte to its last, each byte in one of them.
    let private requireWhole dataLength (entries: SafetensorsEntry list) =
        let reached =
            entries
            |> List.sortBy (fun entry -> entry.First, entry.Last)
            |> List.fold
                (fun reached entry ->
                    if entry.First < reached then
                        refuse
                            $"{entry.Name} begins at byte {entry.First} of the data, inside another"
                            "one after the other"

                    if entry.First > reached then
                        refuse
                            $"bytes {reached} to {entry.First} of the data are no tensor's"
                            $"no gap before {entry.Name}"

                    entry.Last)
                0L

        if reached <> dataLength then
            refuse $"the data are {dataLength} bytes" $"the tensors of its header have {reached}"

    let private parseObject (json: ReadOnlyMemory<byte>) dataLength =
        use document = JsonDocument.Parse(json, JsonDocumentOptions(MaxDepth = 4))

        if document.RootElement.ValueKind <> JsonValueKind.Object then refuse "its header is no object" "a JSON object"

        let items = List.ofSeq (document.RootElement.EnumerateObject())

        match items |> List.countBy _.Name |> List.tryFind (fun (_, count) -> count > 1) with
        | Some(name, _) -> refuse $"its header names {name} twice" "each name once"
        | None -> ()

        let about, tensors = items |> List.partition (fun item -> item.Name = metadataName)
        let entries = [ for item in tensors -> entry item.Name item.Value ]
        requireWhole dataLength entries
        entries, about |> List.tryHead |> Option.map (fun item -> metadata item.Value) |> Option.defaultValue Map.empty

    /// The tensors in the order of the header, and the metadata, given the header's bytes and how many follow them.
    let parse json (dataLength: int64) : SafetensorsEntry list * Map<string, string> =
        try
            parseObject json dataLength
        with
        | :? JsonException as error -> refuse $"its header is no JSON: {error.Message}" "a JSON object"
        // What a string that is no Unicode raises when it is read.
        | :? InvalidOperationException as error -> refuse $"its header is damaged: {error.Message}" "a JSON object"

    /// The header's bytes, with spaces at the end so that the data begin at a multiple of 8.
    let format (entries: SafetensorsEntry list) (metadata: Map<string, string>) : byte[] =
        use buffer = new MemoryStream()

        (use json = new Utf8JsonWriter(buffer)
         json.WriteStartObject()

         if not metadata.IsEmpty then
             json.WriteStartObject metadataName
             metadata |> Map.iter (fun name value -> json.WriteString(name, value))
             json.WriteEndObject()

         for entry in entries do
             json.WriteStartObject entry.Name
             json.WriteString("dtype", names |> List.find (fun (_, stored) -> stored = entry.Stored) |> fst)
             json.WriteStartArray "shape"

             for axis in 0 .. entry.Shape.Rank - 1 do
                 json.WriteNumberValue entry.Shape[axis]

             json.WriteEndArray()
             json.WriteStartArray "data_offsets"
             json.WriteNumberValue entry.First
             json.WriteNumberValue entry.Last
             json.WriteEndArray()
             json.WriteEndObject()

         json.WriteEndObject())

        while buffer.Length % 8L <> 0L do
            buffer.WriteByte(byte ' ')

        buffer.ToArray()
