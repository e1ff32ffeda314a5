//! Tells the command which commit it is built from: `MAKERSTAKE_COMMIT`, else what Git says, in release builds alone, so that a
//! commit does not build the command again while it is worked on.

use std::process::Command;

fn git(arguments: &[&str]) -> Option<String> {
    let output =
        Command::new("git").args(arguments).output().ok().filter(|output| output.status.success())?;
    Some(String::from_utf8(output.stdout).ok()?.trim().to_owned())
}

fn main() {
    println!("cargo:rerun-if-env-changed=MAKERSTAKE_COMMIT");
    if std::env::var_os("MAKERSTAKE_COMMIT").is_some() || std::env::var("PROFILE").as_deref() != Ok("release")
    {
        return;
    }
    let Some(commit) = git(&["rev-parse", "--short=12", "HEAD"]) else { return };
    for name in ["HEAD", "logs/HEAD"] {
        if let Some(path) = git(&["rev-parse", "--git-path", name]) {
            println!("cargo:rerun-if-changed={path}");
        }
    }
    let changed =
        git(&["status", "--porcelain", "--untracked-files=no"]).is_some_and(|files| !files.is_empty());
    println!("cargo:rustc-env=MAKERSTAKE_COMMIT={commit}{}", if changed { ", changed" } else { "" });
}
