//! What the input does: messages, files, leaving. Each act is a future, which the loop polls next to the updates.

use std::fs::{File, OpenOptions};
use std::future::Future;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::pin::Pin;
use std::task::{Context, Poll};

use connectparticipant::operation::start_attachment_upload::StartAttachmentUpload;
use connectparticipant::operation::{DisconnectParticipant, GetAttachment, SendMessage};
use connectparticipant::types::ChatContentType;
use connectparticipant::upload::Upload;
use farrier_runtime::cli::extension::Invocation;
use farrier_runtime::cli::failure::Failure;
use tokio::io::AsyncWrite;

use crate::content::Content;
use crate::{Chat, ChatError, DownloadError, FileError};

/// The maximum size of a saved attachment, in bytes.
const LARGEST: u64 = 1 << 30;

/// A successful act.
#[derive(Debug)]
pub(super) enum Done {
    Sent {
        id: Option<String>,
    },
    FileSent {
        name: String,
        id: String,
    },
    Saved {
        id: String,
        path: String,
        bytes: u64,
    },
    Left,
    /// The others know that this participant is typing.
    Typed {
        id: Option<String>,
    },
}

/// An act that goes on.
pub(super) type Act<'a> = Pin<Box<dyn Future<Output = Result<Done, Failure>> + 'a>>;

/// Sends a message.
pub(super) fn send<'a>(chat: Chat, invocation: &'a Invocation<'_>, content: Content<'static>) -> Act<'a> {
    Box::pin(async move {
        match chat.send_message(content.content_type(), content.text()).await {
            Ok(sent) => Ok(Done::Sent { id: sent.id }),
            Err(ChatError::Ended) => Err(over()),
            Err(ChatError::Call(error)) => Err(invocation.failed::<SendMessage>(&error)),
        }
    })
}

/// Tells the others that this participant is typing. [`Chat::typing`] does the same, and does not return the id of the event, by which
/// this participant recognizes itself.
pub(super) fn typing<'a>(chat: Chat) -> Act<'a> {
    Box::pin(async move {
        // A typing event that fails is not worth a report: the next one follows.
        let sent = chat.send_event(ChatContentType::Typing, None).await.ok();
        Ok(Done::Typed { id: sent.and_then(|sent| sent.id) })
    })
}

/// Sends a file.
pub(super) fn send_file<'a>(chat: Chat, invocation: &'a Invocation<'_>, path: String) -> Act<'a> {
    Box::pin(async move {
        match chat.send_file(Upload::file(path)).await {
            Ok(sent) => Ok(Done::FileSent { name: sent.name, id: sent.id }),
            Err(FileError::Ended) => Err(over()),
            Err(FileError::Upload(error)) => Err(invocation.upload_failed::<StartAttachmentUpload>(&error)),
        }
    })
}

/// Saves an attachment in a new file, which only its owner can read.
pub(super) fn save<'a>(chat: Chat, invocation: &'a Invocation<'_>, id: String, path: String) -> Act<'a> {
    Box::pin(async move {
        let unwritable = |error: &io::Error| Failure::other(format!("{path:?} cannot be written: {error}"));
        let mut file = NewFile::create(Path::new(&path)).map_err(|error| unwritable(&error))?;
        let result = chat.download(&id, LARGEST, &mut file).await;
        match result {
            Ok(bytes) => {
                file.is_complete = true;
                Ok(Done::Saved { id, path, bytes })
            }
            Err(error) => Err(match error {
                DownloadError::Ended => over(),
                DownloadError::Call(error) => invocation.failed::<GetAttachment>(&error),
                DownloadError::Write(error) => unwritable(&error),
                error => Failure::other(error.to_string()),
            }),
        }
    })
}

/// Leaves the chat.
pub(super) fn leave<'a>(chat: Chat, invocation: &'a Invocation<'_>) -> Act<'a> {
    Box::pin(async move {
        match chat.disconnect().await {
            Ok(()) | Err(ChatError::Ended) => Ok(Done::Left),
            Err(ChatError::Call(error)) => Err(invocation.failed::<DisconnectParticipant>(&error)),
        }
    })
}

fn over() -> Failure {
    Failure::other("the chat is over")
}

/// A file as an async writer. Writing blocks, for no longer than a disk needs. An incomplete file is removed, also after an interrupt.
struct NewFile {
    file: File,
    path: PathBuf,
    is_complete: bool,
}

impl NewFile {
    fn create(path: &Path) -> io::Result<Self> {
        let mut options = OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        Ok(Self { file: options.open(path)?, path: path.to_owned(), is_complete: false })
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.is_complete {
            // The error of the download is reported.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

impl AsyncWrite for NewFile {
    fn poll_write(mut self: Pin<&mut Self>, _: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Poll::Ready(self.file.write(bytes))
    }

    fn poll_flush(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(self.file.flush())
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_flush(cx)
    }
}
