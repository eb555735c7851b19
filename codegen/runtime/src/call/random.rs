//! Random bytes, for idempotency tokens and for pauses of random length.

use std::sync::Arc;

use super::SetupError;

/// A source of random bytes. Idempotency tokens are made of them, so two clients must not get the same ones.
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
        // Where the system has none, tokens are of no use: better no call than one that is taken for another.
        getrandom::getrandom(bytes).expect("the operating system has random numbers");
    }
}

/// The source of random numbers where the caller has given none.
#[cfg(any(feature = "client", feature = "blocking"))]
pub(crate) fn default() -> Result<Arc<dyn Random>, SetupError> {
    Ok(Arc::new(OsRandom))
}

/// None: not every system that the crate can be built for has one.
#[cfg(not(any(feature = "client", feature = "blocking")))]
pub(crate) fn default() -> Result<Arc<dyn Random>, SetupError> {
    Err(SetupError::new(
        "there are no random numbers; set a source by `random(..)`, or turn the feature `client` on",
    ))
}

/// A random share of a whole, from nothing to all of it.
pub(crate) fn share(random: &dyn Random, whole: u64) -> u64 {
    let mut bytes = [0; 8];
    random.fill(&mut bytes);
    let product = u128::from(u64::from_le_bytes(bytes)) * (u128::from(whole) + 1);
    u64::try_from(product >> 64).unwrap_or(whole)
}
