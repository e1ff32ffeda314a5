//! Keys that never leave a hardware wallet: `usb://ledger`, `usb://ledger?key=0/0`.

use std::rc::Rc;

use solana_derivation_path::DerivationPath;
use solana_remote_wallet::locator::Locator;
use solana_remote_wallet::remote_keypair::generate_remote_keypair;
use solana_remote_wallet::remote_wallet::maybe_wallet_manager;
use solana_signer::Signer;

use crate::failure::{Exit, Failure};

/// Finds the wallet and the key in it.
pub fn load(uri: &str) -> Result<Rc<dyn Signer>, Failure> {
    let (base, query) = uri.split_once('?').unwrap_or((uri, ""));
    let locator = Locator::new_from_path(base)
        .map_err(|error| Failure::input(format!("not a hardware wallet ({error})")).value(uri))?;
    let path = match query.strip_prefix("key=") {
        Some(key) => DerivationPath::from_key_str(key)
            .map_err(|error| Failure::input(format!("not a derivation path ({error})")).value(uri))?,
        None => DerivationPath::default(),
    };
    // The USB library panics where there is no USB bus.
    let manager = std::panic::catch_unwind(maybe_wallet_manager)
        .map_err(|_| missing("this machine has no USB"))?
        .map_err(|error| missing(&error.to_string()))?
        .ok_or_else(|| missing("no hardware wallet is connected"))?;
    let key = generate_remote_keypair(locator, path, &manager, false, "makerstake")
        .map_err(|error| missing(&error.to_string()))?;
    Ok(Rc::new(key))
}

fn missing(reason: &str) -> Failure {
    Failure::new(Exit::Input, format!("no key from a hardware wallet: {reason}"))
        .remedy("connect and unlock it, open its Solana app, and allow blind signing there")
}
