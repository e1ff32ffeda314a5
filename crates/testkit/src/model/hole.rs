//! Rules that a model can be played without, so that a search for profit can show that it finds what they are there for.

/// A rule that is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hole {
    /// Bars rest on the votes that there are, however few.
    Floors,
    /// The last ballot slots cost what the first do.
    Slots,
    /// A track may last longer than weights are remembered, and then nothing can be proposed on it.
    SlowTracks,
    /// Limits add what is spent of one asset to what is spent of another.
    Meter,
    /// A recipient that refuses stops what stands behind it.
    Payees,
    /// The founder issues shares of the treasury's bucket.
    FounderMint,
    /// Shares leave as soon as they are asked for.
    Loans,
    /// A ballot names an address, and not the proposal's number.
    Ballots,
}
