//! The transcript by pages and by items.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::Poll;

use connectparticipant::Client;
use connectparticipant::client::Body;
use connectparticipant::config::{Timeouts, TransportError};
use connectparticipant::operation::get_transcript::GetTranscriptRequest;
use connectparticipant::types::ScanDirection;
use connectparticipant::{CallError, ConstructionError};

use futures_util::{StreamExt, TryStreamExt};

use crate::fakes::{Turn, World, response, run};

/// A page of items, with the token of the next.
fn page(ids: &[&str], next: Option<&str>) -> Turn {
    let items: Vec<_> = ids.iter().map(|id| serde_json::json!({ "Id": id })).collect();
    response(200, &serde_json::json!({ "Transcript": items, "NextToken": next }).to_string())
}

fn transcript() -> GetTranscriptRequest {
    GetTranscriptRequest::new("token")
}

fn asked_for(world: &World) -> Vec<Option<String>> {
    let token = |body: &String| {
        let body: serde_json::Value = serde_json::from_str(body).unwrap();
        body.get("NextToken").map(|token| token.as_str().unwrap().to_owned())
    };
    world.bodies().iter().map(token).collect()
}

#[test]
fn items_of_all_pages_come_one_after_the_other() {
    for direction in [ScanDirection::Forward, ScanDirection::Backward] {
        let world = World::new([page(&["1", "2"], Some("b")), page(&[], Some("c")), page(&["3"], None)]);
        let client = world.client();
        let items =
            run(client.get_transcript(transcript().scan_direction(direction.clone())).items().collect())
                .unwrap();
        let ids: Vec<_> = items.iter().map(|item| item.id.as_deref().unwrap()).collect();
        assert_eq!(ids, ["1", "2", "3"]);
        assert_eq!(asked_for(&world), [None, Some("b".to_owned()), Some("c".to_owned())]);
        assert!(world.bodies().iter().all(|body| body.contains(direction.as_str())));
    }
}

#[test]
fn pages_end_with_a_token_that_is_empty_or_not_there() {
    for last in [Some(""), None] {
        let world = World::new([page(&["1"], Some("b")), page(&["2"], last)]);
        let client = world.client();
        run(async {
            let mut pages = client.get_transcript(transcript()).pages();
            assert_eq!(pages.token(), None);
            assert_eq!(pages.next().await.unwrap().unwrap().transcript.as_ref().unwrap().len(), 1);
            assert_eq!(pages.token().as_deref(), Some("b"));
            pages.next().await.unwrap().unwrap();
            assert_eq!(pages.token(), None);
            assert!(pages.next().await.is_none());
            assert!(pages.next().await.is_none());
        });
        assert_eq!(world.requests(), 2);
    }
}

#[test]
fn a_repeated_token_is_an_error_after_its_page() {
    // A token that repeats the previous one, that of the caller, and cycles of two and of three.
    let circles: [(Option<&str>, &[&str]); 4] = [
        (None, &["a", "a"]),
        (Some("x"), &["x"]),
        (None, &["a", "b", "a", "b", "a"]),
        (None, &["a", "b", "c", "a", "b", "c"]),
    ];
    for (first, tokens) in circles {
        let turns = tokens.iter().cycle().take(40).enumerate();
        let turns = turns.map(|(number, token)| page(&[&number.to_string()], Some(token)));
        let world = World::new(turns);
        let client = world.client();
        let mut input = transcript();
        input.next_token = first.map(str::to_owned);
        let (good, last) = run(async {
            let mut pages = client.get_transcript(input).pages();
            let mut good = 0;
            loop {
                match pages.next().await {
                    Some(Ok(_)) => good += 1,
                    Some(Err(error)) => {
                        assert!(pages.next().await.is_none());
                        return (good, error);
                    }
                    None => panic!("the circle has no end"),
                }
            }
        });
        assert!(matches!(last, CallError::Construction(ConstructionError::RepeatedToken)), "{last}");
        assert_eq!(good, world.requests(), "no page is fetched for nothing");
        assert!(good <= 3 * tokens.len(), "{good} pages for {tokens:?}");
    }
}

/// After the newest item, the service returns it again, with a token, which may be another one each time.
#[test]
fn a_page_that_only_repeats_items_is_the_end() {
    for tokens in [["b", "c", "d"], ["b", "c", "c"], ["b", "b", "b"]] {
        let [first, second, third] = tokens.map(Some);
        let turns = || [page(&["1", "2"], first), page(&["2"], second), page(&["2"], third)];
        let world = World::new(turns());
        let client = world.client();
        let items = run(client.get_transcript(transcript()).items().collect()).unwrap();
        let ids: Vec<_> = items.iter().map(|item| item.id.as_deref().unwrap()).collect();
        assert_eq!((ids, world.requests()), (vec!["1", "2"], 2));
        let world = World::new(turns());
        let client = world.client();
        run(async {
            let mut pages = client.get_transcript(transcript()).pages();
            assert_eq!(pages.next().await.unwrap().unwrap().transcript.unwrap().len(), 2);
            assert!(pages.next().await.is_none());
            assert_eq!((pages.token(), world.requests()), (None, 2));
            assert!(pages.next().await.is_none());
        });
        let world = World::new(turns());
        let client = world.client();
        let pages = client.get_transcript(transcript()).pages();
        assert_eq!(run(pages.map(Result::unwrap).collect::<Vec<_>>()).len(), 1);
    }
}

/// Reading on from the newest item finds it alone in the first page, and new items after it.
#[test]
fn a_page_with_a_new_item_is_not_the_end() {
    let world = World::new([
        page(&["2"], Some("b")),
        page(&["2", "3"], Some("c")),
        page(&[], Some("d")),
        page(&["4"], Some("e")),
        page(&["4"], Some("f")),
    ]);
    let client = world.client();
    let items = run(client.get_transcript(transcript()).items().collect()).unwrap();
    let ids: Vec<_> = items.iter().map(|item| item.id.as_deref().unwrap()).collect();
    assert_eq!((ids, world.requests()), (vec!["2", "2", "3", "4"], 5));
}

#[test]
fn an_item_without_an_id_is_new() {
    let bare =
        |next: &str| response(200, &format!(r#"{{"Transcript":[{{"Content":"x"}}],"NextToken":"{next}"}}"#));
    let world = World::new([bare("b"), bare("c"), bare("")]);
    let client = world.client();
    let items = run(client.get_transcript(transcript()).items().collect()).unwrap();
    assert_eq!((items.len(), world.requests()), (3, 3));
}

/// An unreadable page is not the end: the pages after it would be lost silently.
#[test]
fn an_unreadable_token_is_an_error_after_its_page() {
    for token in [r#"{"a":1}"#, "[]", "true"] {
        let world =
            World::new([response(200, &format!(r#"{{"Transcript":[{{"Id":"1"}}],"NextToken":{token}}}"#))]);
        let client = world.client();
        run(async {
            let mut items = client.get_transcript(transcript()).items();
            assert_eq!(items.next().await.unwrap().unwrap().id.as_deref(), Some("1"));
            let error = items.next().await.unwrap().unwrap_err();
            assert!(
                matches!(error, CallError::Construction(ConstructionError::UnreadableToken)),
                "{token}: {error}"
            );
            assert!(items.next().await.is_none());
        });
    }
}

#[test]
fn a_cancelled_page_is_fetched_again() {
    let world = World::new([page(&["1"], Some("b")), Turn::Stall, page(&["2"], None)]);
    let client = world.builder().timeouts(Timeouts::none()).build().unwrap();
    run(async {
        let mut items = client.get_transcript(transcript()).items();
        assert_eq!(items.next().await.unwrap().unwrap().id.as_deref(), Some("1"));
        // Like `select!` when another branch is ready first.
        let polled = poll_fn(|cx| Poll::Ready(pin!(items.next()).poll(cx).is_pending())).await;
        assert!(polled);
        assert_eq!(items.next().await.unwrap().unwrap().id.as_deref(), Some("2"));
        assert!(items.next().await.is_none());
    });
    let b = Some("b".to_owned());
    assert_eq!(asked_for(&world), [None, b.clone(), b]);
}

#[test]
fn interrupted_paging_can_continue() {
    let world = World::new([
        page(&["1", "2"], Some("b")),
        response(403, r#"{"Message":"no"}"#),
        page(&["3", "4"], Some("c")),
        page(&["5"], None),
    ]);
    let client = world.client();
    run(async {
        let mut items = client.get_transcript(transcript()).items();
        for id in ["1", "2"] {
            assert_eq!(items.next().await.unwrap().unwrap().id.as_deref(), Some(id));
        }
        assert!(matches!(items.next().await, Some(Err(CallError::Service(_)))));
        assert!(items.next().await.is_none());
        let token = items.token().unwrap();
        assert_eq!((token.as_str(), items.taken()), ("b", 0));
        let mut rest = client.get_transcript(transcript().next_token(token)).items();
        assert_eq!(rest.next().await.unwrap().unwrap().id.as_deref(), Some("3"));
        assert_eq!((rest.token().as_deref(), rest.taken()), (Some("b"), 1));
        assert_eq!(rest.collect().await.unwrap().len(), 2);
    });
}

#[test]
fn pages_and_items_are_streams() {
    let turns = || [page(&["1", "2"], Some("b")), page(&[], Some("c")), page(&["3"], None)];
    let world = World::new(turns());
    let client = world.client();
    let items = client.get_transcript(transcript()).items();
    let ids = items.map_ok(|item| item.id.unwrap()).try_collect::<Vec<_>>();
    assert_eq!(run(ids).unwrap(), ["1", "2", "3"]);
    assert_eq!(asked_for(&world), [None, Some("b".to_owned()), Some("c".to_owned())]);
    let world = World::new(turns());
    let client = world.client();
    let pages = client.get_transcript(transcript()).pages();
    let sizes = pages.map_ok(|page| page.transcript.unwrap().len()).try_collect::<Vec<_>>();
    assert_eq!(run(sizes).unwrap(), [2, 0, 1]);
}

#[test]
fn a_stream_ends_after_an_error_until_it_is_resumed() {
    let world = World::new([page(&["1"], Some("b")), response(403, "{}"), page(&["2"], None)]);
    let client = world.client();
    run(async {
        let mut items = client.get_transcript(transcript()).items();
        let first: Vec<_> = items.by_ref().map(|item| item.map(|item| item.id.unwrap())).collect().await;
        assert_eq!(first[0].as_ref().unwrap(), "1");
        assert!(matches!(first[1..], [Err(CallError::Service(_))]));
        assert_eq!(items.token().as_deref(), Some("b"));
        items.resume();
        let rest: Vec<_> = items.map(|item| item.unwrap().id.unwrap()).collect().await;
        assert_eq!(rest, ["2"]);
    });
}

/// A client whose page arrives at the second poll, and the number of its requests.
fn slow() -> (Client, Arc<AtomicUsize>) {
    let requests = Arc::new(AtomicUsize::new(0));
    let counted = requests.clone();
    let transport = move |_: http::Request<Body>| {
        counted.fetch_add(1, Ordering::Relaxed);
        async {
            tokio::task::yield_now().await;
            let body = Body::from(br#"{"Transcript":[{"Id":"1"}]}"#.to_vec());
            Ok::<_, TransportError>(http::Response::new(body))
        }
    };
    // Virtual time would let the timeouts expire first.
    let builder = World::new([]).builder().transport(transport).timeouts(Timeouts::none());
    (builder.build().unwrap(), requests)
}

/// `StreamExt::next` and `next` fetch the page that an earlier poll of the stream has started.
#[test]
fn a_page_that_a_stream_has_started_is_not_fetched_twice() {
    let (client, requests) = slow();
    let is_pending = |polled: Poll<_>| Poll::Ready(polled.is_pending());
    run(async {
        let mut items = client.get_transcript(transcript()).items();
        assert!(poll_fn(|cx| is_pending(items.poll_next_unpin(cx).map(drop))).await);
        let item = StreamExt::next(&mut items).await.unwrap().unwrap();
        assert_eq!((item.id.as_deref(), items.taken()), (Some("1"), 1));
        assert_eq!(requests.load(Ordering::Relaxed), 1);
        let mut pages = client.get_transcript(transcript()).pages();
        assert!(poll_fn(|cx| is_pending(pages.poll_next_unpin(cx).map(drop))).await);
        assert_eq!(pages.next().await.unwrap().unwrap().transcript.unwrap().len(), 1);
        assert!(pages.next().await.is_none());
        assert_eq!(requests.load(Ordering::Relaxed), 2);
    });
}

#[test]
fn pages_and_items_can_be_sent_and_shared() {
    fn shared<T: Send + Sync + Unpin>(_: &T) {}
    let world = World::new([]);
    let client = world.client();
    let call = || client.get_transcript(transcript());
    shared(&call().pages());
    shared(&call().items());
}
