//! What can go wrong before a transaction is sent.

use std::path::PathBuf;

/// Why a migration does not go on.
#[derive(Debug, thiserror::Error)]
pub enum MigrationError {
    /// The founding document cannot be read.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// The system's reason.
        source: std::io::Error,
    },
    /// The founding document is not one.
    #[error("{place}: {reason}; docs/operations.md describes the document")]
    Document {
        /// The file, or what of it.
        place: String,
        /// What is wrong.
        reason: String,
    },
    /// A node did not answer.
    #[error("the node did not answer: {0}")]
    Rpc(String),
    /// The chain holds something else than the founding document says.
    #[error("{step}: {what}; correct the founding document, or found another platform with another mint")]
    Conflict {
        /// The step.
        step: String,
        /// What differs.
        what: String,
    },
    /// An instruction could not be made.
    #[error("{0}")]
    Instruction(String),
}
