//! A thousand sessions in one process.

use connectparticipant::types::ParticipantRole;
use connectparticipant_chat::test_util::ChatService;

use crate::peer::{Socket, client, connection_of};

/// The threads of this process.
#[cfg(target_os = "linux")]
fn threads() -> usize {
    std::fs::read_dir("/proc/self/task").unwrap().count()
}

#[tokio::test]
async fn a_thousand_sessions_share_a_thread() {
    const SESSIONS: usize = 1000;
    let service = ChatService::start().unwrap();
    let client = client(&service);
    let mut sessions = Vec::new();
    for number in 0..SESSIONS {
        let contact = service.contact();
        let customer = contact.join(ParticipantRole::Customer, &format!("Customer {number}"));
        let url = connection_of(&client, &customer).await.url;
        let mut socket = Socket::open(&url).await.unwrap();
        socket.subscribe().await;
        sessions.push((contact, customer, socket));
    }
    #[cfg(target_os = "linux")]
    assert!(threads() < SESSIONS / 10, "{} threads", threads());
    for (number, (contact, ..)) in sessions.iter().enumerate() {
        contact.system().says(&number.to_string());
    }
    for (number, (_, customer, socket)) in sessions.iter_mut().enumerate() {
        assert_eq!(socket.content().await, number.to_string());
        assert!(customer.is_subscribed());
    }
}
