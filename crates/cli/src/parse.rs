//! Values on the command line, each with an error that says what is expected.

use solana_pubkey::Pubkey;

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

/// A priority fee: `auto`, or micro-lamports a compute unit.
///
/// # Errors
/// For anything else.
pub fn price(text: &str) -> Result<makerstake_client::sender::Price, String> {
    use makerstake_client::sender::Price;
    match text {
        "auto" => Ok(Price::default()),
        number => number
            .parse()
            .map(Price::Fixed)
            .map_err(|_| "not a price: give `auto` or micro-lamports a compute unit".to_string()),
    }
}

/// A number of sends a second.
///
/// # Errors
/// For anything that is not above 0.
pub fn rate(text: &str) -> Result<f64, String> {
    let rate = text.parse().ok().filter(|rate: &f64| rate.is_finite() && *rate > 0.0);
    rate.ok_or_else(|| "not a rate: give a number of sends a second above 0".to_string())
}

/// A handle, folded to lower case and checked.
///
/// # Errors
/// The rule of handles that it breaks.
pub fn handle(text: &str) -> Result<makerstake_core::handle::Padded, String> {
    makerstake_core::handle::fold(text).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_is_above_zero() {
        assert_eq!(rate("0.5"), Ok(0.5));
        for text in ["0", "-1", "NaN", "inf", "fast", ""] {
            assert_eq!(
                rate(text).unwrap_err(),
                "not a rate: give a number of sends a second above 0",
                "{text}"
            );
        }
    }

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
}
