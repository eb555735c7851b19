//! Reproducible pseudo-random numbers and texts.

/// A seed other than 0.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % end
    }

    pub(crate) fn text(&mut self, alphabet: &str, longest: usize) -> String {
        let letters: Vec<char> = alphabet.chars().collect();
        (0..self.below(longest + 1)).map(|_| letters[self.below(letters.len())]).collect()
    }
}
