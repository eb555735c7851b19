//! An upload with the async client: start, send the bytes, complete.

use std::error::Error;
use std::future::Future;
use std::io;
use std::pin::{pin, Pin};
use std::task::{Context, Poll};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::super::upload::{
    Pieces, Plan, Put, PutError, PutVerdict, Upload, UploadError, Uploaded, Uploads, MAX_REFUSAL,
};
use super::super::Operation;
use super::drive::{alarm, within};
use super::{Body, Client};

/// Uploads a file. Dropping the future leaves the same state behind as an error at that step.
#[doc(hidden)]
pub async fn upload<U: Uploads>(
    client: &Client,
    given: U::Given,
    upload: Upload,
) -> Result<Uploaded, UploadError>
where
    U::Error: Error + Send + Sync + 'static,
    <U::Complete as Operation>::Error: Error + Send + Sync + 'static,
{
    let mut plan = Plan::<U>::new(given, upload)?;
    let outcome = client.call::<U>(plan.announce()).send().await;
    let mut put = plan.put(client.shared(), outcome)?;
    loop {
        let result = exchange(client, &put).await;
        match put.judge(result) {
            PutVerdict::Done(result) => break result.map_err(|error| plan.put_failed(error))?,
            PutVerdict::Retry(delay) => client.sleep().sleep(delay).await,
        }
    }
    // Its span ends here.
    drop(put);
    let outcome = client.call::<U::Complete>(plan.complete()).send().await;
    plan.finish(outcome)
}

/// Sends the bytes, and reads the response if it is an error.
async fn exchange(client: &Client, put: &Put<'_>) -> Result<http::Response<Bytes>, PutError> {
    let request = put.request()?;
    let failure = request.body().failure();
    let timeout = alarm(client, put.limit());
    let mut sending = client.transport().send(request.map(Body::wrap));
    let sent = within(timeout, put.trace(), |cx| sending.as_mut().poll(cx)).await;
    if let Some(error) = failure.take() {
        return Err(PutError::File(error));
    }
    let (parts, body) = sent.map_err(PutError::Transport)?.into_parts();
    let body = if parts.status.is_success() {
        Bytes::new()
    } else {
        // The status is sufficient without the body.
        let mut body = pin!(body.collect(MAX_REFUSAL));
        within(alarm(client, put.limit()), put.trace(), |cx| body.as_mut().poll(cx)).await.unwrap_or_default()
    };
    Ok(http::Response::from_parts(parts, body))
}

impl http_body::Body for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        Poll::Ready(self.get_mut().piece().map(|piece| piece.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.left() == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left())
    }
}
