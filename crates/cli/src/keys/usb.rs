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
    let manager = without_panics(maybe_wallet_manager)
        .map_err(|_| missing("this machine has no USB"))?
        .map_err(|error| missing(&error.to_string()))?
        .ok_or_else(|| missing("no hardware wallet is connected"))?;
    let key = generate_remote_keypair(locator, path, &manager, false, "makerstake")
        .map_err(|error| missing(&error.to_string()))?;
    Ok(Rc::new(key))
}

/// The USB library panics where there is no USB bus, and would print where it did.
fn without_panics<T>(run: impl FnOnce() -> T + std::panic::UnwindSafe) -> std::thread::Result<T> {
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let result = std::panic::catch_unwind(run);
    std::panic::set_hook(hook);
    result
}

fn missing(reason: &str) -> Failure {
    Failure::new(Exit::Input, format!("no key from a hardware wallet: {reason}"))
        .remedy("connect and unlock it, open its Solana app, and allow blind signing there")
}
