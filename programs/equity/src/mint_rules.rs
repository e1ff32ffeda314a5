//! Which extensions a mint may have: an allow-list, because an extension that this program has never heard of may take
//! tokens, freeze them, or let a transfer arrive smaller than it left.

/// Where the extensions of a Token-2022 mint begin: after the padding to the length of a token account, and one byte
/// for the account type.
const EXTENSIONS_AT: usize = 166;

/// Metadata pointer and token metadata: names, nothing else.
const METADATA: [u16; 2] = [18, 19];
/// Interest-bearing and scaled display, group pointers and groups: how amounts are shown and mints are grouped. Raw amounts,
/// which are all that this program counts, stay as they are.
const DISPLAY: [u16; 6] = [10, 25, 20, 21, 22, 23];

/// Whether a mint fits for shares.
pub fn fits_shares(data: &[u8]) -> bool {
    all_extensions(data, |kind| METADATA.contains(&kind))
}

/// Whether a mint fits for dividends.
pub fn fits_dividends(data: &[u8]) -> bool {
    all_extensions(data, |kind| METADATA.contains(&kind) || DISPLAY.contains(&kind))
}

/// Whether every extension passes; a list that breaks off fails.
fn all_extensions(data: &[u8], passes: impl Fn(u16) -> bool) -> bool {
    let mut rest = data.get(EXTENSIONS_AT..).unwrap_or_default();
    while let Some((kind, after)) = rest.split_first_chunk::<2>() {
        let kind = u16::from_le_bytes(*kind);
        // Type 0 ends the list, for the token program too.
        if kind == 0 {
            return true;
        }
        let Some((length, after)) = after.split_first_chunk::<2>() else { return false };
        let Some(next) = after.get(usize::from(u16::from_le_bytes(*length))..) else { return false };
        if !passes(kind) {
            return false;
        }
        rest = next;
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn mint(extensions: &[(u16, usize)]) -> Vec<u8> {
        let mut data = vec![0; EXTENSIONS_AT];
        for (kind, length) in extensions {
            data.extend(kind.to_le_bytes());
            data.extend(u16::try_from(*length).unwrap_or(0).to_le_bytes());
            data.extend(vec![7; *length]);
        }
        data
    }

    #[test]
    fn only_known_extensions_pass() {
        assert!(fits_shares(&[0; 82]));
        assert!(fits_shares(&mint(&[(18, 64), (19, 90)])));
        for kind in (1..60).filter(|kind| ![18, 19].contains(kind)) {
            assert!(!fits_shares(&mint(&[(18, 64), (kind, 8), (19, 90)])), "{kind}");
        }
        for kind in (1..60).filter(|kind| ![10, 18, 19, 20, 21, 22, 23, 25].contains(kind)) {
            assert!(!fits_dividends(&mint(&[(25, 8), (kind, 8)])), "{kind}");
        }
    }

    #[test]
    fn a_list_that_breaks_off_fails() {
        let whole = mint(&[(18, 64)]);
        assert!(!fits_shares(&whole[..whole.len() - 1]));
        assert!(!fits_shares(&whole[..EXTENSIONS_AT + 3]));
    }

    #[test]
    fn nothing_hides_behind_the_end_mark() {
        assert!(fits_shares(&mint(&[(18, 64), (0, 0)])));
    }
}
