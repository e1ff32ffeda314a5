//! What would stop an action on code.

use makerstake_core::action::{Action, Invoke, Pin, Upgrade};
use solana_pubkey::Pubkey;

use super::key;
use crate::addresses::program_data;
use crate::loader::{Buffer, Deployed, LOADER};
use crate::message::{Message, Value};
use crate::programs::Program;
use crate::snapshot::Snapshot;

/// The smallest number of bytes by which the loader extends a program.
const EXTENSION: usize = 10_240;

/// What would stop the replacement of a program's code.
pub(super) fn upgrade(snapshot: &Snapshot, upgrade: &Upgrade<'_>) -> Vec<Message> {
    let (program, buffer) = (key(upgrade.program), key(upgrade.buffer));
    let mut problems = pinned(snapshot, &program, &upgrade.pin);
    let treasury = snapshot.at.treasury;
    let deployed = deployed(snapshot, &program);
    if deployed.is_some_and(|deployed| deployed.authority != Some(treasury)) {
        let command = format!(
            "solana program set-upgrade-authority {program} --new-upgrade-authority {treasury} \
             --skip-new-upgrade-authority-signer-check"
        );
        problems.push(
            Message::new("problem.upgrade_authority")
                .with("program", program)
                .with("command", Value::code(command)),
        );
    }
    let account = snapshot.account(&buffer).filter(|account| account.owner == LOADER);
    let Some(new) = account.and_then(|account| Buffer::read(&account.data)) else {
        problems.push(Message::new("problem.buffer_missing").with("buffer", buffer));
        return problems;
    };
    if new.authority != Some(treasury) {
        let command =
            format!("solana program set-buffer-authority {buffer} --new-buffer-authority {treasury}");
        problems.push(Message::new("problem.buffer_authority").with("command", Value::code(command)));
    }
    if new.hash() != *upgrade.code_hash {
        problems.push(Message::new("problem.buffer_hash").with("hash", Value::hex(&new.hash())));
    }
    let room = deployed.map_or(0, |deployed| deployed.code.len());
    if let Some(missing) = new.code.len().checked_sub(room).filter(|missing| *missing > 0 && room > 0) {
        let command = format!("solana program extend {program} {}", missing.max(EXTENSION));
        let missing = Value::number(missing as u64);
        problems.push(
            Message::new("problem.code_too_long")
                .with("missing", missing)
                .with("command", Value::code(command)),
        );
    }
    problems
}

/// What would stop a call; a simulation has its say only where nothing else would.
pub(super) fn invoke(snapshot: &Snapshot, index: usize, invoke: &Invoke<'_>) -> Vec<Message> {
    let program = key(invoke.program);
    if program == Program::Governance.id() {
        return vec![Message::new("problem.governance_calls_itself")];
    }
    let mut problems = pinned(snapshot, &program, &invoke.pin);
    let governances = |address: &Pubkey| {
        snapshot.account(address).is_some_and(|account| account.owner == Program::Governance.id())
    };
    for meta in invoke.accounts.iter().filter(|meta| meta.is_writable && governances(&key(meta.key))) {
        problems.push(Message::new("problem.governance_account").with("account", Value::key(meta.key)));
    }
    if let Some(reason) = snapshot.failing_calls.get(&index).filter(|_| problems.is_empty()) {
        let reason = Value::Code { text: reason.clone() };
        problems.push(Message::new("problem.call_fails").with("reason", reason));
    }
    problems
}

/// What is worth knowing about an action on code though it stops nothing.
pub(super) fn remarks(snapshot: &Snapshot, action: &Action<'_>) -> Vec<Message> {
    let (program, pin) = match action {
        Action::Upgrade(upgrade) => (upgrade.program, &upgrade.pin),
        Action::Invoke(invoke) => (invoke.program, &invoke.pin),
        _ => return Vec::new(),
    };
    let mut remarks = Vec::new();
    if let Pin::Slot(_) = pin {
        remarks.push(Message::new("remark.pin_slot").with("program", Value::key(program)));
    }
    if let Action::Invoke(invoke) = action {
        let others = |account: &Pubkey| *account != snapshot.at.treasury;
        let signers =
            invoke.accounts.iter().filter(|meta| meta.is_signer).map(|meta| key(meta.key)).filter(others);
        remarks.extend(signers.map(|account| Message::new("remark.signer").with("account", account)));
    }
    remarks
}

/// Checks that the program is there and has the code that is pinned.
fn pinned(snapshot: &Snapshot, program: &Pubkey, pin: &Pin<'_>) -> Vec<Message> {
    let problem = |key: &str| vec![Message::new(key).with("program", *program)];
    let Some(account) = snapshot.account(program).filter(|account| account.executable) else {
        return problem("problem.program_missing");
    };
    if account.owner != LOADER {
        return if *pin == Pin::Immutable { Vec::new() } else { problem("problem.program_fixed") };
    }
    match deployed(snapshot, program) {
        None => problem("problem.program_closed"),
        Some(deployed) if !deployed.is(pin) => problem("problem.pin"),
        Some(_) => Vec::new(),
    }
}

fn deployed<'a>(snapshot: &'a Snapshot, program: &Pubkey) -> Option<Deployed<'a>> {
    Deployed::read(&snapshot.account(&program_data(program))?.data)
}
