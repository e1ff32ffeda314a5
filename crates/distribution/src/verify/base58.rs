//! Base58 for the verifier: four words of 64 bits, ten characters at a time.

/// The 32 bytes of a canonical address, or nothing.
pub(super) fn decode(text: &[u8]) -> Option<[u8; 32]> {
    let mut limbs = [0_u64; 4];
    for ten in text.chunks(10) {
        let (mut scale, mut sum) = (1_u64, 0_u64);
        for byte in ten {
            let digit = DIGITS[usize::from(*byte)];
            if digit > 57 {
                return None;
            }
            sum = sum * 58 + u64::from(digit);
            scale *= 58;
        }
        let mut carry = sum;
        for limb in &mut limbs {
            let wide = u128::from(*limb) * u128::from(scale) + u128::from(carry);
            (*limb, carry) = (wide as u64, (wide >> 64) as u64);
        }
        if carry > 0 {
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

/// The value of each character: digits without 0, upper case without I and O, lower case without l; 255 for any other.
const DIGITS: [u8; 256] = {
    let mut digits = [255; 256];
    let (mut byte, mut next) = (b'1', 0);
    while byte <= b'z' {
        let left_out = matches!(byte, b'I' | b'O' | b'l');
        if byte.is_ascii_alphanumeric() && !left_out {
            digits[byte as usize] = next;
            next += 1;
        }
        byte += 1;
    }
    digits
};

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
