//! Other programs: started with what they need, and quoted in full when they fail.

use anyhow::{bail, Context, Result};
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A command about to be run.
pub struct Process {
    command: Command,
    remedy: Option<String>,
}

impl Process {
    /// A program by its name on the search path, or by its path.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let mut command = Command::new(program);
        // What cargo told this command about itself must not be taken for the child's.
        for name in ["CARGO_MANIFEST_DIR", "CARGO_MANIFEST_PATH", "CARGO_TARGET_DIR"] {
            command.env_remove(name);
        }
        Self { command, remedy: None }
    }

    /// Adds an argument.
    pub fn arg(mut self, argument: impl AsRef<OsStr>) -> Self {
        self.command.arg(argument);
        self
    }

    /// Adds arguments.
    pub fn args(mut self, arguments: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        self.command.args(arguments);
        self
    }

    /// Sets a variable of the environment.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Takes a variable out of the environment.
    pub fn without_env(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// Runs it in a folder.
    pub fn folder(mut self, folder: impl AsRef<Path>) -> Self {
        self.command.current_dir(folder);
        self
    }

    /// What to do when the program is not there, or fails.
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.remedy = Some(remedy.into());
        self
    }

    /// Runs it with its output shown.
    pub fn run(mut self) -> Result<()> {
        let status = self.command.status();
        let status = status.map_err(|error| self.not_started(error))?;
        if !status.success() {
            bail!("`{self}` failed: {status}{}", self.advice());
        }
        Ok(())
    }

    /// Runs it quietly; its output is shown only when it fails.
    pub fn quiet(self) -> Result<()> {
        self.text().map(drop)
    }

    /// Runs it and gives what it printed.
    pub fn text(mut self) -> Result<String> {
        let output = self.output()?;
        if !output.status.success() {
            let printed = [output.stdout, output.stderr].concat();
            let printed = String::from_utf8_lossy(&printed);
            bail!("`{self}` failed: {}{}\n{}", output.status, self.advice(), last_lines(&printed, 40));
        }
        String::from_utf8(output.stdout).with_context(|| format!("`{self}` printed no UTF-8"))
    }

    /// Runs it and gives all it did, failed or not.
    pub fn output(&mut self) -> Result<Output> {
        let output = self.command.stdin(Stdio::null()).output();
        output.map_err(|error| self.not_started(error))
    }

    /// Becomes the other program: signals and the exit code are its own from here.
    pub fn become_it(mut self) -> Result<()> {
        let error = self.command.exec();
        Err(self.not_started(error))
    }

    fn not_started(&self, error: std::io::Error) -> anyhow::Error {
        let program = self.command.get_program().to_string_lossy();
        match error.kind() {
            ErrorKind::NotFound => {
                anyhow::anyhow!("there is no `{program}` on this machine{}", self.advice())
            }
            _ => anyhow::anyhow!("`{self}` does not start: {error}{}", self.advice()),
        }
    }

    fn advice(&self) -> String {
        self.remedy.as_ref().map(|remedy| format!("; {remedy}")).unwrap_or_default()
    }
}

impl std::fmt::Display for Process {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(formatter, "{}", self.command.get_program().to_string_lossy())?;
        self.command.get_args().try_for_each(|argument| write!(formatter, " {}", argument.to_string_lossy()))
    }
}

/// The path of a program on the search path.
pub fn find_program(name: &str) -> Option<PathBuf> {
    let paths = std::env::var_os("PATH")?;
    std::env::split_paths(&paths).map(|folder| folder.join(name)).find(|path| path.is_file())
}

fn last_lines(text: &str, count: usize) -> String {
    let lines: Vec<&str> = text.trim_end().lines().collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_quotes_the_command_and_what_to_do() {
        let error =
            Process::new("sh").args(["-c", "echo gone >&2; exit 3"]).remedy("try again").text().unwrap_err();
        let text = error.to_string();
        assert!(text.contains("exit 3` failed: exit status: 3; try again\ngone"), "{text}");
    }

    #[test]
    fn a_missing_program_is_named() {
        let error = Process::new("no-such-program").remedy("install it").run().unwrap_err();
        assert_eq!(error.to_string(), "there is no `no-such-program` on this machine; install it");
    }

    #[test]
    fn only_the_last_lines_are_kept() {
        assert_eq!(last_lines("a\nb\nc\n", 2), "b\nc");
        assert_eq!(last_lines("a", 2), "a");
    }
}
