//! `makerstake key …`: keypair files, made and looked at.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde::Serialize;
use solana_keypair::Keypair;
use solana_signer::Signer as _;

use crate::context::Context;
use crate::failure::Failure;

/// Commands about keys.
#[derive(Debug, Subcommand)]
pub enum Key {
    /// Make new keypair files that only their owner can read; a file that is there is never replaced
    New {
        /// Where to [default: the signing key's file, as -k or the configuration names it]
        files: Vec<PathBuf>,
    },
    /// Show the address that signs
    Show,
}

/// A key, where it is.
#[derive(Debug, Serialize)]
pub struct Made {
    address: String,
    file: Option<String>,
}

impl Key {
    pub fn run(self, context: &Context) -> Result<(), Failure> {
        let Self::New { mut files } = self else {
            return context.output.record(&Made { address: context.signer()?.to_string(), file: None });
        };
        if files.is_empty() {
            files.push(PathBuf::from(context.signers.source()));
        }
        let made = files.iter().map(|path| make(path)).collect::<Result<Vec<_>, _>>()?;
        context.output.note("whoever has such a file has its key: keep a copy where nobody else can read it");
        context.output.records(&made)
    }
}

/// A new key in a new file, readable for its owner alone from its first byte on.
pub fn make(path: &Path) -> Result<Made, Failure> {
    let key = Keypair::new();
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|error| Failure::io(folder, &error))?;
    }
    let mut options = std::fs::File::options();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let mut file = options.open(path).map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => {
            Failure::input("there is a file already, and it may be the only copy of a key")
                .file(path)
                .remedy("name another file, or move this one away")
        }
        _ => Failure::io(path, &error),
    })?;
    let bytes = serde_json::to_string(&key.to_bytes().to_vec()).unwrap_or_default();
    file.write_all(bytes.as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(|error| Failure::io(path, &error))?;
    Ok(Made { address: key.pubkey().to_string(), file: Some(path.display().to_string()) })
}
