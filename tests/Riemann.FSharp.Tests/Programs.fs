module Riemann.FSharp.Tests.Programs

let private nothing = ()
