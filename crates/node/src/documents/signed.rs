//! A key's word for a document.

use base64::prelude::{Engine as _, BASE64_STANDARD};
use ed25519_dalek::{Signature, VerifyingKey};
use solana_pubkey::Pubkey;

/// How far ahead a signature may expire, in seconds.
const LONGEST: i64 = 60 * 60;

/// Who signed for a document, until when, and the signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The key, base58.
    pub signer: String,
    /// Until when it counts, unix seconds.
    pub expires: i64,
    signature: [u8; 64],
}

/// Why a signature does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SignedError {
    /// The header has another form.
    #[error(
        "the header reads: Authorization: Makerstake KEY EXPIRES SIGNATURE (base58, unix seconds, base64)"
    )]
    Form,
    /// It is over.
    #[error("the signature expired, or expires more than an hour from now")]
    Expired,
    /// It was made for something else, or by another key.
    #[error("the signature is not this key's for this document, platform and time")]
    Wrong,
}

/// What is signed for a document. It cannot be mistaken for a transaction: those begin with small numbers.
pub fn message(platform: &str, hash: &str, expires: i64) -> String {
    format!("makerstake document\nplatform {platform}\nsha256 {hash}\nexpires {expires}\n")
}

impl Signed {
    /// A signature as a client makes it.
    pub const fn new(signer: String, expires: i64, signature: [u8; 64]) -> Self {
        Self { signer, expires, signature }
    }

    /// Reads an `Authorization` header.
    ///
    /// # Errors
    /// [`SignedError::Form`].
    pub fn parse(header: &str) -> Result<Self, SignedError> {
        let mut words = header.split_ascii_whitespace();
        if words.next() != Some("Makerstake") {
            return Err(SignedError::Form);
        }
        let (Some(signer), Some(expires), Some(signature), None) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            return Err(SignedError::Form);
        };
        let signature = BASE64_STANDARD.decode(signature).ok().and_then(|bytes| bytes.try_into().ok());
        Ok(Self {
            signer: signer.parse::<Pubkey>().map_err(|_| SignedError::Form)?.to_string(),
            expires: expires.parse().map_err(|_| SignedError::Form)?,
            signature: signature.ok_or(SignedError::Form)?,
        })
    }

    /// As a header.
    pub fn header(&self) -> String {
        format!("Makerstake {} {} {}", self.signer, self.expires, BASE64_STANDARD.encode(self.signature))
    }

    /// Whether it counts for a document now.
    ///
    /// # Errors
    /// [`SignedError::Expired`], [`SignedError::Wrong`].
    pub fn check(&self, platform: &str, hash: &str, now: i64) -> Result<(), SignedError> {
        if self.expires < now || self.expires > now.saturating_add(LONGEST) {
            return Err(SignedError::Expired);
        }
        let key: Pubkey = self.signer.parse().map_err(|_| SignedError::Form)?;
        let key = VerifyingKey::from_bytes(&key.to_bytes()).map_err(|_| SignedError::Wrong)?;
        let text = message(platform, hash, self.expires);
        key.verify_strict(text.as_bytes(), &Signature::from_bytes(&self.signature))
            .map_err(|_| SignedError::Wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ed25519_dalek::{Signer as _, SigningKey};

    fn signed(seed: u8, platform: &str, hash: &str, expires: i64) -> Signed {
        let key = SigningKey::from_bytes(&[seed; 32]);
        let signer = Pubkey::new_from_array(key.verifying_key().to_bytes()).to_string();
        Signed::new(signer, expires, key.sign(message(platform, hash, expires).as_bytes()).to_bytes())
    }

    #[test]
    fn a_signature_counts_for_one_document_platform_and_time() {
        let good = signed(7, "P", "h", 1_000);
        assert_eq!(good.check("P", "h", 900), Ok(()));
        assert_eq!(Signed::parse(&good.header()), Ok(good.clone()));
        assert_eq!(good.check("Q", "h", 900), Err(SignedError::Wrong));
        assert_eq!(good.check("P", "i", 900), Err(SignedError::Wrong));
        assert_eq!(good.check("P", "h", 1_001), Err(SignedError::Expired));
        assert_eq!(good.check("P", "h", -9_000), Err(SignedError::Expired));
        let other = Signed { signer: signed(8, "P", "h", 1_000).signer, ..good };
        assert_eq!(other.check("P", "h", 900), Err(SignedError::Wrong));
        for wrong in
            ["", "Bearer x", "Makerstake a b c", "Makerstake 11111111111111111111111111111111 1 AA=="]
        {
            assert_eq!(Signed::parse(wrong), Err(SignedError::Form), "{wrong}");
        }
    }
}
