//! Signing keys: from a file, standard input, a seed phrase typed in, or a hardware wallet.

mod prompt;
#[cfg(feature = "ledger")]
mod usb;

use std::path::Path;
use std::rc::Rc;

use solana_keypair::Keypair;
use solana_signer::Signer;

use crate::failure::Failure;

/// Loads a signer from where the user says it is.
///
/// `source` is a path, `-` for standard input, `prompt://` or `ASK` for a seed phrase, or `usb://ledger`.
/// `flag` is what the user would change, for error messages.
pub fn load(source: &str, flag: &str) -> Result<Rc<dyn Signer>, Failure> {
    match source {
        "-" => from_reader(&mut std::io::stdin(), Path::new("standard input")).map(|key| Rc::new(key) as _),
        "ASK" => prompt::load("prompt://").map(|key| Rc::new(key) as _),
        uri if uri.starts_with("prompt:") => prompt::load(uri).map(|key| Rc::new(key) as _),
        uri if uri.starts_with("usb:") => hardware(uri),
        uri if uri.starts_with("file:") => file(Path::new(uri.trim_start_matches("file:")), flag),
        path => file(Path::new(path), flag),
    }
}

fn file(path: &Path, flag: &str) -> Result<Rc<dyn Signer>, Failure> {
    let mut file = std::fs::File::open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Failure::input("no keypair file").value(path.display()).remedy(
            format!("make one with `solana-keygen new -o {}`, or name another with {flag}", path.display()),
        ),
        _ => Failure::io(path, &error),
    })?;
    if file.metadata().is_ok_and(|metadata| metadata.is_dir()) {
        return Err(Failure::input("a folder is no keypair file")
            .file(path)
            .remedy(format!("name a file with {flag}")));
    }
    refuse_open_to_others(path, &file)?;
    from_reader(&mut file, path).map(|key| Rc::new(key) as _)
}

/// A key that other users can read is a key that other users have.
#[cfg(unix)]
fn refuse_open_to_others(path: &Path, file: &std::fs::File) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = file.metadata().map_err(|error| Failure::io(path, &error))?.permissions().mode();
    if mode & 0o077 == 0 {
        return Ok(());
    }
    Err(Failure::input("other users of this machine can read the keypair file")
        .value(format!("mode {:03o}", mode & 0o777))
        .file(path)
        .remedy(format!("chmod 600 {}", path.display())))
}

#[cfg(not(unix))]
fn refuse_open_to_others(_: &Path, _: &std::fs::File) -> Result<(), Failure> {
    Ok(())
}

fn from_reader(reader: &mut impl std::io::Read, path: &Path) -> Result<Keypair, Failure> {
    // The reason is left out: it may quote the file, and the file is a secret.
    solana_keypair::read_keypair(reader).map_err(|_| {
        Failure::input("not a keypair file")
            .file(path)
            .remedy("it must be a JSON array of 64 numbers, as solana-keygen writes it")
    })
}

#[cfg(feature = "ledger")]
fn hardware(uri: &str) -> Result<Rc<dyn Signer>, Failure> {
    usb::load(uri)
}

#[cfg(not(feature = "ledger"))]
fn hardware(uri: &str) -> Result<Rc<dyn Signer>, Failure> {
    Err(Failure::input("this build cannot speak to hardware wallets")
        .value(uri)
        .remedy("build it with `--features ledger`, or use a file or prompt://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_key_that_others_can_read_is_refused() {
        use std::os::unix::fs::PermissionsExt as _;
        let path = std::env::temp_dir().join(format!("makerstake-open-key-{}", std::process::id()));
        solana_keypair::write_keypair_file(&Keypair::new(), &path).unwrap();
        assert!(load(path.to_str().unwrap(), "-k").is_ok(), "solana-keygen's own mode is fine");
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o644)).unwrap();
        let failure = load(path.to_str().unwrap(), "-k").err().unwrap();
        std::fs::remove_file(&path).unwrap();
        assert_eq!(failure.value.as_deref(), Some("mode 644"));
        assert_eq!(failure.remedy.unwrap(), format!("chmod 600 {}", path.display()));
    }

    #[test]
    fn what_is_in_a_bad_file_is_not_printed() {
        let failure = from_reader(&mut &b"[1,2,3]"[..], Path::new("id.json")).unwrap_err();
        assert!(!failure.to_string().contains("1,2,3"));
    }
}
