//! Idempotency tokens, which identify retries of a request.

use std::sync::Arc;

use super::Random;

/// Creates idempotency tokens for inputs without one. Each must be unique.
pub trait IdempotencyTokens: Send + Sync {
    /// The next token.
    fn next(&self) -> String;
}

/// Random UUIDs: version 4 of RFC 9562.
#[derive(Clone)]
pub struct RandomUuids(Arc<dyn Random>);

impl RandomUuids {
    /// UUIDs from a source of random bytes.
    pub fn new(random: Arc<dyn Random>) -> Self {
        Self(random)
    }
}

impl std::fmt::Debug for RandomUuids {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RandomUuids")
    }
}

impl IdempotencyTokens for RandomUuids {
    fn next(&self) -> String {
        let mut bytes = [0; 16];
        self.0.fill(&mut bytes);
        uuid::Builder::from_random_bytes(bytes).into_uuid().hyphenated().to_string()
    }
}
