//! Amounts as other tools write them.

use crate::{
    error::Fault,
    rows::{self, lossy},
};

/// What an amount counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Base units, whole numbers.
    Base,
    /// Whole tokens, with at most this many decimals.
    Ui(u8),
}

impl Unit {
    /// Reads an amount into base units, exactly: nothing is rounded.
    ///
    /// # Errors
    /// Anything that is not a plain number, or has more decimals than the mint.
    pub fn parse(self, text: &[u8]) -> Result<u64, Fault> {
        let Self::Ui(decimals) = self else {
            // Spreadsheets write whole numbers as 2538.0; what stands behind the point must be nothing.
            let whole = match text.iter().position(|byte| *byte == b'.') {
                Some(at) if text[at..].len() > 1 && text[at + 1..].iter().all(|byte| *byte == b'0') => {
                    &text[..at]
                }
                _ => text,
            };
            return rows::whole(whole, "amount").map_err(|mut fault| {
                if text.contains(&b'.') {
                    "base units are whole numbers: export them without a point".clone_into(&mut fault.remedy);
                }
                fault
            });
        };
        let point = text.iter().position(|byte| *byte == b'.');
        let (whole, fraction) = match point {
            Some(at) => (&text[..at], &text[at + 1..]),
            None => (text, &text[..0]),
        };
        let plain = !whole.is_empty() && (point.is_none() || !fraction.is_empty());
        if !plain || !whole.iter().chain(fraction).all(u8::is_ascii_digit) {
            let what = if text.starts_with(b"-") { "negative amount" } else { "not a number of tokens" };
            return Err(Fault::new(
                what,
                lossy(text),
                "digits, perhaps a point and more digits, nothing else",
            ));
        }
        if fraction.len() > usize::from(decimals) {
            let what = format!("more than {decimals} decimals");
            return Err(Fault::new(what, lossy(text), "the mint has no smaller unit: round the list first"));
        }
        let overflow = || Fault::new("overflow in amount", lossy(text), "amounts stay below 2^64 base units");
        let zeros = std::iter::repeat_n(&b'0', usize::from(decimals) - fraction.len());
        whole
            .iter()
            .chain(fraction)
            .chain(zeros)
            .try_fold(0_u64, |value, digit| {
                let value = value.checked_mul(10)?;
                value.checked_add(u64::from(digit - b'0'))
            })
            .ok_or_else(overflow)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_become_base_units_exactly() {
        let ui = |text: &str| Unit::Ui(6).parse(text.as_bytes()).map_err(|fault| fault.what);
        assert_eq!(ui("1"), Ok(1_000_000));
        assert_eq!(ui("0.000001"), Ok(1));
        assert_eq!(ui("42.5"), Ok(42_500_000));
        assert_eq!(ui("18446744073709.551615"), Ok(u64::MAX));
        assert_eq!(ui("18446744073709.551616"), Err("overflow in amount".to_owned()));
        assert_eq!(ui("0.0000001"), Err("more than 6 decimals".to_owned()));
        assert_eq!(ui("-1"), Err("negative amount".to_owned()));
        for text in ["", ".", "1.", ".5", "1e6", "1,000", "1.2.3", "+1", "NaN"] {
            assert_eq!(ui(text), Err("not a number of tokens".to_owned()), "{text}");
        }
        assert_eq!(Unit::Ui(0).parse(b"7"), Ok(7));
    }

    #[test]
    fn base_units_are_whole_however_a_spreadsheet_writes_them() {
        for (text, amount) in [("15", 15), ("2538.0", 2_538), ("7.000", 7)] {
            assert_eq!(Unit::Base.parse(text.as_bytes()), Ok(amount));
        }
        for text in ["1.5", "1.", ".0", "1.0.0"] {
            let fault = Unit::Base.parse(text.as_bytes()).unwrap_err();
            assert_eq!(fault.remedy, "base units are whole numbers: export them without a point", "{text}");
        }
    }
}
