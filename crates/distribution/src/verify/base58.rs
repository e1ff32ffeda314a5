//! Base58 for the verifier: four words of 64 bits, ten characters at a time.

/// The 32 bytes of a canonical address, or nothing.
pub(super) fn decode(text: &[u8]) -> Option<[u8; 32]> {
    let mut limbs = [0_u64; 4];
    for ten in text.chunks(10) {
        let (mut scale, mut sum) = (1_u128, 0_u128);
        for byte in ten {
            let digit = digit(*byte)?;
            sum = sum * 58 + u128::from(digit);
            scale *= 58;
        }
        for limb in &mut limbs {
            sum += u128::from(*limb) * scale;
            *limb = sum as u64;
            sum >>= 64;
        }
        if sum > 0 {
            return None;
        }
    }
    let mut bytes = [0; 32];
    for (at, limb) in limbs.iter().enumerate() {
        bytes[24 - 8 * at..32 - 8 * at].copy_from_slice(&limb.to_be_bytes());
    }
    let leading = |bytes: &[u8], what: u8| bytes.iter().position(|byte| *byte != what).unwrap_or(bytes.len());
    (leading(text, b'1') == leading(&bytes, 0)).then_some(bytes)
}

/// The value of a character: digits without 0, upper case without I and O, lower case without l.
fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'1'..=b'9' => Some(byte - b'1'),
        b'A'..=b'H' => Some(byte - b'A' + 9),
        b'J'..=b'N' => Some(byte - b'J' + 17),
        b'P'..=b'Z' => Some(byte - b'P' + 22),
        b'a'..=b'k' => Some(byte - b'a' + 33),
        b'm'..=b'z' => Some(byte - b'm' + 44),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn it_agrees_with_bs58(mut bytes: [u8; 32], zeros in 0usize..33, extra in "[1-9A-Za-z]{0,3}") {
            bytes[..zeros].fill(0);
            let text = bs58::encode(bytes).into_string();
            prop_assert_eq!(decode(text.as_bytes()), Some(bytes));
            let text = format!("{extra}{text}");
            let theirs = bs58::decode(&text).into_vec().ok().and_then(|bytes| bytes.try_into().ok());
            prop_assert_eq!(decode(text.as_bytes()), theirs);
        }
    }
}
