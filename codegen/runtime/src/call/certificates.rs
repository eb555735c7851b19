//! Certificates to trust instead of the built-in ones: from PEM or DER to what rustls takes. It opens no file.

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::CertificateDer;
use rustls::RootCertStore;

use super::SetupError;

/// Root certificates as a caller gave them, unread.
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

    /// All of them, each one readable; empty where the built-in ones are to be used.
    ///
    /// A certificate that cannot be read is an error: a client that trusts fewer than it was told to fails later, at a place
    /// that does not say why.
    pub(crate) fn read(self) -> Result<Vec<CertificateDer<'static>>, SetupError> {
        let mut all = Vec::new();
        for given in self.given {
            match given {
                Given::Der(der) => all.push(CertificateDer::from(der)),
                Given::Pem(pem) => {
                    let before = all.len();
                    for certificate in CertificateDer::pem_slice_iter(&pem) {
                        // The error of the parser quotes lines of its input, so it is left out.
                        all.push(
                            certificate.map_err(|_| SetupError::new("a root certificate is no valid PEM"))?,
                        );
                    }
                    if all.len() == before {
                        return Err(SetupError::new(
                            "the PEM of the root certificates has no certificate in it",
                        ));
                    }
                }
            }
        }
        for certificate in &all {
            RootCertStore::empty()
                .add(certificate.clone())
                .map_err(|error| SetupError::new("a root certificate cannot be used").with_source(error))?;
        }
        Ok(all)
    }
}
