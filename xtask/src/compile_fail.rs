//! Misuses of the generated crate that must not compile. Only `cargo test --doc` runs these examples.
//!
//! Any mistake in such an example makes it "pass", so each follows an example that compiles and differs from it
//! only in the misuse. The error codes are for the reader: stable compilers do not check them.
//!
//! # One token instead of another
//!
//! ```
//! use connectparticipant::operation::send_message::SendMessageRequest;
//! use connectparticipant::types::ConnectionToken;
//! let token = ConnectionToken::from("t");
//! SendMessageRequest::new("text/plain", "hello", token);
//! ```
//! ```compile_fail,E0277
//! use connectparticipant::operation::send_message::SendMessageRequest;
//! use connectparticipant::types::ParticipantToken;
//! let token = ParticipantToken::from("t");
//! SendMessageRequest::new("text/plain", "hello", token);
//! ```
//!
//! ```
//! use connectparticipant::operation::create_participant_connection::CreateParticipantConnectionRequest;
//! use connectparticipant::types::ParticipantToken;
//! let token = ParticipantToken::from("t");
//! CreateParticipantConnectionRequest::new(token);
//! ```
//! ```compile_fail,E0277
//! use connectparticipant::operation::create_participant_connection::CreateParticipantConnectionRequest;
//! use connectparticipant::types::ConnectionToken;
//! let token = ConnectionToken::from("t");
//! CreateParticipantConnectionRequest::new(token);
//! ```
//!
//! # A missing required member
//!
//! ```
//! use connectparticipant::operation::send_message::SendMessageRequest;
//! SendMessageRequest::new("text/plain", "hello", "t");
//! ```
//! ```compile_fail,E0061
//! use connectparticipant::operation::send_message::SendMessageRequest;
//! SendMessageRequest::new("text/plain", "t");
//! ```
//!
//! `Default` cannot replace `new`:
//!
//! ```
//! use connectparticipant::operation::send_message::SendMessageResponse;
//! SendMessageResponse::default();
//! ```
//! ```compile_fail,E0599
//! use connectparticipant::operation::send_message::SendMessageRequest;
//! SendMessageRequest::default();
//! ```
//!
//! # An empty list that needs an item
//!
//! ```
//! use connectparticipant::operation::complete_attachment_upload::CompleteAttachmentUploadRequest;
//! let ids: [String; 1] = ["a".to_owned()];
//! CompleteAttachmentUploadRequest::new(ids, "t");
//! ```
//! ```compile_fail,E0080
//! use connectparticipant::operation::complete_attachment_upload::CompleteAttachmentUploadRequest;
//! let ids: [String; 0] = [];
//! CompleteAttachmentUploadRequest::new(ids, "t");
//! ```
//!
//! Also if the list itself is optional:
//!
//! ```
//! use connectparticipant::operation::CreateParticipantConnectionRequest;
//! use connectparticipant::types::ConnectionType;
//! let types: [ConnectionType; 1] = [ConnectionType::Websocket];
//! CreateParticipantConnectionRequest::new("t").r#type(types);
//! ```
//! ```compile_fail,E0080
//! use connectparticipant::operation::CreateParticipantConnectionRequest;
//! use connectparticipant::types::ConnectionType;
//! let types: [ConnectionType; 0] = [];
//! CreateParticipantConnectionRequest::new("t").r#type(types);
//! ```
//!
//! A `Vec` may be empty, so it has to be checked first:
//!
//! ```
//! use connectparticipant::NonEmpty;
//! use connectparticipant::operation::complete_attachment_upload::CompleteAttachmentUploadRequest;
//! let ids = NonEmpty::<String>::try_from(vec!["a".to_owned()]).unwrap();
//! CompleteAttachmentUploadRequest::new(ids, "t");
//! ```
//! ```compile_fail,E0277
//! use connectparticipant::NonEmpty;
//! use connectparticipant::operation::complete_attachment_upload::CompleteAttachmentUploadRequest;
//! let ids = vec!["a".to_owned()];
//! CompleteAttachmentUploadRequest::new(ids, "t");
//! ```
//!
//! # A structure or an enum that is treated as complete
//!
//! Additions of a new model must not break users of the crate.
//!
//! ```
//! use connectparticipant::types::StartPosition;
//! StartPosition::new().id("a");
//! ```
//! ```compile_fail,E0639
//! use connectparticipant::types::StartPosition;
//! StartPosition { id: Some("a".to_owned()), absolute_time: None, most_recent: None };
//! ```
//!
//! ```
//! use connectparticipant::types::StartPosition;
//! let StartPosition { id, absolute_time, most_recent, .. } = StartPosition::new();
//! assert!(id.is_none() && absolute_time.is_none() && most_recent.is_none());
//! ```
//! ```compile_fail,E0638
//! use connectparticipant::types::StartPosition;
//! let StartPosition { id, absolute_time, most_recent } = StartPosition::new();
//! assert!(id.is_none() && absolute_time.is_none() && most_recent.is_none());
//! ```
//!
//! ```
//! use connectparticipant::types::SortKey;
//! match SortKey::Ascending {
//!     SortKey::Descending | SortKey::Ascending | SortKey::Unknown(_) => {}
//!     _ => {}
//! }
//! ```
//! ```compile_fail,E0004
//! use connectparticipant::types::SortKey;
//! match SortKey::Ascending {
//!     SortKey::Descending | SortKey::Ascending | SortKey::Unknown(_) => {}
//! }
//! ```
//!
//! An operation can also get new errors:
//!
//! ```
//! use connectparticipant::operation::send_message::SendMessageError as Failure;
//! fn is_known(error: &Failure) -> bool {
//!     match error {
//!         Failure::AccessDeniedException(_) | Failure::InternalServerException(_) => true,
//!         Failure::ThrottlingException(_) | Failure::ValidationException(_) => true,
//!         Failure::Unmodelled(_) => false,
//!         _ => false,
//!     }
//! }
//! ```
//! ```compile_fail,E0004
//! use connectparticipant::operation::send_message::SendMessageError as Failure;
//! fn is_known(error: &Failure) -> bool {
//!     match error {
//!         Failure::AccessDeniedException(_) | Failure::InternalServerException(_) => true,
//!         Failure::ThrottlingException(_) | Failure::ValidationException(_) => true,
//!         Failure::Unmodelled(_) => false,
//!     }
//! }
//! ```
//!
//! # Private parts of the crate
//!
//! ```
//! use connectparticipant::types::ConnectionToken;
//! ConnectionToken::new("t");
//! ```
//! ```compile_fail,E0423
//! use connectparticipant::types::ConnectionToken;
//! ConnectionToken("t".to_owned());
//! ```
