//! Errors as the user sees them: where, what, which value, what to do about it; and the exit code.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use makerstake_client::fault::Fault;
use makerstake_client::message::escape;
use makerstake_client::proposals::Wait;
use makerstake_client::sender::{JournalError, Outcome, RpcError, Stage};
use makerstake_client::snapshot::LoadError;
use solana_pubkey::Pubkey;

use crate::settings::is_loopback;

/// Exit codes. They are documented in docs/cli.md and do not change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Ok = 0,
    /// Something that should not happen.
    Internal = 1,
    /// The command line makes no sense.
    Usage = 2,
    /// A file, a key, a setting or another input is not as it should be. Nothing was sent.
    Input = 3,
    /// A program or a node refused the transaction. Nothing changed on chain.
    Rejected = 4,
    /// The transaction expired without landing. Running the command again is safe.
    Expired = 5,
    /// The transaction may have landed. Look for its signature before running the command again.
    Unknown = 6,
    /// The network could not be reached. Nothing was sent.
    Network = 7,
    /// A check found that something is wrong: a verification or `doctor`.
    CheckFailed = 8,
    /// The user said no, or was not there to say yes.
    Declined = 9,
    /// Stopped by Ctrl-C; what was on its way was followed to its end.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// What to do where an account is not what was expected.
const ELSEWHERE: &str = "check the address and the cluster (-u)";

/// A failure, ready to be printed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Failure {
    /// The file, and the line in it, if the failure is in a file.
    pub place: Option<(PathBuf, Option<u64>)>,
    /// What is wrong.
    pub what: String,
    /// The value that is wrong.
    pub value: Option<String>,
    /// What to do about it.
    pub remedy: Option<String>,
    /// Lines that help to find the cause, such as program logs.
    pub details: Vec<String>,
    /// The exit code.
    pub exit: Exit,
}

impl Failure {
    /// A failure of this kind.
    pub fn new(exit: Exit, what: impl Into<String>) -> Self {
        Self { place: None, what: what.into(), value: None, remedy: None, details: Vec::new(), exit }
    }

    /// A bad input.
    pub fn input(what: impl Into<String>) -> Self {
        Self::new(Exit::Input, what)
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

    /// An account that is not there.
    pub fn absent(what: &str, address: &Pubkey) -> Self {
        Self::input(format!("no {what} at this address")).value(address).remedy(ELSEWHERE)
    }

    /// A file that the system would not read or write.
    pub fn io(path: &Path, error: &std::io::Error) -> Self {
        Fault::io(path, error).into()
    }

    /// The same for programs: one JSON object on one line.
    pub fn json(&self) -> serde_json::Value {
        let (file, line) = self
            .place
            .as_ref()
            .map_or((None, None), |(path, line)| (Some(path.display().to_string()), *line));
        serde_json::json!({ "error": {
            "exit_code": self.exit as u8,
            "what": self.what,
            "value": self.value,
            "remedy": self.remedy,
            "file": file,
            "line": line,
            "details": self.details,
        }})
    }

    /// A question that a node did not answer.
    pub fn rpc(host: &str, rpc_error: &RpcError) -> Self {
        match rpc_error {
            RpcError::Network(reason) => Self::new(
                Exit::Network,
                format!("the RPC node does not answer: {reason}"),
            )
            .value(host)
            .remedy(if is_loopback(host) {
                "check the address (-u) and the connection; for a local network run `makerstake localnet`"
            } else {
                "check the address (-u) and the connection"
            }),
            RpcError::Refused(reason) => {
                Self::new(Exit::Rejected, format!("the RPC node refused: {reason}")).value(host)
            }
        }
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match &self.place {
            Some((path, Some(line))) => write!(f, "{}:{line}: ", escape(&path.display().to_string()))?,
            Some((path, None)) => write!(f, "{}: ", escape(&path.display().to_string()))?,
            None => write!(f, "error: ")?,
        }
        // What comes from the chain, from files and from nodes must not act on a terminal, nor look like a line of ours.
        let mut lines = self.what.lines();
        write!(f, "{}", escape(lines.next().unwrap_or_default()))?;
        for line in lines {
            write!(f, "\n  | {}", escape(line))?;
        }
        if let Some(value) = &self.value {
            write!(f, ": {}", escape(value))?;
        }
        if let Some(remedy) = &self.remedy {
            write!(f, "\n  {}", escape(remedy))?;
        }
        for line in &self.details {
            write!(f, "\n  | {}", escape(line))?;
        }
        Ok(())
    }
}

impl std::error::Error for Failure {}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        let Fault { place, what, value, remedy, is_contradiction, rpc_error } = fault;
        let Some(rpc_error) = rpc_error else {
            let exit = if is_contradiction { Exit::CheckFailed } else { Exit::Input };
            return Self { place, value, remedy, ..Self::new(exit, what) };
        };
        let failure = Self::rpc("", &rpc_error);
        Self { remedy: remedy.or(failure.remedy.clone()), value: None, ..failure }
    }
}

impl From<makerstake_distribution::Error> for Failure {
    fn from(error: makerstake_distribution::Error) -> Self {
        Fault::from(error).into()
    }
}

impl From<LoadError> for Failure {
    fn from(error: LoadError) -> Self {
        match error {
            LoadError::Node(rpc_error) => Self::rpc("", &rpc_error),
            LoadError::Nothing(address) => Self::absent("platform, pool or mint", &address),
            LoadError::Neither(address) => {
                Self::input("neither a platform nor its pool or share mint").value(address).remedy(ELSEWHERE)
            }
            LoadError::Accounts(error) => Self::input(error.to_string()).remedy(ELSEWHERE),
        }
    }
}

impl From<Wait> for Failure {
    fn from(wait: Wait) -> Self {
        let mut failure = Self::new(Exit::Rejected, wait.what).remedy(wait.remedy);
        failure.details.push("nothing was sent".into());
        failure
    }
}

impl From<JournalError> for Failure {
    fn from(error: JournalError) -> Self {
        Self::input(error.to_string())
    }
}

/// What a transaction that did not land means to the user; nothing for one that did.
pub fn of_outcome(outcome: &Outcome, host: &str) -> Option<Failure> {
    Some(match outcome {
        Outcome::Landed(_) => return None,
        Outcome::Rejected(rejection) => {
            let mut failure = Failure::new(Exit::Rejected, rejection.explanation.to_string());
            failure.remedy.clone_from(&rejection.explanation.remedy);
            match (rejection.stage, rejection.signature) {
                (Stage::Chain, Some(signature)) => {
                    failure.details.push(format!("transaction {signature} failed on chain; its fee was paid"));
                }
                _ => failure.details.push("nothing was sent".into()),
            }
            failure.details.extend(rejection.logs.iter().cloned());
            failure
        }
        Outcome::Expired { signature } => {
            Failure::new(Exit::Expired, "the transaction expired without landing").value(signature).remedy(
                "nothing happened; run the command again, with a higher --with-compute-unit-price if the cluster is busy",
            )
        }
        Outcome::Unknown { signature, last_valid_block_height, reason } => {
            let mut failure =
                Failure::new(Exit::Unknown, "nobody could tell whether the transaction landed").value(signature);
            failure.remedy = Some(format!(
                "look for it before running the command again; after block {last_valid_block_height} it cannot land any more"
            ));
            failure.details.push(reason.clone());
            failure
        }
        Outcome::Network { reason } => {
            let mut failure = Failure::rpc(host, &RpcError::Network(reason.clone()));
            failure.details.push("nothing was sent".into());
            failure
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_reads_place_what_value_remedy() {
        let failure =
            Failure::input("not an address").value("xyz").line(Path::new("a.csv"), 3).remedy("give base58");
        assert_eq!(failure.to_string(), "a.csv:3: not an address: xyz\n  give base58");
        assert_eq!(Failure::input("no").to_string(), "error: no");
    }
}
