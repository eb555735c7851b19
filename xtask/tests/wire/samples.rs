//! Every operation with inputs and their wire form, written by hand, independent of the model and the crate.

use std::fmt::Debug;
use std::hash::Hash;

use connectparticipant::operation::cancel_participant_authentication::*;
use connectparticipant::operation::complete_attachment_upload::*;
use connectparticipant::operation::create_participant_connection::*;
use connectparticipant::operation::describe_view::*;
use connectparticipant::operation::disconnect_participant::*;
use connectparticipant::operation::get_attachment::*;
use connectparticipant::operation::get_authentication_url::*;
use connectparticipant::operation::get_transcript::*;
use connectparticipant::operation::send_event::*;
use connectparticipant::operation::send_message::*;
use connectparticipant::operation::start_attachment_upload::*;
use connectparticipant::service::Service;
use connectparticipant::types::{ConnectionType, ContentDisposition, ScanDirection, SortKey, StartPosition};
use connectparticipant::{Operation, ServiceError};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// Traits of all inputs and outputs.
pub(crate) trait Shape:
    Clone + Debug + Eq + Hash + Send + Sync + Unpin + Serialize + DeserializeOwned + 'static
{
}

impl<T> Shape for T where
    T: Clone + Debug + Eq + Hash + Send + Sync + Unpin + Serialize + DeserializeOwned + 'static
{
}

/// An operation with sample requests. Its traits are requirements, too: it does not compile without them.
pub(crate) trait Sampled:
    Operation<
        Service = Service,
        Input: Shape,
        Output: Shape,
        Error: ServiceError + Clone + PartialEq + Debug + Send + Sync + Unpin + 'static,
    >
{
    /// The method, and the path of both inputs.
    const REQUEST: (&'static str, &'static str);
    /// The token member.
    const TOKEN: &'static str = "ConnectionToken";
    /// The exact body of [`minimal`](Self::minimal), if it has one.
    const MINIMAL: Option<&'static str>;
    /// The exact body of [`full`](Self::full), if it has one.
    const FULL: Option<&'static str>;

    /// An input of the required members only.
    fn minimal(token: &str) -> Self::Input;

    /// An input of all members.
    fn full(token: &str) -> Self::Input {
        Self::minimal(token)
    }
}

/// Calls a function for each operation: `each_operation!(check)` is `check::<SendEvent>()` and so on.
macro_rules! each_operation {
    ($check:ident $(, $argument:expr)*) => {{
        use connectparticipant::operation as o;
        $check::<o::cancel_participant_authentication::CancelParticipantAuthentication>($($argument),*);
        $check::<o::complete_attachment_upload::CompleteAttachmentUpload>($($argument),*);
        $check::<o::create_participant_connection::CreateParticipantConnection>($($argument),*);
        $check::<o::describe_view::DescribeView>($($argument),*);
        $check::<o::disconnect_participant::DisconnectParticipant>($($argument),*);
        $check::<o::get_attachment::GetAttachment>($($argument),*);
        $check::<o::get_authentication_url::GetAuthenticationUrl>($($argument),*);
        $check::<o::get_transcript::GetTranscript>($($argument),*);
        $check::<o::send_event::SendEvent>($($argument),*);
        $check::<o::send_message::SendMessage>($($argument),*);
        $check::<o::start_attachment_upload::StartAttachmentUpload>($($argument),*);
    }};
}
pub(crate) use each_operation;

impl Sampled for CancelParticipantAuthentication {
    const REQUEST: (&'static str, &'static str) = ("POST", "/participant/cancel-authentication");
    const MINIMAL: Option<&'static str> = Some(r#"{"SessionId":"8f6e2f9a-6a3e-4d5e-9d0c-5d1f0a1b2c3d"}"#);
    const FULL: Option<&'static str> = Self::MINIMAL;

    fn minimal(token: &str) -> Self::Input {
        CancelParticipantAuthenticationRequest::new("8f6e2f9a-6a3e-4d5e-9d0c-5d1f0a1b2c3d", token)
    }
}

impl Sampled for CompleteAttachmentUpload {
    const REQUEST: (&'static str, &'static str) = ("POST", "/participant/complete-attachment-upload");
    const MINIMAL: Option<&'static str> = Some(r#"{"AttachmentIds":["a-1"],"ClientToken":"client-1"}"#);
    const FULL: Option<&'static str> = Some(r#"{"AttachmentIds":["a-1","a\"2"],"ClientToken":"client-1"}"#);

    fn minimal(token: &str) -> Self::Input {
        CompleteAttachmentUploadRequest::new("a-1".to_owned(), token).client_token("client-1")
    }

    fn full(token: &str) -> Self::Input {
        CompleteAttachmentUploadRequest::new(["a-1", "a\"2"].map(str::to_owned), token)
            .client_token("client-1")
    }
}

impl Sampled for CreateParticipantConnection {
    const REQUEST: (&'static str, &'static str) = ("POST", "/participant/connection");
    const TOKEN: &'static str = "ParticipantToken";
    const MINIMAL: Option<&'static str> = Some("{}");
    const FULL: Option<&'static str> =
        Some(r#"{"Type":["WEBSOCKET","CONNECTION_CREDENTIALS","NEW"],"ConnectParticipant":true}"#);

    fn minimal(token: &str) -> Self::Input {
        CreateParticipantConnectionRequest::new(token)
    }

    fn full(token: &str) -> Self::Input {
        let new = ConnectionType::from("NEW");
        CreateParticipantConnectionRequest::new(token)
            .r#type([ConnectionType::Websocket, ConnectionType::ConnectionCredentials, new])
            .connect_participant(true)
    }
}

impl Sampled for DescribeView {
    const REQUEST: (&'static str, &'static str) = ("GET", "/participant/views/view-1");
    const MINIMAL: Option<&'static str> = None;
    const FULL: Option<&'static str> = None;

    fn minimal(token: &str) -> Self::Input {
        DescribeViewRequest::new("view-1", token)
    }
}

impl Sampled for DisconnectParticipant {
    const REQUEST: (&'static str, &'static str) = ("POST", "/participant/disconnect");
    const MINIMAL: Option<&'static str> = Some("{}");
    const FULL: Option<&'static str> = Some(r#"{"ClientToken":"client-1"}"#);

    fn minimal(token: &str) -> Self::Input {
        DisconnectParticipantRequest::new(token)
    }

    fn full(token: &str) -> Self::Input {
        Self::minimal(token).client_token("client-1")
    }
}

impl Sampled for GetAttachment {
    const REQUEST: (&'static str, &'static str) = ("POST", "/participant/attachment");
    const MINIMAL: Option<&'static str> = Some(r#"{"AttachmentId":"a-1"}"#);
    const FULL: Option<&'static str> =
        Some(r#"{"AttachmentId":"a-1","UrlExpiryInSeconds":300,"UrlContentDisposition":"INLINE"}"#);

    fn minimal(token: &str) -> Self::Input {
        GetAttachmentRequest::new("a-1", token)
    }

    fn full(token: &str) -> Self::Input {
        Self::minimal(token).url_expiry_in_seconds(300).url_content_disposition(ContentDisposition::Inline)
    }
}

impl Sampled for GetAuthenticationUrl {
    const REQUEST: (&'static str, &'static str) = ("POST", "/participant/authentication-url");
    const MINIMAL: Option<&'static str> = Some(
        r#"{"SessionId":"8f6e2f9a-6a3e-4d5e-9d0c-5d1f0a1b2c3d","RedirectUri":"https://example.com/back?x=1&y=%20"}"#,
    );
    const FULL: Option<&'static str> = Self::MINIMAL;

    fn minimal(token: &str) -> Self::Input {
        GetAuthenticationUrlRequest::new(
            "8f6e2f9a-6a3e-4d5e-9d0c-5d1f0a1b2c3d",
            "https://example.com/back?x=1&y=%20",
            token,
        )
    }
}

impl Sampled for GetTranscript {
    const REQUEST: (&'static str, &'static str) = ("POST", "/participant/transcript");
    const MINIMAL: Option<&'static str> = Some("{}");
    const FULL: Option<&'static str> = Some(concat!(
        r#"{"ContactId":"contact-1","MaxResults":100,"NextToken":"next-1","ScanDirection":"FORWARD","#,
        r#""SortOrder":"DESCENDING","StartPosition":{"Id":"item-1","AbsoluteTime":"2019-11-08T02:41:28.172Z","#,
        r#""MostRecent":-1}}"#
    ));

    fn minimal(token: &str) -> Self::Input {
        GetTranscriptRequest::new(token)
    }

    fn full(token: &str) -> Self::Input {
        let start =
            StartPosition::new().id("item-1").absolute_time("2019-11-08T02:41:28.172Z").most_recent(-1);
        GetTranscriptRequest::new(token)
            .contact_id("contact-1")
            .max_results(100)
            .next_token("next-1")
            .scan_direction(ScanDirection::Forward)
            .sort_order(SortKey::Descending)
            .start_position(start)
    }
}

impl Sampled for SendEvent {
    const REQUEST: (&'static str, &'static str) = ("POST", "/participant/event");
    const MINIMAL: Option<&'static str> = Some(r#"{"ContentType":"typing"}"#);
    const FULL: Option<&'static str> =
        Some(r#"{"ContentType":"typing","Content":"{\"a\":\"\\\\\"}","ClientToken":"client-1"}"#);

    fn minimal(token: &str) -> Self::Input {
        SendEventRequest::new("typing", token)
    }

    fn full(token: &str) -> Self::Input {
        Self::minimal(token).content(r#"{"a":"\\"}"#).client_token("client-1")
    }
}

impl Sampled for SendMessage {
    const REQUEST: (&'static str, &'static str) = ("POST", "/participant/message");
    const MINIMAL: Option<&'static str> = Some(r#"{"ContentType":"text/plain","Content":""}"#);
    const FULL: Option<&'static str> = Some(concat!(
        r#"{"ContentType":"text/plain","Content":"\"\\/\b\f\n\r\t\u0000\u001f"#,
        "\u{7f}é\u{2028}😀",
        r#"","ClientToken":"client-1"}"#
    ));

    fn minimal(token: &str) -> Self::Input {
        SendMessageRequest::new("text/plain", "", token)
    }

    fn full(token: &str) -> Self::Input {
        let content = "\"\\/\u{8}\u{c}\n\r\t\0\u{1f}\u{7f}é\u{2028}😀";
        SendMessageRequest::new("text/plain", content, token).client_token("client-1")
    }
}

impl Sampled for StartAttachmentUpload {
    const REQUEST: (&'static str, &'static str) = ("POST", "/participant/start-attachment-upload");
    const MINIMAL: Option<&'static str> = Some(concat!(
        r#"{"ContentType":"image/png","AttachmentSizeInBytes":9223372036854775807,"#,
        r#""AttachmentName":"a.png","ClientToken":"client-1"}"#
    ));
    const FULL: Option<&'static str> = Self::MINIMAL;

    fn minimal(token: &str) -> Self::Input {
        StartAttachmentUploadRequest::new("image/png", i64::MAX, "a.png", token).client_token("client-1")
    }
}
