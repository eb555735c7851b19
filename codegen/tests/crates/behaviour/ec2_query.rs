//! A test of the crate that is generated from `tests/cases/ec2_query.json`; see `behaviour.rs`.

use case_ec2_query::error::Full;
use case_ec2_query::operation::put_book::{Book, PutBook, PutBookError, StoredBook};
use case_ec2_query::test_util::{self, Failure};
use case_ec2_query::types::{Chapter, Shelf};
use case_ec2_query::{CallError, Endpoint, Operation, ServiceError};

#[test]
fn lists_are_next_to_the_other_members_and_have_names_of_their_own() {
    let book =
        Book::new("Walden").authors(vec!["H D T".to_owned()]).chapters(vec![Chapter::new().name("Economy")]);
    let request = PutBook::encode(&book, &Endpoint::parse("https://example.com").unwrap()).unwrap();
    let expected =
        "Action=PutBook&Version=2026-01-01&Title=Walden&Author.1=H%20D%20T&Chapters.1.Name=Economy";
    assert_eq!(std::str::from_utf8(request.body()).unwrap(), expected);
    let empty = PutBook::encode(
        &Book::new("Walden").authors(Vec::new()),
        &Endpoint::parse("https://example.com").unwrap(),
    );
    assert_eq!(empty.unwrap().body(), b"Action=PutBook&Version=2026-01-01&Title=Walden");
}

#[test]
fn an_output_as_a_response_decodes_to_itself() {
    let output = StoredBook::new().title("Walden").authors(vec!["H D T".to_owned(), String::new()]).shelf(Shelf::Upper);
    let response = test_util::response::<PutBook>(&output);
    let text = std::str::from_utf8(response.body()).unwrap();
    assert!(
        text.starts_with("<PutBookResponse><title>Walden</title><authorSet><item>H D T</item>"),
        "{text}"
    );
    assert_eq!(PutBook::decode_response(&response).unwrap(), output);
}

#[test]
fn errors_are_in_a_list() {
    let response = Failure::from(Full::new().message("no room").free(3)).response();
    let text = std::str::from_utf8(response.body()).unwrap();
    assert!(text.starts_with("<Response><Errors><Error><Code>Full</Code>"), "{text}");
    match PutBook::decode_response(&response) {
        Err(CallError::Service(PutBookError::Full(error))) => {
            assert_eq!((error.message(), error.free), (Some("no room"), Some(3)));
        }
        other => panic!("{other:?}"),
    }
    let body = "<?xml version=\"1.0\"?><Response><Errors><Error><Code>InvalidVpcID.NotFound</Code><Message>gone</Message>\
                </Error></Errors><RequestID>a-1</RequestID></Response>";
    let response = http::Response::builder().status(400).body(body.as_bytes().to_vec()).unwrap();
    let error = PutBook::decode_response(&response).unwrap_err();
    let CallError::Service(error) = error else { panic!("{error:?}") };
    assert_eq!((error.code(), error.message()), (Some("InvalidVpcID.NotFound"), Some("gone")));
    assert_eq!(error.request_id(), Some("a-1"));
}
