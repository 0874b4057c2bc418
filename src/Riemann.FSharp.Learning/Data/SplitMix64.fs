namespace Riemann.FSharp.Learning

/// Random numbers that are the same on every machine: a counter, and a hash of it.
/// Source: Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators"; the constants of the hash are
/// Stafford's (2011), variant 13.
[<Sealed>]
type internal SplitMix64(seed: uint64) =
    let mutable state = seed

    static member Mix(value: uint64) =
        let value = (value ^^^ (value >>> 30)) * 0xbf58476d1ce4e5b9UL
        let value = (value ^^^ (value >>> 27)) * 0x94d049bb133111ebUL
        value ^^^ (value >>> 31)

    /// A float from 0 to 1, without 1.
    member _.Unit() =
        state <- state + 0x9e3779b97f4a7c15UL
        float (SplitMix64.Mix state >>> 11) / 9007199254740992.0

    member this.Between(low: float, high: float) = low + (high - low) * this.Unit()

    member this.Below(count: int) = int (float count * this.Unit())

    /// A float from -3 to 3 of mean 0 and variance 1, in the form of a bell.
    member this.Bell() = 2.0 * (this.Unit() + this.Unit() + this.Unit()) - 3.0
