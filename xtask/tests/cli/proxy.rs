//! Proxies of the environment, which the tool uses without being asked.

use connectparticipant::test_util::Server;

use super::super::proxy_server::{Behaviour, ProxyServer};
use super::support::Tool;

const LINE: &str = "create-participant-connection --type CONNECTION_CREDENTIALS --participant-token";

fn tool(server: &Server) -> Tool {
    Tool::against(server).variable("AWS_REGION", "us-west-2").variable("AWS_MAX_ATTEMPTS", "1")
}

fn line(server: &Server) -> String {
    format!("{LINE} {}", server.credential("participant").unwrap())
}

#[test]
fn the_proxy_of_the_environment_is_used_and_shown_without_credentials() {
    let server = Server::start().unwrap();
    let proxy =
        ProxyServer::start(Behaviour { credentials: Some("dXNlcjpzZWNyZXQ="), ..Behaviour::default() });
    let url = proxy.url().replace("://", "://user:secret@");
    let ran = tool(&server).variable("HTTP_PROXY", &url).line(&(line(&server) + " --debug"));
    assert_eq!(ran.status, Some(0), "{}", ran.err);
    assert_eq!(proxy.heads().len(), 1);
    assert!(ran.err.contains(&format!("proxy: {}\n", proxy.url())), "{}", ran.err);
    assert!(!ran.err.contains("secret") && !ran.err.contains("dXNlcjpzZWNyZXQ="), "{}", ran.err);
}

#[test]
fn no_proxy_is_used_for_hosts_that_need_none_nor_for_another_scheme() {
    let server = Server::start().unwrap();
    let proxy = ProxyServer::start(Behaviour::default());
    let url = proxy.url();
    for variables in [
        &[("http_proxy", url.as_str()), ("no_proxy", "127.0.0.0/8")][..],
        &[("ALL_PROXY", &url), ("NO_PROXY", "*")],
        &[("HTTPS_PROXY", &url)],
        &[("HTTP_PROXY", &url), ("REQUEST_METHOD", "GET")],
    ] {
        let tool = variables.iter().fold(tool(&server), |tool, (name, value)| tool.variable(name, value));
        let ran = tool.line(&line(&server));
        assert_eq!(ran.status, Some(0), "{variables:?}: {}", ran.err);
    }
    assert_eq!(proxy.heads().len(), 0);
}

#[test]
fn a_proxy_that_cannot_be_used_is_an_error() {
    let server = Server::start().unwrap();
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let url = format!("http://user:secret@{nobody}");
    let ran = tool(&server).variable("http_proxy", &url).line(&line(&server));
    assert_eq!(ran.status, Some(255), "{}", ran.err);
    let message = format!("Failed to connect to proxy URL: \"http://{nobody}\": ");
    assert!(ran.err.contains(&message) && !ran.err.contains("secret"), "{}", ran.err);

    let ran = tool(&server).variable("ALL_PROXY", "socks5://user:secret@localhost").line(&line(&server));
    assert_eq!(ran.status, Some(253), "{}", ran.err);
    assert!(
        ran.err.contains("ALL_PROXY cannot be used: the scheme socks5:// is not supported"),
        "{}",
        ran.err
    );
    assert!(!ran.err.contains("secret"), "{}", ran.err);
}

#[test]
fn a_proxy_that_refuses_is_named_with_its_status() {
    let server = Server::start().unwrap();
    let proxy = ProxyServer::start(Behaviour { credentials: Some("none"), ..Behaviour::default() });
    let ran = tool(&server).variable("HTTP_PROXY", &proxy.url()).line(&line(&server));
    assert_eq!(ran.status, Some(255), "{}", ran.err);
    let message = format!(
        "Failed to connect to proxy URL: \"{}\": it refused the request with status 407 Proxy Authentication Required",
        proxy.url()
    );
    assert!(ran.err.contains(&message), "{}", ran.err);
}
