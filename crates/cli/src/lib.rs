//! The `makerstake` command line: thin, one file a command. Parse, ask the client, print.
//!
//! To add a command: write `commands/<name>.rs` with a `clap` type and a `run(self, &Context) -> Result<(), Failure>`,
//! and add a line for it in `commands.rs`. [`Context`](context::Context) gives it the node, the keys and
//! the output; [`Failure`](failure::Failure) carries errors to the user and decides the exit code.

#![allow(clippy::result_large_err, reason = "an error ends the command, so its size costs nothing")]

pub mod app;
pub mod args;
pub mod cluster;
pub mod commands;
pub mod context;
pub mod failure;
pub mod files;
pub mod keys;
pub mod many;
pub mod output;
pub mod parse;
pub mod profile;
pub mod progress;
pub mod rpc;
pub mod settings;
pub mod signers;
pub mod signing;

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser as _;

/// The parser's words, with what is expected where it only says what is wrong with a digit.
fn usage(error: &clap::Error) -> String {
    let text = error.to_string();
    text.replace("invalid digit found in string", "not a whole number: give digits, such as 10")
        .replace("invalid IP address syntax", "not an address of a machine: give 127.0.0.1, for instance")
}

/// Parses the command line, runs the command, and prints what went wrong.
pub fn main() -> ExitCode {
    let is_json = std::env::args().collect::<Vec<_>>().windows(2).any(|pair| pair == ["--errors", "json"])
        || std::env::args().any(|argument| argument == "--errors=json")
        || std::env::var("MAKERSTAKE_ERRORS").is_ok_and(|format| format == "json");
    let failed = |failure: failure::Failure| {
        if is_json {
            output::say(failure.json());
        } else {
            output::say(&failure);
        }
        failure.exit.into()
    };
    if let Err(failure) = profile::apply() {
        return failed(failure);
    }
    let app = match app::App::try_parse() {
        Ok(app) => app,
        Err(error) if error.use_stderr() && is_json => {
            let text = usage(&error);
            let what = text.lines().next().unwrap_or_default().trim_start_matches("error: ");
            return failed(failure::Failure::new(failure::Exit::Usage, what));
        }
        Err(error) => {
            // Help and version are not errors: they go to standard output with exit code 0.
            let code = if error.use_stderr() { failure::Exit::Usage } else { failure::Exit::Ok };
            // The parser colours its text where people watch.
            let _ = if error.to_string() == usage(&error) {
                error.print()
            } else {
                std::io::stderr().write_all(usage(&error).as_bytes())
            };
            return code.into();
        }
    };
    match app.run() {
        Ok(()) => failure::Exit::Ok.into(),
        Err(failure) => failed(failure),
    }
}
