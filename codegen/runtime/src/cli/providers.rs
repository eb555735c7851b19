//! The identity providers of both clients: how the tool adds to them.

#[cfg(feature = "sigv4")]
use super::super::auth::Credentials;
use super::super::auth::{ApiKey, BearerToken, Login};

/// The stack of a client.
pub(crate) trait Providers {
    fn add_api_key(&mut self, key: ApiKey);
    fn add_bearer_token(&mut self, token: BearerToken);
    fn add_login(&mut self, login: Login);
    #[cfg(feature = "sigv4")]
    fn add_credentials(&mut self, credentials: Credentials);
}

macro_rules! providers {
    ($stack:ty) => {
        impl Providers for $stack {
            fn add_api_key(&mut self, key: ApiKey) {
                self.auth.add(key);
            }

            fn add_bearer_token(&mut self, token: BearerToken) {
                self.auth.add(token);
            }

            fn add_login(&mut self, login: Login) {
                self.auth.add(login);
            }

            #[cfg(feature = "sigv4")]
            fn add_credentials(&mut self, credentials: Credentials) {
                self.auth.add(credentials);
            }
        }
    };
}

providers!(super::super::blocking::Stack);
#[cfg(feature = "client")]
providers!(super::super::client::Stack);
