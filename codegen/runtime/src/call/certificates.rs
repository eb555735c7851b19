//! Trusted certificates: converts PEM or DER for rustls. Opens no file.

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::CertificateDer;

use super::SetupError;

/// Root certificates as given, not parsed.
#[derive(Clone, Default)]
pub(crate) struct Certificates {
    given: Vec<Given>,
}

#[derive(Clone)]
enum Given {
    Pem(Vec<u8>),
    Der(Vec<u8>),
}

impl Certificates {
    pub(crate) fn add_pem(&mut self, pem: &[u8]) {
        self.given.push(Given::Pem(pem.to_vec()));
    }

    pub(crate) fn add_der(&mut self, der: &[u8]) {
        self.given.push(Given::Der(der.to_vec()));
    }

    /// Returns all certificates; empty if the built-in ones apply.
    ///
    /// Invalid PEM is an error: a client that trusts fewer certificates than configured would fail later without a clear reason.
    pub(crate) fn read(self) -> Result<Vec<CertificateDer<'static>>, SetupError> {
        let mut all = Vec::new();
        for given in self.given {
            match given {
                Given::Der(der) => all.push(CertificateDer::from(der)),
                Given::Pem(pem) => {
                    let before = all.len();
                    for certificate in CertificateDer::pem_slice_iter(&pem) {
                        // The parser's error quotes its input, so it is omitted.
                        all.push(
                            certificate
                                .map_err(|_| SetupError::new("a root certificate is not valid PEM"))?,
                        );
                    }
                    if all.len() == before {
                        return Err(SetupError::new(
                            "the PEM of the root certificates contains no certificate",
                        ));
                    }
                }
            }
        }
        Ok(all)
    }
}
