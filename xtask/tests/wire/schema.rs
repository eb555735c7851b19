//! The service as data: what users read of it.

use connectparticipant::schema::{Location, Member, Operation, SERVICE, Shape, Structure};

fn operation(name: &str) -> &'static Operation {
    SERVICE.operation(name).unwrap()
}

fn limits(structure: &'static Structure, path: &str) -> (Option<i64>, Option<i64>) {
    let member = *structure.path(path).unwrap().last().unwrap();
    (member.shape.limits().min, member.shape.limits().max)
}

#[test]
fn the_service_lists_its_operations() {
    assert_eq!(SERVICE.title, "Amazon Connect Participant Service");
    assert_eq!(SERVICE.protocol, "aws.protocols#restJson1");
    assert!(SERVICE.operations.len() >= 11);
    let send = operation("SendMessage");
    assert_eq!((send.method, send.uri, send.status), ("POST", "/participant/message", 200));
    assert_eq!((send.request_type, send.response_type), ("application/json", "application/json"));
    assert_eq!(operation("DescribeView").uri, "/participant/views/{ViewToken}");
    assert!(operation("GetAuthenticationUrl").readonly);
    assert!(SERVICE.operation("SendNothing").is_none());
}

#[test]
fn members_have_places_limits_and_facts() {
    let input = operation("SendMessage").input;
    let token = input.member("ConnectionToken").unwrap();
    assert_eq!(token.location, Location::Header("x-amz-bearer"));
    assert_eq!((&*token.name_in_rust(), token.required, token.sensitive), ("connection_token", true, true));
    assert_eq!(input.member("Content").unwrap().location, Location::Body);
    assert_eq!(limits(input, "Content"), (Some(1), Some(16384)));
    assert!(input.member("ClientToken").unwrap().idempotency_token);
    let view = operation("DescribeView").input.member("ViewToken").unwrap();
    assert_eq!(view.location, Location::Label);
    let complete = operation("CompleteAttachmentUpload").input.member("ClientToken").unwrap();
    assert!(complete.required && complete.idempotency_token && !complete.is_needed());
    assert!(input.member("Content").unwrap().docs.starts_with("Text of the message"));
}

#[test]
fn types_refer_to_each_other() {
    let transcript = operation("GetTranscript").output.member("Transcript").unwrap();
    let Shape::List { item: Shape::Structure(item), .. } = transcript.shape else { panic!("no list") };
    assert_eq!(item.name, "Item");
    let Shape::Enum(kind) = item.member("Type").unwrap().shape else { panic!("no enum") };
    assert_eq!((kind.name, kind.values.first()), ("ChatItemType", Some(&"TYPING")));
    assert_eq!(
        limits(operation("StartAttachmentUpload").output, "UploadMetadata.Url"),
        (Some(1), Some(2000))
    );
    assert!(operation("StartAttachmentUpload").output.path("UploadMetadata.None").is_none());
}

#[test]
fn pages_and_errors_are_there() {
    let pages = operation("GetTranscript").pages().unwrap();
    let names = |members: &[&'static Member]| members.iter().map(|member| member.name).collect::<Vec<_>>();
    assert_eq!((pages.token.name, names(&pages.next)), ("NextToken", vec!["NextToken"]));
    assert_eq!((pages.size.unwrap().name, names(&pages.items)), ("MaxResults", vec!["Transcript"]));
    let codes: Vec<_> = operation("DescribeView").errors.iter().map(|error| error.code()).collect();
    assert!(codes.contains(&"ResourceNotFoundException"), "{codes:?}");
    let traits = SERVICE.error("ResourceNotFoundException").unwrap().error.unwrap();
    assert_eq!(traits.status, 404);
}

/// Each reference leads to a type that has a name, and none is a dead end.
#[test]
fn every_structure_is_reached_and_ends() {
    let mut waiting: Vec<&'static Structure> = SERVICE.errors.to_vec();
    waiting.extend(SERVICE.operations.iter().flat_map(|operation| [operation.input, operation.output]));
    let mut seen: Vec<&'static str> = Vec::new();
    while let Some(structure) = waiting.pop() {
        if seen.contains(&structure.name) {
            continue;
        }
        seen.push(structure.name);
        let mut shapes: Vec<&'static Shape> = structure.members.iter().map(|member| member.shape).collect();
        while let Some(shape) = shapes.pop() {
            match shape {
                Shape::Structure(inner) | Shape::Union(inner) => waiting.push(inner),
                Shape::List { item, .. } => shapes.push(item),
                Shape::Map { key, value, .. } => shapes.extend([*key, *value]),
                _ => {}
            }
        }
    }
    for name in ["SendMessageRequest", "Item", "ViewContent", "WebRTCMediaPlacement", "ValidationException"] {
        assert!(seen.contains(&name), "{name} is not in {seen:?}");
    }
}
