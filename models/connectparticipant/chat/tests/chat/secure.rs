//! A websocket over TLS, in the tunnel of a proxy: with the settings of the client.

use std::io;
use std::sync::{Arc, Mutex};

use connectparticipant::Client;
use connectparticipant::client::{HyperTransport, HyperTransportBuilder};
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
async fn proxy(sockets: String) -> Tunnels {
    let made = rcgen::generate_simple_self_signed([HOST.to_owned()]).unwrap();
    let certificate = made.cert.der().clone();
    let key = PrivateKeyDer::try_from(made.signing_key.serialize_der()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions().unwrap();
    let config = config.with_no_client_auth().with_single_cert(vec![certificate.clone()], key).unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let heads = Arc::default();
    let kept = Arc::clone(&heads);
    tokio::spawn(async move {
        while let Ok((near, _)) = listener.accept().await {
            // A client that rejects the certificate ends its tunnel.
            let _ = tunnel(near, &acceptor, &sockets, &kept).await;
        }
    });
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
async fn prepare(scene: &Scene) -> String {
    let both = [ConnectionType::Websocket, ConnectionType::ConnectionCredentials];
    let request = CreateParticipantConnectionRequest::new(scene.agent.token()).r#type(both);
    let output = scene.client.create_participant_connection(request).await.unwrap();
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

fn client(scene: &Scene, port: u16, certificate: Option<&[u8]>) -> Client {
    let proxy = Proxy::none().https(format!("http://user:password@127.0.0.1:{port}")).unwrap();
    let transport = HyperTransport::builder().proxy(proxy);
    let transport = certificate.into_iter().fold(transport, HyperTransportBuilder::root_certificate_der);
    Client::builder().endpoint_url(scene.service.url()).transport(transport.build().unwrap()).build().unwrap()
}

#[tokio::test]
async fn a_socket_uses_the_proxy_and_the_certificates_of_the_client() {
    let scene = Scene::new();
    let sockets = prepare(&scene).await;
    let proxy = proxy(sockets).await;
    let client = client(&scene, proxy.port, Some(&proxy.certificate));
    let chat = Chat::connect(&client, scene.agent.token()).await.unwrap();
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

#[tokio::test]
async fn an_untrusted_certificate_is_reported() {
    let scene = Scene::new();
    let sockets = prepare(&scene).await;
    let proxy = proxy(sockets).await;
    let builder = Chat::builder(&client(&scene, proxy.port, None), scene.agent.token());
    let chat = builder.settings(|settings| settings.url_usable = SECOND / 10).connect().await.unwrap();
    let Some(Update::SocketFailed(text)) = next(&chat).await else { panic!("no failure") };
    assert!(text.contains("certificate") && !text.contains("password"), "{text}");
}
