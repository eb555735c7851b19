//! What an operation says of itself besides its wire form.

use connectparticipant::Operation;
use connectparticipant::operation::describe_view::DescribeView;
use connectparticipant::operation::get_transcript::GetTranscript;
use connectparticipant::operation::send_message::SendMessage;

#[test]
fn nothing_is_signed() {
    assert!(SendMessage::AUTH.is_empty() && DescribeView::AUTH.is_empty() && GetTranscript::AUTH.is_empty());
    assert_eq!([SendMessage::IS_AUTH_OPTIONAL, DescribeView::IS_AUTH_OPTIONAL], [false; 2]);
}

#[test]
fn the_transcript_pages_and_nothing_else_does() {
    let pagination = GetTranscript::PAGINATION.unwrap();
    assert_eq!((pagination.input_token, pagination.output_token), ("NextToken", "NextToken"));
    assert_eq!((pagination.page_size, pagination.items), (Some("MaxResults"), Some("Transcript")));
    assert!(SendMessage::PAGINATION.is_none());
}

#[test]
fn the_model_calls_no_operation_readonly_or_idempotent() {
    let said = [DescribeView::IS_READONLY, DescribeView::IS_IDEMPOTENT, SendMessage::IS_IDEMPOTENT];
    assert_eq!(said, [false; 3]);
    assert!(GetTranscript::WAITERS.is_empty());
}
