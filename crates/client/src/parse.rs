//! Values as people write them, each with an error that says what is expected.

use makerstake_core::handle::Padded;
use solana_pubkey::Pubkey;

/// Schemes that an address on chain may have: those that every reader can fetch and none executes.
const SCHEMES: [&str; 4] = ["https://", "http://", "ipfs://", "ar://"];

/// An address in base58.
///
/// # Errors
/// For text that is not the base58 of 32 bytes.
pub fn address(text: &str) -> Result<Pubkey, String> {
    text.parse().map_err(|_| "not an address: give the base58 of 32 bytes".to_string())
}

/// A hash in hexadecimal, with or without `0x`.
///
/// # Errors
/// For text that is not 64 hexadecimal digits.
pub fn digest(text: &str) -> Result<[u8; 32], String> {
    let digits = text.strip_prefix("0x").unwrap_or(text);
    let mut digest = [0; 32];
    hex::decode_to_slice(digits, &mut digest)
        .map_err(|_| "not a SHA-256: give 64 hexadecimal digits".to_string())?;
    Ok(digest)
}

/// A handle, folded to lower case and checked.
///
/// # Errors
/// The rule of handles that it breaks.
pub fn handle(text: &str) -> Result<Padded, String> {
    makerstake_core::handle::fold(text).map_err(|error| error.to_string())
}

/// Where a document is published: an address that goes on chain and that people will click.
///
/// # Errors
/// For any scheme that a browser would execute or nobody can fetch, and for characters that are not visible ASCII.
pub fn uri(text: &str) -> Result<String, String> {
    let lower = text.to_ascii_lowercase();
    let scheme = SCHEMES.into_iter().find(|scheme| lower.starts_with(scheme));
    let rest = scheme.and_then(|scheme| text.get(scheme.len()..)).unwrap_or_default();
    if rest.is_empty() {
        return Err(
            "not where a document is published: give an https://, http://, ipfs:// or ar:// address".into()
        );
    }
    if !makerstake_core::text::is_plain(text) {
        return Err("an address of visible ASCII characters is needed: encode the others as %xx".into());
    }
    Ok(text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_64_digits() {
        assert_eq!(digest(&"ab".repeat(32)).unwrap(), [0xab; 32]);
        assert_eq!(digest(&format!("0x{}", "00".repeat(32))).unwrap(), [0; 32]);
        let refused = "not a SHA-256: give 64 hexadecimal digits";
        for text in ["ab", "", "0x", &"ab".repeat(33), &"zz".repeat(32)] {
            assert_eq!(digest(text).unwrap_err(), refused, "{text}");
        }
    }

    #[test]
    fn a_handle_is_folded_and_checked() {
        assert_eq!(makerstake_core::handle::text(&handle("Ada").unwrap()), Some("ada"));
        assert_eq!(handle("ab").unwrap_err(), "a handle has at least 3 characters");
    }

    #[test]
    fn an_address_of_a_document_is_one_that_is_fetched_and_not_executed() {
        for good in ["https://a.example/x.md", "HTTP://a.example", "ipfs://bafy", "ar://abc"] {
            assert_eq!(uri(good).as_deref(), Ok(good));
        }
        for bad in [
            "javascript:alert(1)",
            "data:text/html,x",
            "file:///etc/passwd",
            "a.md",
            "",
            "https://",
            " https://a",
        ] {
            assert!(uri(bad).unwrap_err().contains("give an https://"), "{bad}");
        }
        assert!(uri("https://a.example/\u{202e}gpj.exe").unwrap_err().contains("visible ASCII"));
    }
}
