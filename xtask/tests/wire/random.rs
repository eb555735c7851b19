//! Pseudo-random values, the same in each run: SplitMix64 with a fixed seed.

/// The generator.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `bound`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }

    pub(crate) fn chance(&mut self, one_in: usize) -> bool {
        self.below(one_in) == 0
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    pub(crate) fn bytes(&mut self, at_most: usize) -> Vec<u8> {
        let length = self.below(at_most + 1);
        (0..length).map(|_| self.next() as u8).collect()
    }

    /// Returns a string of plain, special and rare characters.
    pub(crate) fn text(&mut self, at_most: usize) -> String {
        let length = self.below(at_most + 1);
        (0..length)
            .map(|_| match self.below(4) {
                0 => char::from(self.below(128) as u8),
                1 => *self.pick(&['"', '\\', '/', '\n', '\r', '\0', '%', 'é', '\u{2028}', '\u{feff}', '😀']),
                2 => char::from_u32(self.below(0x11_0000) as u32).unwrap_or('\u{fffd}'),
                _ => char::from(b'a' + self.below(26) as u8),
            })
            .collect()
    }

    /// Returns a string that is valid in a header.
    pub(crate) fn visible(&mut self, at_most: usize) -> String {
        let length = 1 + self.below(at_most);
        (0..length).map(|_| char::from(b'!' + self.below(94) as u8)).collect()
    }
}
