//! Numbers for damaged models, the same on every run.

/// A small generator (xorshift).
pub(crate) struct Numbers(pub(crate) u64);

impl Numbers {
    /// Returns a number below the bound.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % bound.max(1) as u64).unwrap_or(0)
    }
}
