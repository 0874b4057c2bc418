namespace Riemann.FSharp.Learning

open System
open System.Buffers.Binary
open System.IO
open System.Numerics
open System.Text

/// The files that TensorBoard reads: records of TFRecord, each an `Event` in the encoding of protocol buffers. Source:
/// tensorflow/core/lib/io/record_writer.h, util/event.proto and framework/summary.proto (TensorFlow, 2015).
module internal EventFile =
    /// The cyclic redundancy check CRC-32C, rotated by 15 bits and moved, as TFRecord stores it.
    let maskedCrc (bytes: ReadOnlySpan<byte>) =
        let mutable crc = ~~~0u

        for value in bytes do
            crc <- BitOperations.Crc32C(crc, value)

        BitOperations.RotateRight(~~~crc, 15) + 0xa282ead8u

    /// A message of protocol buffers: fields of a number and a wire type, one after the other.
    type Message() =
        let buffer = new MemoryStream()

        let rec varint (value: uint64) =
            if value < 128UL then
                buffer.WriteByte(byte value)
            else
                buffer.WriteByte(byte value ||| 128uy)
                varint (value >>> 7)

        let tag field wireType = varint (uint64 (field <<< 3 ||| wireType))

        member _.Encoded = buffer.ToArray()

        member message.Integer(field, value: int64) =
            tag field 0
            varint (uint64 value)
            message

        member message.Double(field, value: float) =
            tag field 1
            buffer.Write(ReadOnlySpan(BitConverter.GetBytes value))
            message

        member message.Single(field, value: float32) =
            tag field 5
            buffer.Write(ReadOnlySpan(BitConverter.GetBytes value))
            message

        member message.Bytes(field, value: byte[]) =
            tag field 2
            varint (uint64 value.Length)
            buffer.Write(ReadOnlySpan value)
            message

        member message.Text(field, value: string) = message.Bytes(field, Encoding.UTF8.GetBytes value)

    /// An event at a time, in seconds since 1970.
    let private event (time: float) (step: int64) = Message().Double(1, time).Integer(2, step)

    /// What a file begins with.
    let version time = (event time 0L).Text(3, "brain.Event:2").Encoded

    /// From this step on, what files before have is no longer valid.
    let restart time step = (event time step).Bytes(7, Message().Integer(1, 1L).Encoded).Encoded

    /// A number for each name.
    let scalars time step (values: (string * float) list) =
        let summary = Message()

        for name, value in values do
            summary.Bytes(1, Message().Text(1, name).Single(2, float32 value).Encoded) |> ignore

        (event time step).Bytes(5, summary.Encoded).Encoded

    /// Writes one record: its length, the check of that, the bytes, and the check of those.
    let write (file: Stream) (record: byte[]) =
        let number = Array.zeroCreate<byte> 8

        let check (bytes: byte[]) =
            BinaryPrimitives.WriteUInt32LittleEndian(number.AsSpan(), maskedCrc (ReadOnlySpan bytes))
            file.Write(number, 0, 4)

        BinaryPrimitives.WriteUInt64LittleEndian(number.AsSpan(), uint64 record.Length)
        file.Write(number, 0, 8)
        check (Array.copy number)
        file.Write(record, 0, record.Length)
        check record
