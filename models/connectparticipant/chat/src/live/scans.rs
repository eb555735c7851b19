//! The results of scans, so that one that arrives before it is asked for is not missed.

use std::collections::VecDeque;

use connectparticipant::types::{ArtifactStatus, Item};

/// The number of results that are kept.
const KEPT: usize = 256;

#[derive(Debug, Default)]
pub(super) struct Scans(VecDeque<(String, ArtifactStatus)>);

impl Scans {
    /// Notes the results in an item.
    pub(super) fn note(&mut self, item: &Item) {
        for attachment in item.attachments.iter().flatten() {
            let (Some(id), Some(status)) = (&attachment.attachment_id, &attachment.status) else { continue };
            if *status == ArtifactStatus::InProgress {
                continue;
            }
            if self.0.len() >= KEPT {
                self.0.pop_front();
            }
            self.0.push_back((id.clone(), status.clone()));
        }
    }

    pub(super) fn result(&self, id: &str) -> Option<ArtifactStatus> {
        self.0.iter().rev().find(|(known, _)| known == id).map(|(_, status)| status.clone())
    }
}
