/// What attaches derivatives of functions' own.
module Riemann.FSharp.Tests.Laws.Rows.Graft

open Riemann.FSharp.Tests.Laws.Table

let rows = [ Value("Graft.shift", binary) ]

let still: string list = []
