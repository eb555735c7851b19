//! A complete response of every operation, as text and as the expected value, both written by hand.

use std::collections::BTreeMap;

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
use connectparticipant::types::*;

use super::samples::Sampled;

/// An operation with sample responses.
pub(crate) trait HasResponse: Sampled {
    /// A response with every member.
    const RESPONSE: &'static str = "{}";

    /// The value of [`RESPONSE`](Self::RESPONSE).
    fn output() -> Self::Output;
}

impl HasResponse for CancelParticipantAuthentication {
    fn output() -> Self::Output {
        CancelParticipantAuthenticationResponse::new()
    }
}

impl HasResponse for CompleteAttachmentUpload {
    fn output() -> Self::Output {
        CompleteAttachmentUploadResponse::new()
    }
}

impl HasResponse for DisconnectParticipant {
    fn output() -> Self::Output {
        DisconnectParticipantResponse::new()
    }
}

impl HasResponse for CreateParticipantConnection {
    const RESPONSE: &'static str = r#"{
        "Websocket": {"Url": "wss://a.example/chat?X-Amz-Signature=1", "ConnectionExpiry": "2019-11-08T02:41:28.172Z"},
        "ConnectionCredentials": {"ConnectionToken": "token-1", "Expiry": "2019-11-09T02:41:28.172Z"},
        "WebRTCConnection": {
            "Attendee": {"AttendeeId": "attendee-1", "JoinToken": "join-1"},
            "Meeting": {
                "MediaPlacement": {
                    "AudioHostUrl": "audio-host", "AudioFallbackUrl": "audio-fallback",
                    "SignalingUrl": "signaling", "EventIngestionUrl": "ingestion"
                },
                "MeetingFeatures": {"Audio": {"EchoReduction": "AVAILABLE"}},
                "MeetingId": "meeting-1"
            }
        }
    }"#;

    fn output() -> Self::Output {
        let placement = WebRTCMediaPlacement::new()
            .audio_host_url("audio-host")
            .audio_fallback_url("audio-fallback")
            .signaling_url("signaling")
            .event_ingestion_url("ingestion");
        let audio = AudioFeatures::new().echo_reduction(MeetingFeatureStatus::Available);
        let meeting = WebRTCMeeting::new()
            .media_placement(placement)
            .meeting_features(MeetingFeaturesConfiguration::new().audio(audio))
            .meeting_id("meeting-1");
        let attendee = Attendee::new().attendee_id("attendee-1").join_token("join-1");
        let websocket = Websocket::new()
            .url("wss://a.example/chat?X-Amz-Signature=1")
            .connection_expiry("2019-11-08T02:41:28.172Z");
        let credentials =
            ConnectionCredentials::new().connection_token("token-1").expiry("2019-11-09T02:41:28.172Z");
        CreateParticipantConnectionResponse::new()
            .websocket(websocket)
            .connection_credentials(credentials)
            .web_rtc_connection(WebRTCConnection::new().attendee(attendee).meeting(meeting))
    }
}

impl HasResponse for DescribeView {
    const RESPONSE: &'static str = r#"{"View": {
        "Id": "view-1", "Arn": "arn:aws:connect:us-east-1:1:view/1", "Name": "Refund", "Version": -2147483648,
        "Content": {"InputSchema": "{\"type\":\"object\"}", "Template": "{\"Head\":{}}", "Actions": ["Back", "Next"]}
    }}"#;

    fn output() -> Self::Output {
        let content = ViewContent::new()
            .input_schema(r#"{"type":"object"}"#)
            .template(r#"{"Head":{}}"#)
            .actions(["Back", "Next"].map(str::to_owned));
        let view = View::new()
            .id("view-1")
            .arn("arn:aws:connect:us-east-1:1:view/1")
            .name("Refund")
            .version(i32::MIN)
            .content(content);
        DescribeViewResponse::new().view(view)
    }
}

impl HasResponse for GetAttachment {
    const RESPONSE: &'static str = r#"{"Url": "https://a.example/file?X-Amz-Signature=1",
        "UrlExpiry": "2019-11-08T02:41:28.172Z", "AttachmentSizeInBytes": 9223372036854775807}"#;

    fn output() -> Self::Output {
        GetAttachmentResponse::new(i64::MAX)
            .url("https://a.example/file?X-Amz-Signature=1")
            .url_expiry("2019-11-08T02:41:28.172Z")
    }
}

impl HasResponse for GetAuthenticationUrl {
    const RESPONSE: &'static str = r#"{"AuthenticationUrl": "https:\/\/a.example\/login?a=b\u0026c=d"}"#;

    fn output() -> Self::Output {
        GetAuthenticationUrlResponse::new().authentication_url("https://a.example/login?a=b&c=d")
    }
}

impl HasResponse for GetTranscript {
    const RESPONSE: &'static str = r#"{
        "InitialContactId": "contact-0",
        "Transcript": [
            {
                "AbsoluteTime": "2019-11-08T02:41:28.172Z", "Content": "Gr\u00fc\u00dfe \ud83d\ude00\n", "ContentType": "text/plain",
                "Id": "item-1", "Type": "MESSAGE", "ParticipantId": "participant-1", "DisplayName": "Müller",
                "ParticipantRole": "CUSTOMER",
                "Attachments": [
                    {"ContentType": "image/png", "AttachmentId": "a-1", "AttachmentName": "a.png", "Status": "IN_PROGRESS"}
                ],
                "MessageMetadata": {
                    "MessageId": "item-1",
                    "Receipts": [
                        {"DeliveredTimestamp": "t-1", "ReadTimestamp": "t-2", "RecipientParticipantId": "participant-2"}
                    ],
                    "MessageProcessingStatus": "PROCESSING"
                },
                "RelatedContactId": "contact-9", "ContactId": "contact-1"
            },
            {"Type": "MESSAGEMETADATA", "ParticipantRole": "NEW_ROLE"}
        ],
        "NextToken": "next-1"
    }"#;

    fn output() -> Self::Output {
        let attachment = AttachmentItem::new()
            .content_type("image/png")
            .attachment_id("a-1")
            .attachment_name("a.png")
            .status(ArtifactStatus::InProgress);
        let receipt = Receipt::new()
            .delivered_timestamp("t-1")
            .read_timestamp("t-2")
            .recipient_participant_id("participant-2");
        let metadata = MessageMetadata::new()
            .message_id("item-1")
            .receipts([receipt])
            .message_processing_status(MessageProcessingStatus::Processing);
        let message = Item::new()
            .absolute_time("2019-11-08T02:41:28.172Z")
            .content("Grüße 😀\n")
            .content_type("text/plain")
            .id("item-1")
            .r#type(ChatItemType::Message)
            .participant_id("participant-1")
            .display_name("Müller")
            .participant_role(ParticipantRole::Customer)
            .attachments([attachment])
            .message_metadata(metadata)
            .related_contact_id("contact-9")
            .contact_id("contact-1");
        let new = Item::new()
            .r#type(ChatItemType::Unknown("MESSAGEMETADATA".to_owned()))
            .participant_role(ParticipantRole::Unknown("NEW_ROLE".to_owned()));
        GetTranscriptResponse::new()
            .initial_contact_id("contact-0")
            .transcript([message, new])
            .next_token("next-1")
    }
}

impl HasResponse for SendEvent {
    const RESPONSE: &'static str = r#"{"Id": "item-1", "AbsoluteTime": "2019-11-08T02:41:28.172Z"}"#;

    fn output() -> Self::Output {
        SendEventResponse::new().id("item-1").absolute_time("2019-11-08T02:41:28.172Z")
    }
}

impl HasResponse for SendMessage {
    const RESPONSE: &'static str = r#"{"Id": "item-1", "AbsoluteTime": "2019-11-08T02:41:28.172Z",
        "MessageMetadata": {"MessageProcessingStatus": "FAILED"}}"#;

    fn output() -> Self::Output {
        let metadata =
            MessageProcessingMetadata::new().message_processing_status(MessageProcessingStatus::Failed);
        SendMessageResponse::new()
            .id("item-1")
            .absolute_time("2019-11-08T02:41:28.172Z")
            .message_metadata(metadata)
    }
}

impl HasResponse for StartAttachmentUpload {
    const RESPONSE: &'static str = r#"{"AttachmentId": "a-1", "UploadMetadata": {
        "Url": "https://a.example/put?X-Amz-Signature=1", "UrlExpiry": "2019-11-08T02:41:28.172Z",
        "HeadersToInclude": {"content-type": "image/png", "x-amz-acl": "", "": "no name"}
    }}"#;

    fn output() -> Self::Output {
        let headers = [("content-type", "image/png"), ("x-amz-acl", ""), ("", "no name")];
        let headers: BTreeMap<String, String> =
            headers.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
        let metadata = UploadMetadata::new()
            .url("https://a.example/put?X-Amz-Signature=1")
            .url_expiry("2019-11-08T02:41:28.172Z")
            .headers_to_include(headers);
        StartAttachmentUploadResponse::new().attachment_id("a-1").upload_metadata(metadata)
    }
}
