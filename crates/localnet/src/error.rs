//! Why a local network does not start, or cannot keep its state. Each says what to do.

use std::io;
use std::path::PathBuf;

/// What went wrong.
#[derive(Debug, thiserror::Error)]
pub enum LocalnetError {
    /// Somebody else listens there.
    #[error("{purpose} port {port} is taken; stop what listens there, or choose another with {flag}")]
    PortTaken {
        /// What the port is for.
        purpose: &'static str,
        /// Its number.
        port: u16,
        /// The flag of the command line that changes it.
        flag: &'static str,
    },
    /// Both servers were given one port.
    #[error("port {0} was given for both JSON-RPC and websockets; they need a port each")]
    SamePort(u16),
    /// The address cannot be listened on.
    #[error("cannot listen on {address}: {source}; give an address of this machine")]
    Bind {
        /// The address and port.
        address: String,
        /// The system's reason.
        source: io::Error,
    },
    /// Programs have not been built.
    #[error("no programs at {}: {} missing; run `cargo xtask build`, or name the folder with --deploy-dir", dir.display(), missing.join(", "))]
    NoPrograms {
        /// The folder that was looked in.
        dir: PathBuf,
        /// The files that are not there.
        missing: Vec<String>,
    },
    /// A file there is not a program.
    #[error("{} is not an ELF program; delete it and run `cargo xtask build`", .0.display())]
    NotAProgram(PathBuf),
    /// A file cannot be read or written.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The ledger is in use.
    #[error("the ledger {} is in use by another localnet; stop that one, or choose another folder", .0.display())]
    LedgerInUse(PathBuf),
    /// The ledger's file makes no sense.
    #[error("{}: not a ledger of this version ({reason}); move it away to start from nothing", path.display())]
    LedgerFormat {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
    /// A slot time that the network cannot keep.
    #[error("{0} ms a slot is too short; give at least 10")]
    SlotTime(u64),
    /// The virtual machine did not come up, or reported an error of its own.
    #[error("the embedded network failed: {0}")]
    Engine(String),
}
