//! Random bytes, for idempotency tokens and random delays.

use std::sync::Arc;

use super::SetupError;

/// A source of random bytes. Idempotency tokens are based on them, so two clients must not get the same ones.
pub trait Random: Send + Sync {
    /// Fills a buffer.
    fn fill(&self, bytes: &mut [u8]);
}

/// The random numbers of the operating system.
#[cfg(any(feature = "client", feature = "blocking"))]
#[derive(Clone, Copy, Debug, Default)]
pub struct OsRandom;

#[cfg(any(feature = "client", feature = "blocking"))]
impl Random for OsRandom {
    fn fill(&self, bytes: &mut [u8]) {
        // Without random bytes, tokens are useless: no call is better than one mistaken for another.
        getrandom::getrandom(bytes).expect("the operating system has random numbers");
    }
}

/// The default source of random numbers.
#[cfg(any(feature = "client", feature = "blocking"))]
pub(crate) fn default() -> Result<Arc<dyn Random>, SetupError> {
    Ok(Arc::new(OsRandom))
}

/// None: not every target platform has one.
#[cfg(not(any(feature = "client", feature = "blocking")))]
pub(crate) fn default() -> Result<Arc<dyn Random>, SetupError> {
    Err(SetupError::new(
        "there are no random numbers; set a source with `random(..)`, or turn on the feature `client`",
    ))
}

/// A random part of a duration, from zero to all of it.
pub(crate) fn share(random: &dyn Random, whole: u64) -> u64 {
    let mut bytes = [0; 8];
    random.fill(&mut bytes);
    let product = u128::from(u64::from_le_bytes(bytes)) * (u128::from(whole) + 1);
    u64::try_from(product >> 64).unwrap_or(whole)
}
