//! A websocket over TLS, in the tunnel of a proxy: with the settings of the client.

use std::io;
use std::sync::{Arc, Mutex};
use std::thread;

use connectparticipant::config::Proxy;
use connectparticipant::operation::CreateParticipantConnectionRequest;
use connectparticipant::test_util::Fault;
use connectparticipant::types::ConnectionType;
use connectparticipant_chat::{Chat, Update};
use rustls::ServerConfig;
use rustls::pki_types::PrivateKeyDer;
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::kinds::{Options, Talk, both};
use crate::scene::{SECOND, Scene, next, next_content};

const HOST: &str = "chat.example.com";

/// A proxy, with TLS behind it.
struct Tunnels {
    port: u16,
    certificate: Vec<u8>,
    /// The requests for tunnels, in lower case.
    heads: Arc<Mutex<Vec<String>>>,
}

/// Accepts one tunnel after another, and speaks TLS in it.
fn proxy(sockets: String) -> Tunnels {
    let made = rcgen::generate_simple_self_signed([HOST.to_owned()]).unwrap();
    let certificate = made.cert.der().clone();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_no_client_auth().with_single_cert(vec![certificate.clone()], key).unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let port = listener.local_addr().unwrap().port();
    let heads = Arc::default();
    let kept = Arc::clone(&heads);
    let serve = async move {
        let listener = TcpListener::from_std(listener).unwrap();
        while let Ok((near, _)) = listener.accept().await {
            // A client that rejects the certificate ends its tunnel.
            let _ = tunnel(near, &acceptor, &sockets, &kept).await;
        }
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    // A blocking chat blocks the thread of the test. This one ends with the process.
    thread::spawn(move || runtime.block_on(serve));
    Tunnels { port, certificate: certificate.to_vec(), heads }
}

async fn tunnel(
    mut near: TcpStream,
    acceptor: &TlsAcceptor,
    sockets: &str,
    heads: &Mutex<Vec<String>>,
) -> io::Result<()> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(near.read_u8().await?);
    }
    heads.lock().unwrap().push(String::from_utf8_lossy(&head).to_ascii_lowercase());
    near.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await?;
    let mut near = acceptor.accept(near).await?;
    let mut far = TcpStream::connect(sockets).await?;
    copy_bidirectional(&mut near, &mut far).await?;
    Ok(())
}

/// Lets the next connection have a `wss://` URL to the tunnel.
async fn prepare(scene: &Scene<impl Talk>) -> String {
    let both = [ConnectionType::Websocket, ConnectionType::ConnectionCredentials];
    let request = CreateParticipantConnectionRequest::new(scene.agent.token()).r#type(both);
    let client = Chat::client(scene.service.url(), None);
    let output = client.create_participant_connection(request).await.unwrap();
    let token = output.connection_credentials.unwrap().connection_token.unwrap();
    let url = output.websocket.unwrap().url.unwrap();
    let (sockets, path) = url.strip_prefix("ws://").unwrap().split_once('/').unwrap();
    let body = serde_json::json!({
        "Websocket": {"Url": format!("wss://{HOST}/{path}")},
        "ConnectionCredentials": {"ConnectionToken": token.as_str()},
    });
    let fault = Fault::Response(http::Response::new(body.to_string().into_bytes()));
    scene.service.server().inject_into("CreateParticipantConnection", fault, 1).unwrap();
    sockets.to_owned()
}

fn client<C: Talk>(scene: &Scene<C>, port: u16, certificate: Option<&[u8]>) -> C::Client {
    let proxy = Proxy::none().https(format!("http://user:password@127.0.0.1:{port}")).unwrap();
    C::client_with_proxy(scene.service.url(), proxy, certificate)
}

async fn a_socket_uses_the_proxy_and_the_certificates_of_the_client<C: Talk>() {
    let scene = Scene::<C>::new();
    let sockets = prepare(&scene).await;
    let proxy = proxy(sockets);
    let client = client(&scene, proxy.port, Some(&proxy.certificate));
    let chat = C::begin(&client, scene.agent.token(), Options::default()).await.unwrap();
    for expected in ["participant.joined", "participant.joined"] {
        assert_eq!(next_content(&chat).await, expected);
    }
    for number in 0..50 {
        let text = format!("{number} {}", "x".repeat(number * 20));
        scene.customer.says(&text);
        assert_eq!(next_content(&chat).await, text);
    }
    assert_eq!(scene.agent.sockets().len(), 1);
    let heads = proxy.heads.lock().unwrap();
    let [head] = &heads[..] else { panic!("{heads:?}") };
    assert!(head.starts_with("connect chat.example.com:443 "), "{head}");
    assert!(head.contains("proxy-authorization: basic "), "{head}");
}

async fn an_untrusted_certificate_is_reported<C: Talk>() {
    let scene = Scene::<C>::new();
    let sockets = prepare(&scene).await;
    let proxy = proxy(sockets);
    let options = Options::default().settings(|settings| settings.url_usable = SECOND / 10);
    let chat = C::begin(&client(&scene, proxy.port, None), scene.agent.token(), options).await.unwrap();
    let Some(Update::SocketFailed(text)) = next(&chat).await else { panic!("no failure") };
    assert!(text.contains("certificate") && !text.contains("password"), "{text}");
}

both! { a_socket_uses_the_proxy_and_the_certificates_of_the_client an_untrusted_certificate_is_reported }
