//! Values on the command line, each with an error that says what is expected.

use makerstake_client::shares::Token;
use makerstake_distribution::import::Unit;

use crate::failure::Failure;

pub use makerstake_client::parse::{address, digest, handle, time, uri};

/// An amount in whole tokens, exact once the decimals of its mint are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tokens(String);

/// An amount in whole tokens: digits, perhaps a point and more digits.
pub fn tokens(text: &str) -> Result<Tokens, String> {
    // No mint has more decimals than fit into a byte; whether this one has so many is asked when it is known.
    match Unit::Ui(u8::MAX).parse(text.as_bytes()) {
        Err(fault) if !fault.what.starts_with("overflow") => {
            Err(format!("{}: give whole tokens, such as 1500 or 0.25", fault.what))
        }
        _ => Ok(Tokens(text.to_owned())),
    }
}

impl Tokens {
    /// The amount of SOL in lamports.
    pub fn sol(&self) -> Result<u64, Failure> {
        let mint = solana_pubkey::Pubkey::default();
        self.units(&Token { mint, program: mint, decimals: 9, symbol: Some("SOL".into()) })
    }

    /// The amount in base units of a mint.
    pub fn units(&self, token: &Token) -> Result<u64, Failure> {
        Unit::Ui(token.decimals)
            .parse(self.0.as_bytes())
            .map_err(|fault| Failure::input(fault.what).value(&self.0).remedy(fault.remedy))
    }
}

/// A priority fee: `auto`, or micro-lamports a compute unit.
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

/// A platform, a pool or a share mint: an address, or a name that `makerstake config name` gave it.
pub fn platform(text: &str) -> Result<solana_pubkey::Pubkey, String> {
    let named = || crate::profile::address_of(text);
    address(text)
        .or_else(|error| named().ok_or_else(|| format!("{error}, or a name (`makerstake config name`)")))
}

/// A blockhash.
pub fn blockhash(text: &str) -> Result<solana_hash::Hash, String> {
    text.parse()
        .map_err(|_| "not a blockhash: give the base58 of 32 bytes, as --sign-only prints it".to_owned())
}

/// The signature of a transaction.
pub fn signature(text: &str) -> Result<solana_signature::Signature, String> {
    text.parse().map_err(|_| "not a signature: give the base58 of 64 bytes".to_owned())
}

/// A number of sends a second.
pub fn rate(text: &str) -> Result<f64, String> {
    let rate = text.parse().ok().filter(|rate: &f64| rate.is_finite() && *rate > 0.0);
    rate.ok_or_else(|| "not a rate: give a number of sends a second above 0".to_string())
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
    fn tokens_are_exact_or_refused() {
        let mint = solana_pubkey::Pubkey::default();
        let token = Token { mint, program: mint, decimals: 6, symbol: None };
        assert_eq!(tokens("1500.25").unwrap().units(&token), Ok(1_500_250_000));
        assert_eq!(tokens("0.0000001").unwrap().units(&token).unwrap_err().what, "more than 6 decimals");
        let much = tokens("99999999999999").unwrap().units(&token).unwrap_err();
        assert_eq!(much.what, "overflow in amount");
        for text in ["-1", "1,000", "1e6", "", "1.", "NaN"] {
            assert!(
                tokens(text).unwrap_err().ends_with(": give whole tokens, such as 1500 or 0.25"),
                "{text}"
            );
        }
    }
}
