//! Credentials of the official chain: profiles, single sign-on, containers, instances.

use aws_credential_types::provider::error::CredentialsError;
use aws_credential_types::provider::ProvideCredentials;

use super::super::auth::{AuthError, Credentials};
use super::{BoxFuture, Provide};

/// Provides the credentials of a provider of the crate `aws-config`, or of any other [`ProvideCredentials`].
///
/// ```text
/// let config = aws_config::load_defaults(aws_config::BehaviorVersion::latest()).await;
/// let chain = config.credentials_provider().ok_or("no credentials in the configuration")?;
/// let client = Client::builder().region("us-west-2").credentials_provider(AwsConfigCredentials::new(chain)).build()?;
/// ```
#[derive(Debug)]
pub struct AwsConfigCredentials<P>(P);

impl<P: ProvideCredentials> AwsConfigCredentials<P> {
    /// The credentials of a provider.
    pub fn new(provider: P) -> Self {
        Self(provider)
    }
}

impl<P: ProvideCredentials> Provide<Credentials> for AwsConfigCredentials<P> {
    fn provide(&self) -> BoxFuture<'_, Result<Credentials, AuthError>> {
        Box::pin(async move {
            let found = self.0.provide_credentials().await.map_err(failed)?;
            let credentials = Credentials::new(found.access_key_id(), found.secret_access_key());
            Ok(Credentials {
                session_token: found.session_token().map(str::to_owned),
                expires: found.expiry(),
                ..credentials
            })
        })
    }
}

fn failed(error: CredentialsError) -> AuthError {
    match error {
        CredentialsError::CredentialsNotLoaded(_) => {
            AuthError::missing("the chain of aws-config has no credentials")
        }
        _ => AuthError::new("the chain of aws-config failed"),
    }
    .with_source(error)
}
