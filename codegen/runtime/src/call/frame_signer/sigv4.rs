//! Signatures of events: AWS Signature Version 4, each based on the previous one.
//! <https://docs.aws.amazon.com/transcribe/latest/dg/streaming-setting-up.html>

use std::time::SystemTime;

use aws_sigv4::sign::v4::{calculate_signature, generate_signing_key};
use sha2::{Digest as _, Sha256};

use super::super::super::{Message, MessageError, Timestamp};
use super::super::Seed;

/// The headers of a message start after its prelude, and end before its checksum.
const PRELUDE: usize = 12;
const CHECKSUM: usize = 4;

/// Signs successive events.
pub(super) struct Signer(Seed);

impl Signer {
    pub(super) fn new(seed: Seed) -> Self {
        Self(seed)
    }

    /// Returns the signed message with a frame. A time that no header can represent, such as before 1970, leaves the frame
    /// unsigned, and the service rejects it.
    pub(super) fn sign(&mut self, frame: Vec<u8>, now: SystemTime) -> Vec<u8> {
        match self.signed(&frame, now) {
            Some(Ok(signed)) => signed,
            _ => frame,
        }
    }

    fn signed(&mut self, frame: &[u8], now: SystemTime) -> Option<Result<Vec<u8>, MessageError>> {
        // The signed time has no fraction, so the header has none.
        let date = Timestamp::from_epoch(Timestamp::try_from(now).ok()?.seconds(), 0).ok()?;
        let dated = Message::new().with_header(":date", date);
        let headers = dated.encode().ok()?;
        let headers = &headers[PRELUDE..headers.len() - CHECKSUM];
        let time: String = date.to_date_time().chars().filter(|c| !matches!(c, '-' | ':')).collect();
        let Seed { secret_access_key, region, name, signature } = &self.0;
        let text = format!(
            "AWS4-HMAC-SHA256-PAYLOAD\n{time}\n{day}/{region}/{name}/aws4_request\n{signature}\n{}\n{}",
            hash(headers),
            hash(frame),
            day = time.get(..8)?,
        );
        let key = generate_signing_key(secret_access_key, now, region, name);
        let signature = calculate_signature(key, text.as_bytes());
        let bytes: Option<Vec<u8>> = (0..signature.len())
            .step_by(2)
            .map(|at| u8::from_str_radix(signature.get(at..at + 2)?, 16).ok())
            .collect();
        self.0.signature = signature;
        Some(dated.with_header(":chunk-signature", bytes?).with_payload(frame).encode())
    }
}

fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
