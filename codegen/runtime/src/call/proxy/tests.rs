use http::Uri;

use super::super::TransportErrorKind as Kind;
use super::{connect_request, is_open, Proxy, ProxyServer, MAX_HEAD};

/// The proxy for an address, as it is shown.
fn shown(proxy: &Proxy, address: &str) -> String {
    let uri: Uri = address.parse().unwrap();
    proxy.server_for(&uri).map_or_else(|| "none".to_owned(), ToString::to_string)
}

/// The proxies of some variables.
fn from(variables: &[(&str, &str)]) -> Result<Proxy, String> {
    let find =
        |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    Proxy::from_variables(find).map_err(|error| error.to_string())
}

#[test]
fn urls_of_proxies() {
    for (url, address) in [
        ("http://proxy.example.com:3128", "http://proxy.example.com:3128"),
        ("proxy.example.com:3128", "http://proxy.example.com:3128"),
        ("Proxy.Example.com", "http://proxy.example.com:80"),
        ("https://proxy.example.com", "https://proxy.example.com:443"),
        ("HTTP://proxy.example.com:3128/", "http://proxy.example.com:3128"),
        (" http://proxy.example.com:3128/path?query ", "http://proxy.example.com:3128"),
        ("http://[2001:db8::1]:3128", "http://[2001:db8::1]:3128"),
        ("[::1]", "http://[::1]:80"),
        ("http://user:secret@proxy.example.com", "http://proxy.example.com:80"),
        ("user:se@cret@proxy.example.com:8080", "http://proxy.example.com:8080"),
    ] {
        let proxy = Proxy::new(url).unwrap();
        assert_eq!(shown(&proxy, "https://example.com/"), address, "{url}");
        assert_eq!(shown(&proxy, "http://example.com/"), address, "{url}");
    }
}

#[test]
fn urls_that_are_refused_do_not_show_what_may_be_secret() {
    for (url, problem) in [
        ("socks5://user:secret@localhost:1080", "the scheme socks5:// is not supported"),
        ("SOCKS5H://localhost", "the scheme socks5h:// is not supported"),
        ("ftp://localhost", "the scheme ftp:// is not supported"),
        ("user:secret://localhost", "does not begin with http://"),
        ("http://", "no valid host and port"),
        ("http://:3128", "no valid host and port"),
        ("http://user:secret@", "no valid host and port"),
        ("http://localhost:99999", "no valid host and port"),
        ("http://localhost:", "no valid host and port"),
        ("http://local host", "no valid host and port"),
        ("http://user:secret/12@localhost", "percent-encoded"),
        ("http://user:12#secret@localhost", "percent-encoded"),
        ("http://user:secret?@localhost", "percent-encoded"),
    ] {
        let error = Proxy::new(url).unwrap_err().to_string();
        assert!(error.contains(problem), "{url}: {error}");
        assert!(!error.contains("secret"), "{error}");
    }
}

#[test]
fn credentials_are_decoded_sent_and_not_shown() {
    // RFC 7617: base64 of the user, a colon and the password.
    for (user, header) in [
        ("Aladdin:open%20sesame", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="),
        ("user", "Basic dXNlcjo="),
        ("user:", "Basic dXNlcjo="),
        ("us%40er:p%3ass:t%25", "Basic dXNAZXI6cDpzczp0JQ=="),
        ("%ff:%00", "Basic /zoA"),
    ] {
        let proxy = Proxy::new(format!("http://{user}@localhost")).unwrap();
        let server = proxy.https.as_ref().unwrap();
        let value = server.authorization.as_ref().unwrap();
        assert_eq!(value.to_str().unwrap(), header, "{user}");
        assert!(value.is_sensitive());
        let texts = format!("{proxy:?} {server} {server:?}");
        assert!(!texts.contains("Basic") && !texts.contains("user") && !texts.contains("Aladdin"), "{texts}");
    }
    let set = Proxy::new("http://localhost").unwrap().basic_auth("us@er", "p:ss:t%");
    let value = set.http.as_ref().unwrap().authorization.clone().unwrap();
    assert_eq!(value.to_str().unwrap(), "Basic dXNAZXI6cDpzczp0JQ==");
}

#[test]
fn each_scheme_has_its_proxy() {
    let proxy = Proxy::none().http("http://plain").unwrap().https("https://secure:8443").unwrap();
    assert_eq!(shown(&proxy, "http://example.com/"), "http://plain:80");
    assert_eq!(shown(&proxy, "https://example.com/"), "https://secure:8443");
    assert_eq!(shown(&Proxy::none(), "https://example.com/"), "none");
}

#[test]
fn variables_of_the_environment() {
    let (https, http) = ("https://example.com/", "http://example.com/");
    for (variables, secure, plain) in [
        (&[][..], "none", "none"),
        (&[("HTTPS_PROXY", "a:1")], "http://a:1", "none"),
        (&[("https_proxy", "a:1")], "http://a:1", "none"),
        (&[("http_proxy", "a:1")], "none", "http://a:1"),
        (&[("HTTP_PROXY", "a:1")], "none", "http://a:1"),
        (&[("HTTP_PROXY", "a:1"), ("REQUEST_METHOD", "GET")], "none", "none"),
        (&[("http_proxy", "a:1"), ("REQUEST_METHOD", "GET")], "none", "http://a:1"),
        (&[("HTTPS_PROXY", "a:1"), ("REQUEST_METHOD", "GET")], "http://a:1", "none"),
        (&[("HTTPS_PROXY", "upper:1"), ("https_proxy", "lower:1")], "http://lower:1", "none"),
        (&[("HTTPS_PROXY", "upper:1"), ("https_proxy", "")], "http://upper:1", "none"),
        (&[("ALL_PROXY", "a:1")], "http://a:1", "http://a:1"),
        (&[("all_proxy", "a:1"), ("HTTPS_PROXY", "b:1")], "http://b:1", "http://a:1"),
        (&[("ALL_PROXY", "a:1"), ("NO_PROXY", "example.com")], "none", "none"),
        (&[("ALL_PROXY", "a:1"), ("no_proxy", "example.com")], "none", "none"),
        (
            &[("ALL_PROXY", "a:1"), ("NO_PROXY", "example.com"), ("no_proxy", "other.com")],
            "http://a:1",
            "http://a:1",
        ),
        // It is used by no address.
        (
            &[("ALL_PROXY", "socks5://a"), ("HTTPS_PROXY", "b:1"), ("HTTP_PROXY", "c:1")],
            "http://b:1",
            "http://c:1",
        ),
    ] {
        let proxy = from(variables).unwrap();
        assert_eq!((&*shown(&proxy, https), &*shown(&proxy, http)), (secure, plain), "{variables:?}");
    }
}

#[test]
fn a_variable_that_cannot_be_used_is_named() {
    let error = from(&[("HTTPS_PROXY", "socks5://user:secret@localhost")]).unwrap_err();
    assert_eq!(
        error,
        "HTTPS_PROXY cannot be used: the scheme socks5:// is not supported; use a proxy with http:// or https://"
    );
    let error = from(&[("all_proxy", "http://user:secret@host:port")]).unwrap_err();
    assert_eq!(error, "all_proxy cannot be used: the URL has no valid host and port; write http://host:port");
    // In a variable of the process, this character is in place of invalid Unicode.
    let error = from(&[("https_proxy", "http://pr\u{fffd}xy:3128")]).unwrap_err();
    assert_eq!(
        error,
        "https_proxy cannot be used: the URL has no valid host and port; write http://host:port"
    );
}

/// curl 7.88 decides the same, except for ports, `*.`, brackets, the network `/0` and networks of IPv6, which it does not know: these
/// are as the clients of Python, Go and reqwest take them.
#[test]
fn hosts_without_a_proxy() {
    for (list, host, direct) in [
        ("", "example.com", false),
        (",, ,", "example.com", false),
        ("example.com", "example.com", true),
        ("example.com", "EXAMPLE.COM", true),
        ("Example.Com", "example.com", true),
        ("example.com", "www.example.com", true),
        ("example.com", "a.b.example.com", true),
        ("example.com", "notexample.com", false),
        ("example.com", "example.com.org", false),
        ("example.com", "example", false),
        (".example.com", "example.com", true),
        (".example.com", "www.example.com", true),
        (".example.com", "notexample.com", false),
        ("*.example.com", "www.example.com", true),
        ("*.example.com", "notexample.com", false),
        ("*example.com", "notexample.com", false),
        ("example.com.", "example.com", true),
        ("example.com", "example.com.", true),
        ("other.org,example.com", "example.com", true),
        ("other.org, example.com", "example.com", true),
        ("other.org example.com", "example.com", true),
        ("*", "example.com", true),
        ("*", "192.0.2.7", true),
        ("localhost", "localhost", true),
        ("localhost", "127.0.0.1", false),
        ("127.0.0.1", "localhost", false),
        ("com", "example.com", true),
        ("192.0.2.7", "192.0.2.7", true),
        ("192.0.2.7", "192.0.2.70", false),
        ("0.2.7", "192.0.2.7", false),
        ("192.0.2.0/24", "192.0.2.7", true),
        ("192.0.2.9/24", "192.0.2.7", true),
        ("192.0.2.0/24", "192.0.3.7", false),
        ("192.0.2.0/32", "192.0.2.0", true),
        ("0.0.0.0/0", "192.0.2.7", true),
        ("0.0.0.0/0", "example.com", false),
        ("192.0.2.0/33", "192.0.2.7", false),
        ("::1", "[::1]", true),
        ("[::1]", "[::1]", true),
        ("2001:db8::/32", "[2001:db8::7]", true),
        ("2001:db8::/32", "[2001:db9::7]", false),
        ("2001:DB8:0::7", "[2001:db8::7]", true),
        ("10.0.0.0/8", "[::ffff:10.0.0.1]", false),
        ("example.com", "example.com:8443", true),
        ("example.com:8443", "example.com:8443", true),
        ("example.com:8443", "www.example.com:8443", true),
        ("example.com:443", "example.com", true),
        ("example.com:8443", "example.com", false),
        ("192.0.2.7:8443", "192.0.2.7:8443", true),
        ("192.0.2.7:8443", "192.0.2.7", false),
        ("[::1]:8443", "[::1]:8443", true),
        ("[::1]:8443", "[::1]", false),
        ("*:8443", "example.com:8443", true),
        ("example.com:port", "example.com", false),
    ] {
        let proxy = Proxy::new("http://proxy:3128").unwrap().no_proxy(list);
        let found = shown(&proxy, &format!("https://{host}/"));
        assert_eq!(found == "none", direct, "{list:?} and {host}: {found}");
    }
}

#[test]
fn lists_of_hosts_add_up() {
    let proxy = Proxy::new("http://proxy").unwrap().no_proxy("a.example").no_proxy("b.example, 10.0.0.0/8");
    assert_eq!(shown(&proxy, "https://a.example/"), "none");
    assert_eq!(shown(&proxy, "https://b.example/"), "none");
    assert_eq!(format!("{:?}", proxy.bypass), "[a.example, b.example, 10.0.0.0/8]");
}

fn server() -> ProxyServer {
    ProxyServer::parse("http://user:secret@proxy:3128").unwrap()
}

#[test]
fn the_request_for_a_tunnel() {
    let text = |host| String::from_utf8(connect_request(&server(), host, 443)).unwrap();
    assert_eq!(
        text("example.com"),
        "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com:443\r\nProxy-Authorization: Basic dXNlcjpzZWNyZXQ=\r\n\r\n"
    );
    assert!(text("::1").starts_with("CONNECT [::1]:443 HTTP/1.1\r\nHost: [::1]:443\r\n"));
}

#[test]
fn the_response_to_it() {
    for open in [
        "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.0 200 Connection established\r\nVia: 1.0 a\r\n\r\n",
        "HTTP/1.1 100 \r\n\r\nHTTP/1.1 204 \r\n\r\n",
    ] {
        assert!(is_open(&server(), open.as_bytes()).unwrap(), "{open}");
        for end in 0..open.len() {
            assert!(!is_open(&server(), &open.as_bytes()[..end]).unwrap(), "{open} up to {end}");
        }
    }
    let many = format!("HTTP/1.1 200 OK\r\n{}\r\n", "a: b\r\n".repeat(65));
    let long = format!("HTTP/1.1 200 OK\r\na: {}", "b".repeat(MAX_HEAD));
    for (response, kind, reason) in [
        (
            "HTTP/1.1 407 Secret\r\n\r\n",
            Kind::Proxy,
            "it refused the tunnel with status 407 Proxy Authentication Required",
        ),
        (
            "HTTP/1.1 403 Secret\r\nContent-Length: 9\r\n\r\n",
            Kind::Proxy,
            "it refused the tunnel with status 403 Forbidden",
        ),
        (
            "HTTP/1.1 302 Secret\r\nLocation: x\r\n\r\n",
            Kind::Proxy,
            "it refused the tunnel with status 302 Found",
        ),
        ("HTTP/1.1 502 Secret\r\n\r\n", Kind::Connect, "it refused the tunnel with status 502 Bad Gateway"),
        ("HTTP/1.1 599 Secret\r\n\r\n", Kind::Connect, "it refused the tunnel with status 599"),
        ("SSH-2.0-OpenSSH_9.6\r\n", Kind::Proxy, "it sent a response that is not HTTP"),
        ("HTTP/1.1 200 OK\r\n\r\n\u{16}", Kind::Proxy, "it sent bytes before the tunnel was used"),
        (&many, Kind::Proxy, "it sent a response with too many headers"),
        (&long, Kind::Proxy, "it sent a response with too large a head"),
    ] {
        let error = is_open(&server(), response.as_bytes()).unwrap_err();
        assert_eq!((error.kind(), error.was_sent()), (kind, false), "{response}");
        assert_eq!(error.is_transient(), kind == Kind::Connect);
        let text = format!(
            "no connection to the service through the proxy http://proxy:3128: {reason}; check the proxy"
        );
        assert_eq!(error.to_string(), text);
        assert_eq!(error.proxy(), Some("http://proxy:3128"));
    }
}
