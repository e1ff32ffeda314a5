//! What can go wrong with files: the place, what is wrong, the value found, and what to do.

use std::{
    fmt,
    path::{Path, PathBuf},
};

/// A result of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a file was not read or written.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The operating system refused.
    #[error("{}: {source}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// The reason.
        source: std::io::Error,
    },
    /// The contents break a rule.
    #[error("{0}")]
    Refused(Box<Refusal>),
}

/// Contents that break a rule. Prints as `file:line: what: value; remedy`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The file's name as it was given.
    pub file: String,
    /// The line, from 1, where there is one.
    pub line: Option<u64>,
    /// The broken rule.
    pub what: String,
    /// What was found.
    pub value: String,
    /// What to do.
    pub remedy: String,
}

/// A [`Refusal`] before its place is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The broken rule.
    pub what: String,
    /// What was found.
    pub value: String,
    /// What to do.
    pub remedy: String,
}

impl Fault {
    /// A broken rule, what was found, and what to do.
    pub fn new(what: impl Into<String>, value: impl ToString, remedy: impl Into<String>) -> Self {
        Self { what: what.into(), value: shown(&value.to_string()), remedy: remedy.into() }
    }

    /// The same with its place.
    pub fn at(self, file: &Path, line: u64) -> Error {
        self.placed(file, Some(line))
    }

    /// The same for a file as a whole.
    pub fn of(self, file: &Path) -> Error {
        self.placed(file, None)
    }

    fn placed(self, file: &Path, line: Option<u64>) -> Error {
        let Self { what, value, remedy } = self;
        Error::Refused(Box::new(Refusal { file: file.display().to_string(), line, what, value, remedy }))
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}: {}; {}", self.what, self.value, self.remedy)
    }
}

impl Error {
    /// Puts the path to an error of the operating system.
    pub fn io(path: &Path) -> impl FnOnce(std::io::Error) -> Self + '_ {
        move |source| Self::Io { path: path.to_owned(), source }
    }

    /// The refusal, if it is one.
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            Self::Io { .. } => None,
        }
    }
}

/// A value as messages show it: one line, printable, at most 80 characters.
fn shown(value: &str) -> String {
    let mut text: String = value.chars().take(80).flat_map(char::escape_debug).collect();
    if value.chars().nth(80).is_some() {
        text.push('…');
    }
    if text.is_empty() {
        text.push_str("(empty)");
    }
    text
}
