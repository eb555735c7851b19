//! The traits of every type: most of it is proven by compiling.

use std::collections::HashSet;
use std::error::Error as StdError;
use std::fmt::{Debug, Display};
use std::hash::Hash;
use std::marker::PhantomData;
use std::str::FromStr;

use connectparticipant::error::*;
use connectparticipant::operation::create_participant_connection::*;
use connectparticipant::operation::get_attachment::*;
use connectparticipant::operation::send_message::*;
use connectparticipant::types::*;
use connectparticipant::{
    CallError, DecodeError, EncodeError, Endpoint, ErrorMetadata, InvalidEndpoint, NonEmpty, Operation,
    ServiceError, WithMetadata,
};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::responses::HasResponse;
use super::samples::{Sampled, Shape, each_operation};
use super::transport::TOKEN;

/// Whether a type has a trait, as a constant: an associated constant of the type itself takes precedence over one of a trait.
macro_rules! has {
    ($ty:ty: $($bound:tt)+) => {{
        #[allow(dead_code, reason = "it is one response of two")]
        trait No {
            const HAS: bool = false;
        }
        impl<T: ?Sized> No for T {}
        #[allow(dead_code, reason = "it is a question")]
        struct Is<T: ?Sized>(PhantomData<T>);
        #[allow(dead_code, reason = "it is a question")]
        impl<T: ?Sized + $($bound)+> Is<T> {
            const HAS: bool = true;
        }
        <Is<$ty>>::HAS
    }};
}

fn plain<T: Clone + Debug + Send + Sync + Unpin + 'static>() {}
fn shape<T: Shape + Default>() {}
fn exception<T>()
where
    T: ServiceError
        + StdError
        + Display
        + Clone
        + Eq
        + Default
        + Serialize
        + DeserializeOwned
        + Send
        + Sync
        + 'static,
{
}
fn open_enum<T>()
where
    T: Shape + Ord + Display + AsRef<str> + FromStr + From<String> + for<'a> From<&'a str>,
{
}
fn token<T: Shape + Ord + AsRef<str> + From<String> + for<'a> From<&'a str>>() {}
fn error<T: StdError + Clone + Send + Sync + Unpin + 'static>() {}

#[test]
fn every_type_has_its_traits() {
    macro_rules! all {
        ($check:ident: $($ty:ty),*) => {{ $($check::<$ty>();)* }};
    }
    all!(shape: AttachmentItem, Attendee, AudioFeatures, ConnectionCredentials, Item, MeetingFeaturesConfiguration,
        MessageMetadata, MessageProcessingMetadata, Receipt, StartPosition, UploadMetadata, View, ViewContent,
        WebRTCConnection, WebRTCMediaPlacement, WebRTCMeeting, Websocket);
    all!(exception: AccessDeniedException, ConflictException, InternalServerException, ResourceNotFoundException,
        ServiceQuotaExceededException, ThrottlingException, ValidationException);
    all!(open_enum: ArtifactStatus, ChatItemType, ConnectionType, ContentDisposition, MeetingFeatureStatus,
        MessageProcessingStatus, ParticipantRole, ResourceType, ScanDirection, SortKey);
    all!(token: ConnectionToken, ParticipantToken);
    all!(error: EncodeError, DecodeError, InvalidEndpoint, CallError<SendMessageError>, SendMessageError);
    all!(plain: Endpoint, ErrorMetadata, NonEmpty<String>, WithMetadata<SendMessageResponse>);
    // `Sampled` requires the traits of inputs, outputs and errors.
    fn marker<O: Sampled + Copy + Debug + Eq + Hash + Send + Sync + Unpin + 'static>() {
        plain::<O>();
        error::<CallError<O::Error>>();
    }
    each_operation!(marker);
}

/// A default value is empty: types with required members have none.
#[test]
fn defaults_are_honest() {
    fn unset<T: Default + Serialize>() {
        assert_eq!(serde_json::to_string(&T::default()).unwrap(), "{}");
    }
    macro_rules! unset {
        ($($ty:ty)*) => {{ $(unset::<$ty>();)* }};
    }
    unset!(CreateParticipantConnectionResponse SendMessageResponse Item View ViewContent Websocket StartPosition
        UploadMetadata Attendee ConnectionCredentials);
    // An error has its status and its code from the model, and no member.
    let error = serde_json::to_string(&ValidationException::default()).unwrap();
    assert_eq!(error, r#"{"$metadata":{"status":400,"code":"ValidationException"}}"#);
    assert!(has!(SendMessageResponse: Default));
    assert!(!has!(GetAttachmentResponse: Default), "its size is required");
    assert!(!has!(SendMessageRequest: Default));
    assert!(!has!(CreateParticipantConnectionRequest: Default));
    assert!(!has!(ConnectionToken: Default));
    assert!(!has!(ParticipantToken: Default));
    assert!(!has!(ChatItemType: Default));
    assert!(!has!(NonEmpty<String>: Default));
    assert!(!has!(Endpoint: Default));
}

/// The tokens cannot be confused, nor be printed by mistake.
#[test]
fn tokens_are_apart() {
    assert!(has!(&'static str: Into<ConnectionToken>));
    assert!(!has!(ParticipantToken: Into<ConnectionToken>));
    assert!(!has!(ConnectionToken: Into<ParticipantToken>));
    assert!(!has!(ConnectionToken: PartialEq<ParticipantToken>));
    assert!(!has!(ConnectionToken: Display));
    assert!(!has!(ParticipantToken: Display));
    assert!(!has!(ConnectionToken: std::ops::Deref));
    assert!(!has!(ConnectionToken: Into<String>));
}

#[test]
fn values_are_compared_by_content() {
    fn check<O: HasResponse>() {
        let inputs: HashSet<O::Input> = [TOKEN, TOKEN, "other"]
            .into_iter()
            .flat_map(|token| [O::minimal(token), O::full(token)])
            .collect();
        let per_token = if O::minimal(TOKEN) == O::full(TOKEN) { 1 } else { 2 };
        assert_eq!(inputs.len(), 2 * per_token, "{}", O::NAME);
        assert_ne!(O::minimal(TOKEN), O::minimal("other"), "{}", O::NAME);
        let outputs: HashSet<O::Output> = [O::output(), O::output().clone()].into();
        assert_eq!(outputs.len(), 1);
    }
    each_operation!(check);
}

#[test]
fn a_non_empty_list_stays_non_empty() {
    let mut list = NonEmpty::new("a".to_owned());
    list.push("b".to_owned());
    assert_eq!((list.len(), list.first().map(String::as_str)), (2, Some("a")));
    assert_eq!(NonEmpty::<String>::try_from(vec!["a".to_owned(), "b".to_owned()]), Ok(list.clone()));
    assert_eq!(NonEmpty::from(["a".to_owned(), "b".to_owned()]), list);
    assert_eq!(NonEmpty::<String>::try_from(Vec::<String>::new()), Err(Vec::new()));
    assert_eq!((&list).into_iter().count(), 2);
    assert_eq!(list.clone().into_iter().collect::<Vec<_>>(), list.into_vec());
}

#[test]
fn operations_know_their_names() {
    fn check<O: Operation>(names: &mut Vec<&'static str>) {
        assert_eq!(O::SUCCESS, 200);
        names.push(O::NAME);
    }
    let mut names = Vec::new();
    each_operation!(check, &mut names);
    let tables = super::facts::Tables::read().unwrap();
    let expected: Vec<&str> = tables.operations.iter().map(|operation| operation.name.as_str()).collect();
    assert_eq!(names, expected, "all of them, each under its own name");
}

/// `use connectparticipant::operation::SendMessageRequest;` is enough for most programs.
mod short {
    use connectparticipant::Operation;
    use connectparticipant::operation::{
        SendMessage, SendMessageError, SendMessageRequest, SendMessageResponse,
    };

    #[test]
    fn the_main_names_of_an_operation_are_where_the_operations_are() {
        fn same<O>(_: O)
        where
            O: Operation<Input = SendMessageRequest, Output = SendMessageResponse, Error = SendMessageError>,
        {
        }
        same(SendMessage);
    }
}
