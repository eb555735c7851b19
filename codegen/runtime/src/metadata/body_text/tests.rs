//! The text of an error whose body is not JSON.

use super::shown;

fn text(body: &str) -> Option<String> {
    shown(body.as_bytes())
}

/// Bodies of gateways and proxies, and the text that is shown.
const PAGES: &[(&str, &str)] = &[
    (
        "upstream connect error or disconnect/reset before headers",
        "upstream connect error or disconnect/reset before headers",
    ),
    ("<html><body><h1>502 Bad Gateway</h1></body></html>", "502 Bad Gateway"),
    (
        "<html>\r\n<head><title>503 Service Temporarily Unavailable</title></head>\r\n<body>\r\n\
         <center><h1>503 Service Temporarily Unavailable</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n",
        "503 Service Temporarily Unavailable nginx",
    ),
    (
        "<!DOCTYPE html><html><head><STYLE>body { color: red }</STYLE><script>let a = '<b>';</script>\
         <!-- a > b --></head><body>Access&nbsp;Denied &amp; logged</body></html>",
        "Access Denied & logged",
    ),
    (
        "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message></Error>",
        "AccessDenied Request has expired",
    ),
    ("  two\n lines\tand tabs  ", "two lines and tabs"),
    ("\u{feff}behind a mark", "behind a mark"),
    ("a <b in a text", "a <b in a text"),
    ("<p>no end", "no end"),
    ("<p>one<p>one<p>two", "one two"),
    ("nothing is JSON here: {\"a\":1}", "nothing is JSON here: {\"a\":1}"),
    // A request id is not a secret.
    (
        "request 7e4f9d0a-3c52-4d11-9f60-5f2a1f0f8d3e failed",
        "request 7e4f9d0a-3c52-4d11-9f60-5f2a1f0f8d3e failed",
    ),
    (
        "no route to https://participant.connect.us-east-1.amazonaws.com/participant/message",
        "no route to https://participant.connect.us-east-1.amazonaws.com/participant/message",
    ),
    // Characters that control a terminal, or change the direction of text, are escaped.
    ("\u{1b}[31mred\u{7} and \u{202e}back", "\\u{1b}[31mred\\u{7} and \\u{202e}back"),
];

#[test]
fn the_text_of_a_page_is_shown() {
    for (body, expected) in PAGES {
        assert_eq!(text(body).as_deref(), Some(*expected), "{body}");
    }
}

#[test]
fn json_and_bytes_are_not() {
    let bodies = [
        "",
        " ",
        "{}",
        "{\"message\":1}",
        "[1]",
        "\"text\"",
        "null",
        "true",
        "7",
        " null ",
        "{\"token\":\"secr",
        "[\"secr",
        "\"secr",
        "<html></html>",
        "<html>",
        "<!-- only -->",
        "<script>x</script>",
        "<style>",
        "<!--",
        "<",
    ];
    for body in bodies {
        assert_eq!(text(body), None, "{body}");
    }
    let deep = "[".repeat(100_000);
    assert_eq!(text(&deep), None);
    assert_eq!(shown(b"\x1f\x8b\x08\0\0\0\0\0\0\xff\x4b\xcc\x4c\xe1\x02\0"), None);
    assert_eq!(
        shown(b"Zugriff verweigert: \xfcberlastet").as_deref(),
        Some("Zugriff verweigert: \u{fffd}berlastet")
    );
}

/// Texts with a secret, which must be removed; the rest is kept.
#[test]
fn likely_secrets_are_hidden() {
    let secrets = [
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9",
        "QVFJREFIaGhSdEhPWTdBc3B5",
        "9d377d5ad5b0dbcb6f4ab6f2f1f5c8e0a7c3b1d2e4f60718293a4b5c6d7e8f90",
    ];
    for secret in secrets {
        for body in [
            format!("invalid request {secret} here"),
            format!("<p>Bearer {secret}</p>here"),
            format!("<pre>X-Amz-Bearer: {secret}</pre>here"),
            format!("GET /participant/views/{secret} failed here"),
            format!("https://user:{secret}@example.com/ here"),
            format!("https://example.com/a?X-Amz-Signature={secret}&b=1 here"),
            format!("cannot load <a href=\"/?t={secret}\">this</a> here"),
            format!("token={secret},x here"),
            format!("{secret}.{secret}.{secret} here"),
        ] {
            let shown = text(&body).unwrap();
            assert!(!shown.contains(secret) && !shown.contains(&secret[..12]), "{body}: {shown}");
            assert!(shown.ends_with("here"), "{body}: {shown}");
        }
    }
    // Short ones are recognized by their names.
    for (body, expected) in [
        ("password=hush x", "password=[redacted] x"),
        ("Password: hush x", "Password: [redacted] x"),
        ("api-key:hush x", "api-key:[redacted] x"),
        ("Authorization: Basic aHVzaA1 x", "Authorization: [redacted] [redacted] x"),
        ("Bearer hush1 x", "Bearer [redacted] x"),
        ("/a?session=hush x", "/a?[redacted] x"),
        // Other words after it are not.
        ("Bearer token is missing", "Bearer token is missing"),
        ("Basic authentication failed", "Basic authentication failed"),
    ] {
        assert_eq!(text(body).as_deref(), Some(expected));
    }
}

#[test]
fn long_pages_are_shortened() {
    let shown = text(&"word ".repeat(100_000)).unwrap();
    assert_eq!((shown.chars().count(), shown.ends_with('\u{2026}')), (200, true), "{shown}");
    let shown = text(&"é".repeat(39)).unwrap();
    assert_eq!(shown.chars().count(), 39);
    let shown = text(&"é ".repeat(20_000)).unwrap();
    assert!(shown.chars().count() <= 201 && shown.ends_with('\u{2026}'));
    // Any number of unclosed elements.
    for piece in ["<script>", "<!--", "</", "<", "&lt;", "<p></p>", "?", "://", "token="] {
        let begun = std::time::Instant::now();
        let _ = text(&piece.repeat(1 << 20));
        assert!(begun.elapsed().as_secs() < 5, "{piece}");
    }
}
