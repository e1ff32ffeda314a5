//! Values on the command line, each with an error that says what is expected.

pub use makerstake_client::parse::{address, digest, handle, uri};

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
}
