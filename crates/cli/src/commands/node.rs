//! `makerstake node` and `makerstake document`: the program `makerstake-node`, which lies beside this one or on the search path.
//!
//! It is a program of its own, with a workspace of its own: who votes or attests needs neither its database nor its server.

use std::ffi::OsString;
use std::os::unix::process::CommandExt as _;
use std::path::PathBuf;
use std::process::Command;

use clap::Args;

use crate::failure::{Exit, Failure};

/// The program's name.
const PROGRAM: &str = "makerstake-node";

/// Follow a platform, keep its history and documents, and answer over HTTP; `makerstake node --help` says more
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub struct Node {
    /// What `makerstake-node` takes: verify, block, archive, archive-verify, or settings
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENTS")]
    arguments: Vec<OsString>,
}

/// Put documents to a node, get them from one, or take what is missing from another
#[derive(Debug, Args)]
#[command(disable_help_flag = true)]
pub struct Document {
    /// What `makerstake-node document` takes: put, get or mirror
    #[arg(trailing_var_arg = true, allow_hyphen_values = true, value_name = "ARGUMENTS")]
    arguments: Vec<OsString>,
}

impl Node {
    /// Becomes the node.
    pub fn run(self) -> Result<(), Failure> {
        become_node(&[], &self.arguments)
    }
}

impl Document {
    /// Becomes the node's command for documents.
    pub fn run(self) -> Result<(), Failure> {
        become_node(&["document"], &self.arguments)
    }
}

/// Takes the place of this process: signals and the exit code are the node's own.
fn become_node(first: &[&str], arguments: &[OsString]) -> Result<(), Failure> {
    let error = Command::new(program()).args(first).args(arguments).exec();
    Err(Failure::new(Exit::Input, format!("cannot start {PROGRAM} ({error})")).remedy(
        "build it with `cargo build --manifest-path crates/node/Cargo.toml` and put it on the search path",
    ))
}

/// The program beside this one, else the one on the search path.
fn program() -> PathBuf {
    let beside = std::env::current_exe().ok().map(|exe| exe.with_file_name(PROGRAM));
    beside.filter(|path| path.is_file()).unwrap_or_else(|| PathBuf::from(PROGRAM))
}
