module Riemann.FSharp.Learning.Tests.CheckpointTests

open System
open System.IO
open Xunit
open Riemann.FSharp
open Riemann.FSharp.Learning

type private Net = { Hidden: Linear; Steps: Buffer }

let private net inputs outputs hasBias : Net =
    { Hidden = Linear.init { Linear.defaults with Inputs = inputs; Outputs = outputs; Bias = hasBias } (Key.create 1L)
      Steps = Buffer(tensor 7L) }

let private adam: Optimiser<Net> = Optimiser.adam Adam.defaults
let private sgd: Optimiser<Net> = Optimiser.sgd { Sgd.defaults with Momentum = 0.9 }
let private start optimiser net = TrainState.start optimiser (Key.create 2L) net

let private withFile (test: string -> unit) =
    Files.inNewFolder (fun folder -> test (Path.Combine(folder, "state.safetensors")))

/// Asserts what the message says of the file, and what was expected.
let private refused (found: string) (expected: string) path (action: unit -> 'T) =
    let error = Assert.Throws<RiemannException>(fun () -> action () |> ignore)

    match error.Error with
    | RiemannError.Malformed(source, actualFound, actualExpected) ->
        Assert.Equal((path, found, expected), (source, actualFound, actualExpected))
    | other -> failwith $"{other}"

[<Fact>]
let ``a state of training comes back, bit for bit`` () =
    withFile (fun path ->
        let state = Small.whole.Value.State
        Checkpoint.save path state
        Small.sameState state (Checkpoint.load path (Train.start Small.training Small.parameters))
        let middle = Seq.head (DataLoader.epoch 3 Small.loader) |> Train.step Small.training state |> snd
        Checkpoint.save path middle
        Small.sameState middle (Checkpoint.load path (Train.start Small.training Small.parameters)))

[<Fact>]
let ``the names in the file are those of the tree`` () =
    withFile (fun path ->
        Checkpoint.save path (start adam (net 3 2 true))
        let names = (Safetensors.read path).Tensors |> List.map fst |> List.sort

        let hyper =
            [ "Beta1"; "Beta2"; "Epsilon"; "LearningRate"; "WeightDecay" ]
            |> List.map (fun n -> $"Optimiser.Hyper.{n}")

        let leaves path = [ "Hidden.Bias"; "Hidden.Weight"; "Steps" ] |> List.map (fun name -> $"{path}.{name}")

        let expected =
            [ "Batch"; "Epoch"; "Examples"; "Key.Bits"; "Optimiser.Step"; "Step" ]
            @ hyper
            @ List.collect leaves [ "Optimiser.Slots.0"; "Optimiser.Slots.1"; "Parameters" ]

        Assert.Equal<string list>(List.sort expected, names))

[<Fact>]
let ``a checkpoint of another model is refused with the names`` () =
    withFile (fun path ->
        Checkpoint.save path (start adam (net 3 2 true))
        let load net = fun () -> Checkpoint.load path (start adam net)

        refused
            "it belongs to another model: its Parameters.Hidden.Weight is float32 [2; 3], not float32 [2; 4]"
            "the model that was saved"
            path
            (load (net 4 2 true))

        refused
            "it belongs to another model: its Parameters.Hidden.Bias is not in the model"
            "the model that was saved"
            path
            (load (net 3 2 false))

        Checkpoint.save path (start adam (net 3 2 false))

        refused
            "it belongs to another model: it has no Parameters.Hidden.Bias"
            "the model that was saved"
            path
            (fun () -> Checkpoint.loadParameters path (net 3 2 true)))

[<Fact>]
let ``many differences are not all listed`` () =
    withFile (fun path ->
        let optimiser: Optimiser<Tensor list> = Optimiser.sgd Sgd.defaults
        let state n = TrainState.start optimiser (Key.create 1L) [ for i in 1..n -> tensor (float i) ]
        Checkpoint.save path (state 1)
        let missing = [ for i in 1..6 -> $"it has no Parameters.{i}" ] |> String.concat "; "

        refused $"it belongs to another model: {missing}; and 3 more" "the model that was saved" path (fun () ->
            Checkpoint.load path (state 10)))

[<Fact>]
let ``a checkpoint of another optimiser is refused with the names`` () =
    withFile (fun path ->
        Checkpoint.save path (start adam (net 3 2 true))

        let error =
            Assert.Throws<RiemannException>(fun () -> Checkpoint.load path (start sgd (net 3 2 true)) |> ignore)

        Assert.Equal("Checkpoint.load", error.Operation)
        Assert.Contains("it belongs to another optimiser: there is no Hyper.Dampening; ", error.Message)
        Assert.Contains("nothing in the state is called Slots.1.Hidden.Weight", error.Message))

[<Fact>]
let ``a file that is no checkpoint is refused, and one without its numbers`` () =
    withFile (fun path ->
        let wanted = "a safetensors file with the format Riemann.FSharp training state 1"
        Safetensors.write path { Tensors = [ "w", tensor 1.0 ]; Metadata = Map.empty }
        let load () = Checkpoint.load path (start adam (net 3 2 true))
        refused "it is not a state of training" wanted path load

        Checkpoint.save path (start adam (net 3 2 true))
        let whole = Safetensors.read path
        let without name = { whole with Tensors = whole.Tensors |> List.filter (fun (known, _) -> known <> name) }
        Safetensors.write path (without "Epoch")
        refused "it has no Epoch" "Epoch, int64" path load
        Safetensors.write path (without "Optimiser.Slots.0.Hidden.Bias")

        refused
            "it belongs to another optimiser: there is no Slots.0.Hidden.Bias"
            "the optimiser that was saved"
            path
            load

        File.WriteAllText(path, "nothing")
        refused "it ends after 7 bytes" "the length of the header in 8 bytes" path load
        File.Delete path
        refused "there is no such file" "a safetensors file" path load)

/// The child of this test is this assembly itself: see `Program.fs`.
[<Fact>]
let ``a run that is killed again and again ends as one that is not`` () =
    Files.inNewFolder (fun folder ->
        let assembly = typeof<Net>.Assembly.Location
        let random = Random 1

        let rec run kills =
            let start = Diagnostics.ProcessStartInfo("dotnet", [ assembly; "train"; folder ])
            let savedAt () = File.GetLastWriteTimeUtc(Checkpoint.lastIn folder)
            let before = savedAt ()
            use child = Diagnostics.Process.Start start |> nonNull

            // From the first save on a file is being written much of the time: the state is saved after every batch.
            let isSaved () = savedAt () <> before

            while not (isSaved ()) && not child.HasExited do
                Threading.Thread.Sleep 1

            let lifetime = if kills < 6 then random.Next 60 else 60_000

            if child.WaitForExit lifetime then
                Assert.Equal(0, child.ExitCode)
                kills
            else
                child.Kill()
                child.WaitForExit()
                Assert.True(Safetensors.tryRead (Checkpoint.lastIn folder) |> Result.isOk)
                run (kills + 1)

        let kills = run 0
        Assert.True(kills > 0)
        let killed = Small.runChild folder
        Files.inNewFolder (fun other -> Small.sameState (Small.runChild other).State killed.State)
        let lines = File.ReadAllLines(Path.Combine(folder, "history.csv"))
        Assert.Equal<string>([ "epoch"; "1"; "2"; "3"; "4"; "5"; "6" ], [ for line in lines -> line.Split(',')[0] ]))
