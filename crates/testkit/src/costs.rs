//! What instructions cost, recorded while tests run.
//!
//! With `MAKERSTAKE_COSTS=<folder>` every accepted transaction of one instruction of the suite leaves a line there.
//! `cargo xtask bench` makes docs/costs.md of them and the `limits` tests compare them with their ceilings: what is
//! measured is what the tests do, not a case made for measuring.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;

use makerstake_client::programs::Program;
use solana_account::Account;
use solana_instruction::Instruction;
use solana_sdk_ids::system_program;

use crate::outcome::Receipt;

/// Bytes of an instruction's discriminator.
const DISCRIMINATOR: usize = 8;

/// Records an accepted transaction, where recording is asked for.
///
/// # Panics
/// Where the folder cannot be written to.
pub(crate) fn record(instructions: &[Instruction], receipt: &Receipt) {
    let Some(folder) = std::env::var_os("MAKERSTAKE_COSTS").map(PathBuf::from) else {
        return;
    };
    let Some(line) = line(instructions, receipt) else {
        return;
    };
    let path = folder.join(format!("{}.csv", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let file = OpenOptions::new().create(true).append(true).open(&path);
    // One write a line: tests of one process write side by side.
    let written = file.and_then(|mut file| file.write_all(line.as_bytes()));
    written.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
}

/// The discriminator of an instruction's data, in hexadecimal.
pub(crate) fn discriminator(data: &[u8]) -> Option<String> {
    Some(data.get(..DISCRIMINATOR)?.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// `program,discriminator,compute units,transaction bytes,accounts,created bytes,lamports of rent`.
fn line(instructions: &[Instruction], receipt: &Receipt) -> Option<String> {
    let [instruction] = instructions else {
        return None;
    };
    let program = Program::at(&instruction.program_id)?;
    let discriminator = discriminator(&instruction.data)?;
    let Receipt { compute_units, transaction_bytes, accounts, .. } = receipt;
    let (bytes, rent) = created(receipt);
    Some(format!("{program},{discriminator},{compute_units},{transaction_bytes},{accounts},{bytes},{rent}\n"))
}

/// Bytes and lamports of the accounts that came into being; a wallet's balance is no rent.
fn created(receipt: &Receipt) -> (usize, u64) {
    let exists = |account: &&Account| account.owner != system_program::ID || !account.data.is_empty();
    let is_new = |before: &Option<Account>| before.as_ref().is_none_or(|account| account.data.is_empty());
    let changes = receipt.changes.iter().filter(|change| is_new(&change.before));
    let new = changes.filter_map(|change| change.after.as_ref()).filter(exists);
    new.fold((0, 0), |(bytes, rent), account| (bytes + account.data.len(), rent + account.lamports))
}
