//! Text that stands in accounts and events.

/// 1 in each byte of a word.
const ONES: u64 = u64::from_ne_bytes([1; 8]);
/// The highest bit of each byte of a word.
const HIGHEST: u64 = ONES << 7;
/// What lifts the first visible character, `!`, to the highest bit.
const LIFT: u64 = ONES * (0x80 - b'!' as u64);

/// Whether a text is of visible ASCII characters alone: no space, nothing that a terminal would obey.
pub fn is_plain(text: &str) -> bool {
    let (words, rest) = text.as_bytes().as_chunks::<8>();
    words.iter().all(is_visible) && rest.iter().all(u8::is_ascii_graphic)
}

/// Eight bytes at a time, a program pays for each instruction: none has its highest bit, so no sum below carries into the
/// next byte; none reaches it by 1, so none is 0x7f; all reach it by [`LIFT`].
fn is_visible(bytes: &[u8; 8]) -> bool {
    let word = u64::from_ne_bytes(*bytes);
    (word | word.wrapping_add(ONES)) & HIGHEST == 0 && word.wrapping_add(LIFT) & HIGHEST == HIGHEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_judged_as_the_standard_library_does() {
        for byte in u8::MIN..=u8::MAX {
            for place in 0..8 {
                let mut bytes = *b"a!~z09-/";
                bytes[place] = byte;
                assert_eq!(is_visible(&bytes), byte.is_ascii_graphic(), "{byte:#x} at {place}");
            }
        }
    }

    #[test]
    fn words_and_rests_are_both_judged() {
        assert!(is_plain("") && is_plain("short") && is_plain("ipfs://bafy/0123456789"));
        for text in ["a space", "a longer text with spaces", "12345678\t", "1234567\u{7f}", "ümlaute-überall"]
        {
            assert!(!is_plain(text), "{text:?}");
        }
    }
}
