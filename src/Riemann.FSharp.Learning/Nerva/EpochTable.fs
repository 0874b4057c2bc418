namespace Riemann.FSharp.Learning.Nerva

open System
open System.Globalization

/// The table that Nerva prints while it trains.
[<RequireQualifiedAccess>]
module EpochTable =
    let private line = String('-', 80)

    let private joined (cells: string list) = String.concat " | " cells

    /// The names of the columns between two lines.
    let header: string =
        let names = [ "lr"; "loss"; "train_acc"; "test_acc"; "time (s)" ]
        let cells = "epoch" :: [ for name in names -> name.PadLeft 12 ]
        String.concat "\n" [ line; joined cells; line ]

    /// `EpochTable.row row` is a line of the table.
    let row (row: EpochRow) : string =
        let number (value: float) = value.ToString("F6", CultureInfo.InvariantCulture).PadLeft 12

        let numbers = [ row.LearningRate; row.Loss; row.TrainAccuracy; row.TestAccuracy; row.Seconds ]
        joined ((string row.Epoch).PadLeft 5 :: List.map number numbers)

    /// `EpochTable.footer seconds` is a line and the seconds that all epochs took.
    let footer (seconds: float) : string =
        let total = seconds.ToString("F6", CultureInfo.InvariantCulture)
        $"{line}\nTotal training time: {total} s"
