//! Two clients that are generated when this package is built: see `build.rs`.

// A package may deny lints: generated modules cause no warnings.
#![deny(missing_docs, rust_2018_idioms, unreachable_pub, unused_qualifications)]

use farrier_runtime::http;

/// Services that this package exports.
pub mod services {
    /// The register of fruit trees.
    pub mod orchard {
        include!(concat!(env!("OUT_DIR"), "/orchard.rs"));
    }
}

mod weather {
    include!(concat!(env!("OUT_DIR"), "/weather.rs"));
}

use services::orchard;
use services::orchard::operation::{GetTreeInput, PlantTreeInput};
use services::orchard::types::Kind;
use weather::Operation as _;

/// Plants an apple tree, and returns its id.
///
/// # Errors
///
/// The call fails.
pub async fn plant(client: &orchard::Client, plot: &str) -> Result<Option<String>, orchard::Error> {
    let output = client.plant_tree(PlantTreeInput::new(plot, Kind::Apple)).await?;
    Ok(output.tree.map(|tree| tree.id))
}

/// Returns whether a tree exists.
///
/// # Errors
///
/// The call fails for another reason.
pub fn exists(client: &orchard::blocking::Client, id: &str) -> Result<bool, orchard::Error> {
    use orchard::error::AnyError;

    match client.get_tree(GetTreeInput::new(id)).send().map_err(orchard::Error::from) {
        Ok(_) => Ok(true),
        Err(orchard::Error::Service(AnyError::NoSuchTree(_))) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Returns the request for the weather of a city, for an HTTP client of your choice.
///
/// # Errors
///
/// The endpoint is not a URL, or the name of the city is empty.
pub fn forecast(city: &str, endpoint: &str) -> Result<http::Request<Vec<u8>>, Box<dyn std::error::Error>> {
    use weather::operation::{GetForecast, GetForecastInput};

    let endpoint = weather::Endpoint::parse(endpoint)?;
    Ok(GetForecast::encode(&GetForecastInput::new(city).days(3), &endpoint)?)
}
