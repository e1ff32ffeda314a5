//! Base58 addresses of 32 bytes, fast enough to read ten million of them, and strict: one text for one address.

use crate::error::Fault;

/// 32 bytes that name an account.
pub type Address = [u8; 32];

const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
/// Not a character of the alphabet.
const NONE: u8 = 255;
const VALUES: [u8; 256] = values();
/// Most characters of an address.
const MAX_TEXT: usize = 44;
/// Characters that are multiplied in at once: 58^10 fits 64 bits.
const WIDE_GROUP: usize = 10;
/// Characters that are divided out at once: 58^5 fits 32 bits.
const GROUP: usize = 5;
const GROUP_VALUE: u64 = 58_u64.pow(5);

const fn values() -> [u8; 256] {
    let mut table = [NONE; 256];
    let mut at = 0;
    while at < 58 {
        table[ALPHABET[at] as usize] = at as u8;
        at += 1;
    }
    table
}

/// Reads an address.
///
/// # Errors
/// Anything that is not the one canonical base58 text of 32 bytes.
pub fn parse(text: &[u8]) -> Result<Address, Fault> {
    decode(text).ok_or_else(|| {
        Fault::new(
            "not a canonical address",
            String::from_utf8_lossy(text),
            "write the base58 form of 32 bytes, 32 to 44 characters, nothing around it",
        )
    })
}

fn decode(text: &[u8]) -> Option<Address> {
    if text.is_empty() || text.len() > MAX_TEXT {
        return None;
    }
    // 256 bits as four words, lowest first; each group of characters is one multiplication and addition.
    let mut words = [0_u64; 4];
    let mut seen = 0;
    for group in text.chunks(WIDE_GROUP) {
        let (mut factor, mut value) = (1_u64, 0_u64);
        for character in group {
            let digit = VALUES[usize::from(*character)];
            seen |= digit;
            value = value.wrapping_mul(58).wrapping_add(u64::from(digit));
            factor *= 58;
        }
        let mut carry = u128::from(value);
        for word in &mut words {
            carry += u128::from(*word) * u128::from(factor);
            *word = carry as u64;
            carry >>= 64;
        }
        if carry != 0 {
            return None;
        }
    }
    // Values stay below 64, so only a character outside the alphabet sets the highest bit.
    if seen == NONE {
        return None;
    }
    let mut address = [0; 32];
    for (bytes, word) in address.chunks_exact_mut(8).zip(words.iter().rev()) {
        bytes.copy_from_slice(&word.to_be_bytes());
    }
    // Each leading zero byte is written as one leading `1`, no more and no fewer.
    let ones = text.iter().take_while(|character| **character == b'1').count();
    let zeros = address.iter().take_while(|byte| **byte == 0).count();
    (ones == zeros).then_some(address)
}

/// The text of an address.
pub fn text(address: &Address) -> String {
    let mut words = [0_u32; 8];
    for (word, bytes) in words.iter_mut().zip(address.as_chunks::<4>().0) {
        *word = u32::from_be_bytes(*bytes);
    }
    // Nine groups of five characters, last group first: long division of the words, highest first, by 58^5.
    let mut digits = [0_u8; GROUP * 9];
    for group in digits.chunks_exact_mut(GROUP).rev() {
        let mut rest = 0_u64;
        for word in &mut words {
            let wide = rest << 32 | u64::from(*word);
            *word = (wide / GROUP_VALUE) as u32;
            rest = wide % GROUP_VALUE;
        }
        for digit in group.iter_mut().rev() {
            *digit = (rest % 58) as u8;
            rest /= 58;
        }
    }
    let zeros = address.iter().take_while(|byte| **byte == 0).count();
    let significant = digits.iter().skip_while(|digit| **digit == 0);
    let ones = std::iter::repeat_n('1', zeros);
    ones.chain(significant.map(|digit| char::from(ALPHABET[usize::from(*digit)]))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_extremes_come_back() {
        for address in [[0; 32], [255; 32]] {
            assert_eq!(decode(text(&address).as_bytes()), Some(address));
        }
        assert_eq!(decode(b""), None);
        // One more than 2^256 - 1.
        assert_eq!(decode(b"JEKNVnkbo3jma5nREBBJCDoXFVeKkD56V3xKrvRmWxFH"), None);
        assert_eq!(decode(&[b'1'; 33]), None);
        assert_eq!(decode(&[b'1'; 31]), None);
    }

    proptest! {
        #[test]
        fn it_agrees_with_bs58(mut address: [u8; 32], zeros in 0usize..33) {
            address[..zeros].fill(0);
            let theirs = bs58::encode(address).into_string();
            prop_assert_eq!(decode(theirs.as_bytes()), Some(address));
            prop_assert_eq!(text(&address), theirs);
        }

        #[test]
        fn what_it_accepts_is_canonical(text in "[1-9A-HJ-NP-Za-km-z]{30,45}") {
            let theirs: Option<[u8; 32]> = bs58::decode(&text).into_vec().ok().and_then(|bytes| bytes.try_into().ok());
            prop_assert_eq!(decode(text.as_bytes()), theirs);
        }

        #[test]
        fn other_characters_are_refused(address: [u8; 32], at in 0usize..32, odd in "[0OIl +/\n-]") {
            let mut text = text(&address);
            text.replace_range(at..=at, &odd);
            prop_assert_eq!(decode(text.as_bytes()), None);
        }
    }
}
