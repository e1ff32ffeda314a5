//! Runs what pages tell people to type, in a folder of its own, with the binaries that were built.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use makerstake_tests::process::{binary, root};

/// A folder to type in.
pub struct Shell {
    /// The folder.
    pub folder: PathBuf,
    prelude: String,
}

/// What a command printed, and its exit code.
pub struct Printed {
    /// Standard output and standard error, as they came.
    pub text: String,
    /// The exit code.
    pub code: i32,
}

impl Shell {
    /// A shell in `folder`, in which `makerstake` speaks to the node at `url`.
    pub fn new(folder: &Path, url: &str) -> Self {
        let prelude = format!(
            // Nobody is there to answer questions.
            "makerstake() {{ '{}' -u '{url}' --yes \"$@\"; }}\n\
             as() {{ local key=$1; shift; makerstake -k \"$key.json\" --fee-payer platform.json \"$@\"; }}\n",
            binary().display()
        );
        Self { folder: folder.to_path_buf(), prelude }
    }

    /// Adds to what every command finds.
    pub fn define(&mut self, text: &str) {
        self.prelude.push_str(text);
    }

    /// Runs one or several lines.
    pub fn run(&self, lines: &str) -> Printed {
        let script = format!("exec 2>&1\n{}{lines}", self.prelude);
        let output = Command::new("bash")
            .args(["-c", &script])
            .current_dir(&self.folder)
            .env_remove("SOLANA_CONFIG_FILE")
            .env("HOME", &self.folder)
            .stdin(Stdio::null())
            .output()
            .expect("there is a bash");
        Printed {
            text: String::from_utf8_lossy(&output.stdout).into_owned(),
            code: output.status.code().unwrap_or(-1),
        }
    }
}

/// Runs lines in the root of the repository, and fails when any does.
pub fn in_the_root(lines: &str) -> Printed {
    let script = format!("set -e\nexec 2>&1\n{lines}");
    let mut command = Command::new("bash");
    let output = command.args(["-c", &script]).current_dir(root()).stdin(Stdio::null()).output();
    let output = output.expect("there is a bash");
    Printed {
        text: String::from_utf8_lossy(&output.stdout).into_owned(),
        code: output.status.code().unwrap_or(-1),
    }
}
