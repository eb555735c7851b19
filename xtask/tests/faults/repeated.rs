//! Failing services: which requests are retried, when, and how often.

use std::time::{Duration, Instant};

use connectparticipant::operation::get_transcript::{GetTranscript, GetTranscriptRequest};
use connectparticipant::test_util::{Failure, Fault};

use super::clients::Settings;
use super::scene::{Scene, case, shows_no_secret};

/// The number of messages in the service, without the three initial ones.
fn messages(scene: &Scene) -> usize {
    let input = GetTranscriptRequest::new("token").max_results(100);
    scene.caller.call::<GetTranscript>(input).unwrap().output.transcript.unwrap().len() - 3
}

#[test]
fn a_service_recovers() {
    case("503 twice and then 200", &Settings::default(), |scene| {
        scene.server.inject(Fault::status(503), 2);
        scene.send().unwrap();
        let requests = scene.server.requests();
        assert_eq!(requests.len(), 3);
        assert!(requests.iter().all(|request| request.body == requests[0].body), "one idempotency token");
        assert_eq!(messages(scene), 1);
    });
    case("503 without end", &Settings::default(), |scene| {
        scene.server.inject(Fault::status(503), 9);
        assert!(scene.is_refused(503).is_retryable());
        assert_eq!(scene.asked(), 3);
    });
    case("one fault after another", &Settings::default(), |scene| {
        scene.server.inject(Fault::LoseResponse, 1);
        scene.server.inject(Fault::status(500), 1);
        scene.send().unwrap();
        assert_eq!(messages(scene), 1);
    });
    for status in [408, 500, 502, 504, 599] {
        case(&format!("{status}, once"), &Settings::default(), |scene| {
            scene.server.inject(Fault::status(status), 1);
            scene.send().unwrap();
            assert_eq!(scene.asked(), 2);
        });
    }
    for status in [400, 401, 402, 403, 404, 409, 410, 413] {
        case(&format!("{status} is not asked again"), &Settings::default(), |scene| {
            scene.server.inject(Fault::status(status), 1);
            assert!(!scene.is_refused(status).is_retryable());
            assert_eq!(scene.asked(), 1);
        });
    }
}

#[test]
fn a_service_requests_a_delay() {
    case("429 with Retry-After", &Settings::default(), |scene| {
        scene.server.inject(Fault::too_many_requests(Duration::from_secs(1)), 1);
        let begun = Instant::now();
        scene.send().unwrap();
        assert!(begun.elapsed() >= Duration::from_secs(1));
        assert_eq!(scene.asked(), 2);
    });
    case("a delay in milliseconds", &Settings::default(), |scene| {
        let failure = Failure::new("ThrottlingException").header("x-amz-retry-after", "300");
        scene.server.fail_next("SendMessage", failure).unwrap();
        let begun = Instant::now();
        scene.send().unwrap();
        assert!(begun.elapsed() >= Duration::from_millis(300));
    });
    case("a delay of an hour", &Settings::default(), |scene| {
        scene.server.inject(Fault::too_many_requests(Duration::from_secs(3600)), 1);
        let metadata = scene.is_refused(429);
        assert!(metadata.is_throttling() && metadata.is_retryable());
        assert_eq!(metadata.headers()["retry-after"], "3600");
        assert_eq!(scene.asked(), 1);
    });
    case("429 without end", &Settings::default(), |scene| {
        for _ in 0..3 {
            scene.server.fail_next("SendMessage", Failure::new("ThrottlingException")).unwrap();
        }
        let error = scene.send().unwrap_err();
        shows_no_secret(&error);
        assert!(error.is_throttling());
        assert_eq!(error.code(), Some("ThrottlingException"));
        assert_eq!(scene.asked(), 3);
    });
}
