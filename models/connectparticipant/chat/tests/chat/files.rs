//! Files: sending, scanning, downloading.

use std::thread;

use connectparticipant::test_util::Fault;
use connectparticipant::types::ArtifactStatus;
use connectparticipant::upload::{Upload, UploadStep};
use connectparticipant_chat::{DownloadError, FileError};

use crate::kinds::{Talk, both};
use crate::scene::Scene;

async fn a_file_is_sent_scanned_and_downloaded<C: Talk>() {
    let scene = Scene::<C>::new();
    scene.contact.hold_scans();
    let chat = scene.connect().await;
    for (approved, status) in [(true, ArtifactStatus::Approved), (false, ArtifactStatus::Rejected)] {
        let file = chat.send_file(Upload::bytes("a.txt", "content")).await.unwrap();
        let (contact, id) = (scene.contact.clone(), file.id.clone());
        let scan = thread::spawn(move || contact.finish_scan(&id, approved));
        assert_eq!(chat.scanned(&file.id).await, Some(status.clone()));
        assert!(scan.join().unwrap());
        assert_eq!(chat.scanned(&file.id).await, Some(status), "a result from before is known");
        if approved {
            let mut bytes = Vec::new();
            assert_eq!(chat.download(&file.id, 7, &mut bytes).await.unwrap(), 7);
            assert_eq!(bytes, b"content");
        }
    }
    let contact = scene.contact.clone();
    let end = thread::spawn(move || contact.end());
    assert_eq!(chat.scanned("unknown").await, None);
    end.join().unwrap();
    let error = chat.send_file(Upload::bytes("a.txt", "content")).await.unwrap_err();
    assert!(matches!(error, FileError::Ended), "{error}");
}

/// chatjs does not look at the status of the upload, and completes it anyway.
async fn a_failed_upload_is_not_completed<C: Talk>() {
    let scene = Scene::<C>::new();
    let chat = scene.connect().await;
    scene.service.server().inject_into("upload", Fault::status(403), 1).unwrap();
    let error = chat.send_file(Upload::bytes("a.txt", "content")).await.unwrap_err();
    let FileError::Upload(error) = error else { panic!("{error}") };
    assert_eq!(error.step(), UploadStep::Put);
    assert!(!scene.agent.calls().contains(&"CompleteAttachmentUpload"));
}

async fn a_download_is_checked<C: Talk>() {
    let scene = Scene::<C>::new();
    let chat = scene.connect().await;
    let file = chat.send_file(Upload::bytes("a.txt", "content")).await.unwrap();
    let mut bytes = Vec::new();
    let error = chat.download(&file.id, 6, &mut bytes).await.unwrap_err();
    assert!(matches!(error, DownloadError::TooLarge { limit: 6 }), "{error}");
    let server = scene.service.server();
    server.inject_into("download", Fault::status(403), 1).unwrap();
    let error = chat.download(&file.id, 100, &mut bytes).await.unwrap_err();
    assert!(matches!(error, DownloadError::Status(status) if status == 403), "{error}");
    assert!(bytes.is_empty(), "an error response is not the file");
    for (body, count) in [("conte", 5), ("content and more", 16)] {
        let fault = Fault::Response(http::Response::new(body.into()));
        server.inject_into("download", fault, 1).unwrap();
        let error = chat.download(&file.id, 100, &mut Vec::new()).await.unwrap_err();
        assert!(
            matches!(error, DownloadError::Size { expected: 7, received } if received == count),
            "{error}"
        );
    }
    server.inject_into("download", Fault::CloseInBody, 1).unwrap();
    let error = chat.download(&file.id, 100, &mut Vec::new()).await.unwrap_err();
    assert!(matches!(error, DownloadError::Transport(_)), "{error}");
    let error = chat.download("unknown", 100, &mut Vec::new()).await.unwrap_err();
    assert!(matches!(error, DownloadError::Call(_)), "{error}");
}

both! { a_file_is_sent_scanned_and_downloaded a_failed_upload_is_not_completed a_download_is_checked }
