//! Uses the module without a client.

use build_script_example::forecast;

#[test]
fn a_request_is_written() {
    let request = forecast("Graz", "https://weather.example.com").unwrap();
    assert_eq!(request.uri(), "https://weather.example.com/cities/Graz/forecast?days=3");
    assert!(forecast("", "https://weather.example.com").is_err());
}
