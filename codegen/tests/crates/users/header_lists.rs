//! Lists in headers: an empty item round-trips, and an unreadable item is lost alone.

use case_header_lists::operation::put_note::{PutNote, PutNoteInput};
use case_header_lists::{Endpoint, Operation, Timestamp, WithMetadata};
use http::Response;

fn read(response: &Response<&str>) -> WithMetadata<<PutNote as Operation>::Output> {
    PutNote::decode_with_metadata(response.status(), response.headers(), response.body().as_bytes()).unwrap()
}

#[test]
fn header_lists_round_trip() {
    let endpoint = Endpoint::parse("https://example.com").unwrap();
    for texts in [&["", "a"][..], &["a", ""], &[""], &["", ""], &["a,b", "", " c ", "\"", "\\"], &["a"]] {
        let input = PutNoteInput::new().texts(texts.iter().map(ToString::to_string));
        let request = PutNote::encode(&input, &endpoint).unwrap();
        let response = Response::builder().header("x-texts", &request.headers()["x-texts"]).body("{}").unwrap();
        let WithMetadata { output: response, metadata, .. } = read(&response);
        assert_eq!(response.texts.as_deref().unwrap(), texts, "{:?}", request.headers()["x-texts"]);
        assert!(metadata.unreadable_members().is_empty());
    }
}

#[test]
fn an_odd_item_is_reported_by_its_place() {
    let response = Response::builder()
        .header("x-counts", "1, x, 3")
        .header("x-counts", "4,99999999999")
        .header("x-flags", "true,yes")
        .header("x-times", "Sun, 06 Nov 1994 08:49:37 GMT, Mon, 99 Nov 1994 08:49:37 GMT")
        .header("x-trace", "t")
        .body("{}")
        .unwrap();
    let WithMetadata { output: response, metadata, .. } = read(&response);
    assert_eq!(response.counts.as_deref(), Some(&[1, 3, 4][..]));
    assert_eq!(response.flags.as_deref(), Some(&[true][..]));
    assert_eq!(response.times.as_deref(), Some(&[Timestamp::parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT").unwrap()][..]));
    assert_eq!(response.trace.as_deref(), Some("t"));
    let paths: Vec<&str> = metadata.unreadable_members().iter().map(|member| member.path()).collect();
    assert_eq!(paths, ["x-counts[1]", "x-counts[4]", "x-flags[1]", "x-times[1]"]);
}

#[test]
fn a_number_that_is_empty_is_reported() {
    let response = Response::builder().header("x-counts", "\"\",2").header("x-trace", "t").body("{}").unwrap();
    let WithMetadata { output: response, metadata, .. } = read(&response);
    assert_eq!((response.counts.as_deref(), response.trace.as_deref()), (Some(&[2][..]), Some("t")));
    let [member] = &metadata.unreadable_members()[..] else { panic!("{metadata:?}") };
    assert_eq!(member.to_string(), "x-counts[0] (header): expected a value, but it is empty");
}
