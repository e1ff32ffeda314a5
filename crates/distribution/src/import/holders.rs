//! Holders that can never act: programs and sysvars, to which a list pays only by mistake.

use std::{collections::HashSet, sync::LazyLock};

use crate::{address, error::Fault};

/// Addresses of programs and sysvars that every cluster has, and those that burn what they get.
const KNOWN: [&str; 32] = [
    "11111111111111111111111111111111",
    "1nc1nerator11111111111111111111111111111111",
    "AddressLookupTab1e1111111111111111111111111",
    "ATokenGPvbdGVxr1b2hvZbsiqW5xWH25efTNsLJA8knL",
    "BPFLoader1111111111111111111111111111111111",
    "BPFLoader2111111111111111111111111111111111",
    "BPFLoaderUpgradeab1e11111111111111111111111",
    "ComputeBudget111111111111111111111111111111",
    "Config1111111111111111111111111111111111111",
    "Ed25519SigVerify111111111111111111111111111",
    "Feature111111111111111111111111111111111111",
    "KeccakSecp256k11111111111111111111111111111",
    "LoaderV411111111111111111111111111111111111",
    "MemoSq4gqABAXKb96qnH8TysNcWxMyWCqXgDLGmfcHr",
    "Memo1UhkJRfHyvLMcVucJwxXeuD728EqVDDwQDxFMNo",
    "NativeLoader1111111111111111111111111111111",
    "Secp256r1SigVerify1111111111111111111111111",
    "Stake11111111111111111111111111111111111111",
    "StakeConfig11111111111111111111111111111111",
    "Sysvar1111111111111111111111111111111111111",
    "SysvarC1ock11111111111111111111111111111111",
    "SysvarEpochRewards1111111111111111111111111",
    "SysvarEpochSchedu1e111111111111111111111111",
    "SysvarFees111111111111111111111111111111111",
    "Sysvar1nstructions1111111111111111111111111",
    "SysvarRecentB1ockHashes11111111111111111111",
    "SysvarRent111111111111111111111111111111111",
    "SysvarS1otHashes111111111111111111111111111",
    "SysvarStakeHistory1111111111111111111111111",
    "TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA",
    "TokenzQdBNbLqP5VEhdkAS6EPFLC1PHnBqCXEpPxuEb",
    "Vote111111111111111111111111111111111111111",
];

static PROGRAMS: LazyLock<HashSet<[u8; 32]>> =
    LazyLock::new(|| KNOWN.iter().filter_map(|text| address::parse(text.as_bytes()).ok()).collect());

/// Refuses a holder that can never sign nor be signed for.
pub(super) fn check(holder: &[u8; 32]) -> Result<(), Fault> {
    if PROGRAMS.contains(holder) {
        let remedy = "a program or sysvar can never act: what it gets is lost; correct the list";
        return Err(Fault::new("the holder is a program or a sysvar", address::text(holder), remedy));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_known_address_is_one_and_is_refused() {
        assert_eq!(PROGRAMS.len(), KNOWN.len());
        let token = address::parse(b"TokenkegQfeZyiNwAJbNbGKPFXCWuBvf9Ss623VQ5DA").unwrap();
        assert_eq!(check(&token).unwrap_err().what, "the holder is a program or a sysvar");
        assert_eq!(check(&[7; 32]), Ok(()));
    }
}
