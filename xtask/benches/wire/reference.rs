//! The reference: the same types with derived serde traits, and simple use of `http`. Enums are open here too, and
//! allocate nothing for known values.

use std::fmt;
use std::hint::black_box;

use http::{HeaderMap, Method, StatusCode};
use serde::de::{Deserialize, DeserializeOwned, Deserializer, Error, Visitor};

use crate::fixtures;

pub(crate) const ENDPOINT: &str = "https://participant.connect.us-east-1.amazonaws.com";

/// Structures of optional members.
macro_rules! structures {
    ($($name:ident { $($member:ident: $type:ty),* })*) => {$(
        #[derive(serde::Deserialize)]
        #[serde(rename_all = "PascalCase")]
        #[allow(dead_code)] // They are read, not used.
        pub(crate) struct $name { $($member: Option<$type>,)* }
    )*};
}

structures! {
    Transcript { initial_contact_id: String, transcript: Vec<Item>, next_token: String }
    Item {
        absolute_time: String, content: String, content_type: String, id: String, r#type: ChatItemType,
        participant_id: String, display_name: String, participant_role: ParticipantRole,
        attachments: Vec<Attachment>, message_metadata: MessageMetadata, related_contact_id: String,
        contact_id: String
    }
    Attachment { content_type: String, attachment_id: String, attachment_name: String, status: ArtifactStatus }
    MessageMetadata {
        message_id: String, receipts: Vec<Receipt>, message_processing_status: MessageProcessingStatus
    }
    Receipt { delivered_timestamp: String, read_timestamp: String, recipient_participant_id: String }
    Message { id: String, absolute_time: String, message_metadata: ProcessingMetadata }
    ProcessingMetadata { message_processing_status: MessageProcessingStatus }
    Websocket { url: String, connection_expiry: String }
    Credentials { connection_token: String, expiry: String }
    Attendee { attendee_id: String, join_token: String }
    Placement {
        audio_host_url: String, audio_fallback_url: String, signaling_url: String, event_ingestion_url: String
    }
    Audio { echo_reduction: MeetingFeatureStatus }
    Features { audio: Audio }
    Meeting { media_placement: Placement, meeting_features: Features, meeting_id: String }
    WebRtc { attendee: Attendee, meeting: Meeting }
}

/// The output of `CreateParticipantConnection`; one name is not in the usual style.
#[derive(serde::Deserialize)]
#[serde(rename_all = "PascalCase")]
#[allow(dead_code)] // It is read, not used.
pub(crate) struct Connection {
    websocket: Option<Websocket>,
    connection_credentials: Option<Credentials>,
    #[serde(rename = "WebRTCConnection")]
    web_rtc_connection: Option<WebRtc>,
}

/// Enums that keep unknown values.
macro_rules! enums {
    ($($name:ident { $($variant:ident = $text:literal),* })*) => {$(
        #[allow(dead_code)] // They are read, not used.
        pub(crate) enum $name { $($variant,)* Unknown(String) }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                struct Text;
                impl Visitor<'_> for Text {
                    type Value = $name;

                    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                        f.write_str("a string")
                    }

                    fn visit_str<E: Error>(self, text: &str) -> Result<$name, E> {
                        Ok(match text {
                            $($text => $name::$variant,)*
                            _ => $name::Unknown(text.to_owned()),
                        })
                    }
                }
                deserializer.deserialize_str(Text)
            }
        }
    )*};
}

enums! {
    ChatItemType {
        Typing = "TYPING", ParticipantJoined = "PARTICIPANT_JOINED", ParticipantLeft = "PARTICIPANT_LEFT",
        ChatEnded = "CHAT_ENDED", TransferSucceeded = "TRANSFER_SUCCEEDED", TransferFailed = "TRANSFER_FAILED",
        Message = "MESSAGE", Event = "EVENT", Attachment = "ATTACHMENT", ConnectionAck = "CONNECTION_ACK",
        MessageDelivered = "MESSAGE_DELIVERED", MessageRead = "MESSAGE_READ"
    }
    ParticipantRole {
        Agent = "AGENT", Customer = "CUSTOMER", System = "SYSTEM", CustomBot = "CUSTOM_BOT",
        Supervisor = "SUPERVISOR"
    }
    ArtifactStatus { Approved = "APPROVED", Rejected = "REJECTED", InProgress = "IN_PROGRESS" }
    MessageProcessingStatus { Processing = "PROCESSING", Failed = "FAILED", Rejected = "REJECTED" }
    MeetingFeatureStatus { Available = "AVAILABLE", Unavailable = "UNAVAILABLE" }
}

#[derive(serde::Deserialize, Default)]
struct ErrorBody {
    #[serde(alias = "Message")]
    message: Option<String>,
    #[serde(rename = "__type", alias = "code")]
    code: Option<String>,
}

#[derive(serde::Serialize)]
#[serde(rename_all = "PascalCase")]
pub(crate) struct SendMessageRequest {
    content_type: String,
    content: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_token: Option<String>,
    #[serde(skip)]
    connection_token: String,
}

pub(crate) fn input() -> SendMessageRequest {
    SendMessageRequest {
        content_type: "text/plain".to_owned(),
        content: fixtures::CONTENT.to_owned(),
        client_token: Some(fixtures::CLIENT_TOKEN.to_owned()),
        connection_token: fixtures::TOKEN.to_owned(),
    }
}

/// Reads a body.
pub(crate) fn read<T: DeserializeOwned>(body: &[u8]) {
    let value = serde_json::from_slice::<T>(black_box(body));
    assert!(black_box(value).is_ok(), "the reference reads every body");
}

/// Reads the body of an error, and keeps the rest.
pub(crate) fn read_error(status: StatusCode, headers: &HeaderMap, body: &[u8]) {
    let error: ErrorBody = serde_json::from_slice(black_box(body)).unwrap_or_default();
    let code = headers.get("x-amzn-errortype").and_then(|code| code.to_str().ok()).map(str::to_owned);
    let code = code.or(error.code);
    drop(black_box((status, code, error.message, headers.clone(), body.to_vec())));
}

/// Reads a successful response, with the request id.
pub(crate) fn read_response(status: StatusCode, headers: &HeaderMap, body: &[u8]) {
    read::<Message>(body);
    let id = headers.get("x-amzn-requestid").and_then(|id| id.to_str().ok()).map(str::to_owned);
    drop(black_box((status, id)));
}

/// The body of a request.
pub(crate) fn body(input: &SendMessageRequest) -> Vec<u8> {
    serde_json::to_vec(input).expect("strings can be written")
}

/// A whole request.
pub(crate) fn request(input: &SendMessageRequest) -> http::Request<Vec<u8>> {
    let body = body(input);
    http::Request::builder()
        .method(Method::POST)
        .uri(format!("{ENDPOINT}/participant/message"))
        .header("x-amz-bearer", &input.connection_token)
        .header("content-type", "application/json")
        .header("content-length", body.len())
        .body(body)
        .expect("the parts are valid")
}
