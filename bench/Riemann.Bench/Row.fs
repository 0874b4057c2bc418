module Riemann.Bench.Row

/// A line of the table.
type Row =
    {
        Name: string
        /// Makes the data, which live only while the row is measured, and the work on them.
        Prepare: unit -> (unit -> unit)
        /// Operations in one call, where the time of one is wanted.
        Operations: int
        /// What PyTorch is asked for beside it.
        Peer: string option
        /// Floating-point operations of one call, where a rate says more than a time.
        Flops: float option
    }

let row name peer prepare = { Name = name; Prepare = prepare; Operations = 1; Peer = peer; Flops = None }

/// A row whose data are made by one function and worked on by another.
let on name peer (data: unit -> 'T) (work: 'T -> 'U) =
    row name peer (fun () ->
        let data = data ()
        fun () -> work data |> ignore)
