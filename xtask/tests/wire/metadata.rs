//! Properties of an operation other than its wire form.

use connectparticipant::operation::get_transcript::GetTranscript;

#[test]
fn the_transcript_pages() {
    let pagination = GetTranscript::PAGINATION;
    assert_eq!((pagination.input_token, pagination.output_token), ("NextToken", "NextToken"));
    assert_eq!((pagination.page_size, pagination.items), (Some("MaxResults"), Some("Transcript")));
}

#[test]
fn nothing_is_signed_and_only_get_transcript_pages() {
    let source = concat!(env!("CARGO_MANIFEST_DIR"), "/../generated/src/operation");
    let mut paging = Vec::new();
    for file in std::fs::read_dir(source).unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(!text.contains("const AUTH"), "{}", path.display());
        if text.contains("const PAGINATION") {
            paging.push(path.file_name().unwrap().to_owned());
        }
    }
    assert_eq!(paging, ["get_transcript.rs"]);
}
