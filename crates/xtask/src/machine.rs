//! What this machine has, and what it lacks.

use crate::process::{find_program, Process};
use anyhow::{bail, Result};

/// Makes sure that a program is there: as root on a machine with apt, by installing its package.
pub fn need(program: &str, package: &str) -> Result<()> {
    if find_program(program).is_some() {
        return Ok(());
    }
    let install = format!("apt-get install {package}");
    let is_root = Process::new("id").arg("-u").text()?.trim() == "0";
    if !is_root || find_program("apt-get").is_none() {
        bail!("there is no `{program}` on this machine: install it (on Debian `sudo {install}`)");
    }
    println!("installing {package}");
    let apt = |arguments: &[&str]| {
        let process = Process::new("apt-get").args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        process.remedy(format!("run `{install}` yourself")).quiet()
    };
    apt(&["update", "-q"])?;
    apt(&["install", "-y", "-q", "--no-install-recommends", package])
}
