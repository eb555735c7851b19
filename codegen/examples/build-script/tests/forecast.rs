//! Uses the generated client.

use build_script_example::operation::get_forecast::{GetForecast, GetForecastError, GetForecastInput};
use build_script_example::types::Sky;
use build_script_example::{CallError, Endpoint, Operation};

#[test]
fn a_forecast_is_asked_for_and_read() {
    let endpoint = Endpoint::parse("https://weather.example.com").unwrap();
    let request = GetForecast::encode(&GetForecastInput::new("Graz").days(3), &endpoint).unwrap();
    assert_eq!(request.uri(), "https://weather.example.com/cities/Graz/forecast?days=3");

    let response = http::Response::new(r#"{"sky":"CLEAR","degrees":21.5}"#);
    let forecast = GetForecast::decode_response(&response).unwrap();
    assert_eq!((&forecast.sky, forecast.degrees), (&Some(Sky::Clear), Some(21.5)));
}

#[test]
fn an_error_is_told_by_its_variant() {
    let response = http::Response::builder()
        .status(404)
        .header("x-amzn-errortype", "NoSuchCity")
        .body(r#"{"message":"no Atlantis"}"#)
        .unwrap();
    match GetForecast::decode_response(&response) {
        Err(CallError::Service(GetForecastError::NoSuchCity(error))) => {
            assert_eq!(error.message.as_deref(), Some("no Atlantis"));
        }
        other => panic!("{other:?}"),
    }
}
