//! What the address of a profile document may look like.

/// Most bytes of the address.
pub const MAX_URI_LENGTH: usize = 200;

/// Which rule the address of a profile breaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UriError {
    /// More than [`MAX_URI_LENGTH`] bytes.
    TooLong,
    /// Not an `https://`, `ipfs://` or `ar://` address, or a byte that has no place in one.
    Invalid,
}

/// Checks the address of a profile document: `https://`, `ipfs://` or `ar://`, then printable ASCII without spaces,
/// quotes, angle brackets, backslashes, `^`, `` ` `` and braces (RFC 3986 excludes them all).
///
/// # Errors
/// The first rule it breaks.
pub fn check_uri(uri: &[u8]) -> Result<(), UriError> {
    if uri.len() > MAX_URI_LENGTH {
        return Err(UriError::TooLong);
    }
    let rest = [&b"https://"[..], b"ipfs://", b"ar://"]
        .iter()
        .find_map(|scheme| uri.strip_prefix(*scheme))
        .ok_or(UriError::Invalid)?;
    if rest.is_empty() || !rest.iter().all(|byte| is_uri_byte(*byte)) {
        return Err(UriError::Invalid);
    }
    Ok(())
}

fn is_uri_byte(byte: u8) -> bool {
    byte.is_ascii_graphic()
        && !matches!(byte, b'"' | b'\'' | b'<' | b'>' | b'\\' | b'^' | b'`' | b'{' | b'|' | b'}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_three_schemes_pass() {
        for uri in ["https://a.example/me.json?v=2#x", "ipfs://bafy/me.json", "ar://abc"] {
            assert_eq!(check_uri(uri.as_bytes()), Ok(()), "{uri}");
        }
    }

    #[test]
    fn what_could_harm_a_reader_is_refused() {
        for uri in [
            "",
            "https://",
            "http://a",
            "javascript:alert(1)",
            "https://a b",
            "https://a\"",
            "https://ä",
            "ar://<x>",
        ] {
            assert_eq!(check_uri(uri.as_bytes()), Err(UriError::Invalid), "{uri}");
        }
    }

    #[test]
    fn the_longest_address_passes_and_one_byte_more_does_not() {
        let mut uri = [b'a'; MAX_URI_LENGTH + 1];
        uri[..5].copy_from_slice(b"ar://");
        assert_eq!(check_uri(&uri[..MAX_URI_LENGTH]), Ok(()));
        assert_eq!(check_uri(&uri), Err(UriError::TooLong));
    }
}
