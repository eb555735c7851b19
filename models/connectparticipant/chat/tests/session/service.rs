//! The behaviour of the service, as a test chooses it.

use std::collections::VecDeque;
use std::time::Duration;

use connectparticipant::operation::{GetTranscriptRequest, GetTranscriptResponse};
use connectparticipant::types::ScanDirection;
use connectparticipant_chat::Item;
use connectparticipant_chat::session::Failure;

use crate::world::{Posted, seconds};

/// The behaviour of the service. Scripts are used up first; then everything is successful.
pub(crate) struct Service {
    pub(crate) connect: VecDeque<Result<(), Failure>>,
    pub(crate) open: VecDeque<bool>,
    pub(crate) subscribe: VecDeque<Option<bool>>,
    pub(crate) transcript: VecDeque<Result<(), Failure>>,
    pub(crate) heartbeats: bool,
    /// The status of deep heartbeats, if they have a response.
    pub(crate) ping: Option<u16>,
    pub(crate) url_lifetime: Duration,
    pub(crate) token_lifetime: Duration,
    /// The chat has ended: nobody can connect.
    pub(crate) ended: bool,
    /// The difference of the service's clock from that of the session, in seconds.
    pub(crate) skew: i64,
    pub(crate) page_size: usize,
    /// Whether each page has a token, also the last one, as that of the service has.
    pub(crate) endless_tokens: bool,
    /// Every second page ends with an empty token instead of none.
    pub(crate) empty_token: bool,
}

impl Service {
    pub(crate) fn new() -> Self {
        Self {
            connect: VecDeque::new(),
            open: VecDeque::new(),
            subscribe: VecDeque::new(),
            transcript: VecDeque::new(),
            heartbeats: true,
            ping: Some(200),
            url_lifetime: seconds(3960),
            token_lifetime: seconds(24 * 3600),
            ended: false,
            skew: 0,
            page_size: 100,
            endless_tokens: true,
            empty_token: false,
        }
    }

    /// A page of the transcript, by the rules of the service.
    pub(crate) fn page(
        &self,
        chat: &[Posted],
        request: &GetTranscriptRequest,
    ) -> Result<GetTranscriptResponse, Failure> {
        let mut items: Vec<Item> = chat
            .iter()
            .filter(|posted| posted.recorded)
            .map(|posted| Item::from_json(&posted.json).unwrap())
            .collect();
        items.sort_by_key(Item::time);
        let size = self.page_size.min(request.max_results.map_or(15, |size| usize::try_from(size).unwrap()));
        let token = request.next_token.as_ref().map(|token| token.parse::<usize>().unwrap());
        let forward = request.scan_direction == Some(ScanDirection::Forward);
        let invalid = || Failure::response(400, "Validation exception due to invalid parameter");
        let start = match &request.start_position {
            None if forward => return Err(invalid()),
            None => items.len(),
            Some(position) => match (&position.id, &position.absolute_time) {
                (Some(id), _) => items.iter().position(|item| item.id() == Some(id)).ok_or_else(invalid)?,
                (_, Some(time)) => {
                    items.partition_point(|item| item.item.absolute_time.as_ref() < Some(time))
                }
                _ => return Err(invalid()),
            },
        };
        let start = token.unwrap_or(start);
        let (from, to) = if forward {
            (start, (start + size).min(items.len()))
        } else {
            (start.saturating_sub(size), start)
        };
        let more = if forward { to < items.len() } else { from > 0 };
        // At the newest item, the service returns this item and a token.
        let next = if forward { to.min(items.len().saturating_sub(1)) } else { from };
        let page = items.drain(from..to).map(|item| item.item);
        let response = GetTranscriptResponse::new().transcript(page);
        Ok(match more || (forward && self.endless_tokens) {
            true => response.next_token(next.to_string()),
            false if self.empty_token => response.next_token(""),
            false => response,
        })
    }
}
