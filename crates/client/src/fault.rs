//! What is wrong with a file or an input: where, what, which value, what to do about it.

use std::path::{Path, PathBuf};

use crate::sender::RpcError;

/// A fault, ready to be shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fault {
    /// The file, and the line in it, if the fault is in a file.
    pub place: Option<(PathBuf, Option<u64>)>,
    /// What is wrong.
    pub what: String,
    /// The value that is wrong.
    pub value: Option<String>,
    /// What to do about it.
    pub remedy: Option<String>,
    /// Whether it is a contradiction that a check found, and not an input that cannot be used.
    pub is_contradiction: bool,
    /// The node's answer, if it is one that the node did not give.
    pub rpc_error: Option<RpcError>,
}

impl Fault {
    /// An input that cannot be used.
    pub fn new(what: impl Into<String>) -> Self {
        Self { what: what.into(), ..Self::default() }
    }

    /// A contradiction that a check found.
    pub fn contradiction(what: impl Into<String>) -> Self {
        Self { is_contradiction: true, ..Self::new(what) }
    }

    /// A file that the system would not read or write.
    pub fn io(path: &Path, error: &std::io::Error) -> Self {
        let remedy = match error.kind() {
            std::io::ErrorKind::NotFound => "check the path",
            std::io::ErrorKind::IsADirectory => "name a file, not a folder",
            std::io::ErrorKind::InvalidData => "save the file as UTF-8",
            std::io::ErrorKind::PermissionDenied => "check the file's permissions",
            _ => "check the disk and the path",
        };
        Self::new(error.to_string()).file(path).remedy(remedy)
    }

    /// A list whose rows cannot be read; `columns` says which it may have.
    pub fn csv(path: &Path, error: &csv::Error, columns: &str) -> Self {
        if let csv::ErrorKind::Io(error) = error.kind() {
            return Self::io(path, error);
        }
        let what = match error.kind() {
            csv::ErrorKind::Utf8 { .. } => "this is not UTF-8".to_owned(),
            csv::ErrorKind::Deserialize { err, .. } => err.to_string(),
            csv::ErrorKind::UnequalLengths { expected_len, len, .. } => {
                format!("the row has {len} cells, and the header {expected_len}")
            }
            _ => error.to_string(),
        };
        let line = error.position().map_or(1, csv::Position::line);
        Self::new(what).line(path, line).remedy(format!(
            "the columns are {columns}; save the list as CSV with commas, in UTF-8 without a byte order mark"
        ))
    }

    /// With the value that is wrong.
    #[must_use]
    pub fn value(mut self, value: impl ToString) -> Self {
        self.value = Some(value.to_string());
        self
    }

    /// With what to do about it.
    #[must_use]
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// With the file it is in.
    #[must_use]
    pub fn file(mut self, path: &Path) -> Self {
        self.place = Some((path.to_path_buf(), None));
        self
    }

    /// With the file and the line, counted from 1.
    #[must_use]
    pub fn line(mut self, path: &Path, line: u64) -> Self {
        self.place = Some((path.to_path_buf(), Some(line)));
        self
    }
}

impl From<RpcError> for Fault {
    fn from(rpc_error: RpcError) -> Self {
        Self { rpc_error: Some(rpc_error), ..Self::default() }
    }
}

impl From<makerstake_distribution::Error> for Fault {
    fn from(error: makerstake_distribution::Error) -> Self {
        match error {
            makerstake_distribution::Error::Io { path, source } => Self::io(&path, &source),
            makerstake_distribution::Error::Refused(refusal) => {
                let place = Some((PathBuf::from(&refusal.file), refusal.line));
                let fault = Self::new(refusal.what).value(refusal.value).remedy(refusal.remedy);
                Self { place, ..fault }
            }
        }
    }
}
