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

/// A time: seconds since 1970, or a date in UTC with or without a time of day, as tables show it.
///
/// # Errors
/// For anything else, and for days that no calendar has.
pub fn time(text: &str) -> Result<i64, String> {
    if let Ok(seconds) = text.parse() {
        return Ok(seconds);
    }
    let (date, of_day) = text.split_once(['T', ' ']).unwrap_or((text, "00:00"));
    let seconds = days(date).and_then(|days| Some(days * 86_400 + second(of_day)?));
    seconds.ok_or_else(|| "not a time: give 2026-12-31, 2026-12-31 18:00Z, or seconds since 1970".to_owned())
}

/// Days since 1970 of `year-month-day`.
fn days(date: &str) -> Option<i64> {
    let parts: Vec<i64> = date.split('-').map(digits).collect::<Option<_>>()?;
    let [year @ 1970..=9999, month @ 1..=12, day @ 1..=31] = parts[..] else { return None };
    // Years begin in March, so that leap days come last (Hinnant's days_from_civil).
    let (shifted, from_march) = (year - i64::from(month <= 2), (month + 9) % 12);
    let (era, of_era) = (shifted / 400, shifted % 400);
    let of_year = (153 * from_march + 2) / 5 + day - 1;
    let days = era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468;
    // A day that the month does not have comes back as another.
    let same = crate::message::date(days * 86_400).starts_with(&format!("{year:04}-{month:02}-{day:02}"));
    same.then_some(days)
}

/// Seconds since midnight of `hour:minute` or `hour:minute:second`, with or without a Z behind.
fn second(of_day: &str) -> Option<i64> {
    let parts: Vec<i64> =
        of_day.strip_suffix('Z').unwrap_or(of_day).split(':').map(digits).collect::<Option<_>>()?;
    match parts[..] {
        [hour @ 0..=23, minute @ 0..=59] => Some(hour * 3_600 + minute * 60),
        [hour @ 0..=23, minute @ 0..=59, second @ 0..=59] => Some(hour * 3_600 + minute * 60 + second),
        _ => None,
    }
}

fn digits(text: &str) -> Option<i64> {
    let plain = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok())?
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

    #[test]
    fn a_time_is_seconds_or_a_date() {
        for text in ["1798740000", "2026-12-31 18:00Z", "2026-12-31T18:00:00Z", "2026-12-31 18:00:00"] {
            assert_eq!(time(text), Ok(1_798_740_000), "{text}");
        }
        assert_eq!(time("1970-01-01"), Ok(0));
        assert_eq!(time("2028-02-29"), Ok(1_835_395_200));
        for text in ["2027-02-29", "2026-13-01", "2026-1", "tomorrow", "", "2026-12-31 24:00", "31/12/2026"] {
            assert!(time(text).unwrap_err().starts_with("not a time: "), "{text}");
        }
    }

    #[test]
    fn every_date_that_is_shown_is_read_back() {
        for at in (0..253_402_300_799_i64).step_by(86_400 * 37 + 12_345) {
            assert_eq!(time(&crate::message::date(at)), Ok(at));
        }
    }
}
