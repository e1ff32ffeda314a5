//! Throw-away keys: those that the programs' addresses come from, and those of everybody who plays.

use std::fs::File;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use anyhow::{ensure, Context as _, Result};
use makerstake_client::programs::Program;
use solana_keypair::Keypair;
use solana_pubkey::Pubkey;

/// Checks that the keys are those of the programs' addresses.
///
/// # Errors
/// The file that is missing, is no key, or is another program's.
pub fn check(dir: &Path) -> Result<()> {
    for program in Program::ALL {
        let path = dir.join(format!("throwaway-{program}-program.json"));
        let name = path.display();
        let text = std::fs::read_to_string(&path)
            .with_context(|| format!("{name}: cannot be read; name the folder with --keys"))?;
        let bytes: Vec<u8> =
            serde_json::from_str(&text).with_context(|| format!("{name}: not a key file"))?;
        // Thirty-two bytes of secret, then the address.
        let address = bytes.get(32..).and_then(|bytes| <[u8; 32]>::try_from(bytes).ok());
        let address = Pubkey::new_from_array(address.with_context(|| format!("{name}: not 64 bytes"))?);
        ensure!(
            address == program.id(),
            "{name}: the key of {address}; {program} is deployed at {}",
            program.id()
        );
    }
    Ok(())
}

/// Writes key files that the command line reads with `-k`: nobody else on this machine can read them.
///
/// # Errors
/// When the folder cannot be written.
pub fn write<'a>(dir: &Path, cast: impl IntoIterator<Item = (String, &'a Keypair)>) -> Result<()> {
    std::fs::create_dir_all(dir).with_context(|| format!("{}: cannot be made", dir.display()))?;
    for (name, key) in cast {
        let path = dir.join(format!("{name}.json"));
        let text = serde_json::to_string(&key.to_bytes().to_vec())?;
        // A file that is there keeps its mode: it is written anew.
        let _ = std::fs::remove_file(&path);
        let file = File::options().create_new(true).write(true).mode(0o600).open(&path);
        file.and_then(|mut file| file.write_all(text.as_bytes()))
            .with_context(|| format!("{}: cannot be written", path.display()))?;
    }
    Ok(())
}
