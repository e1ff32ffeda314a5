//! What every instruction leaves behind, from the cases of the substitution matrix: its data, accounts, log lines.

use std::collections::BTreeMap;

use base64::{engine::general_purpose::STANDARD, Engine};
use makerstake_client::programs::Program;
use makerstake_testkit::substitution::Case;
use solana_message::{legacy::Message, VersionedMessage};
use solana_pubkey::Pubkey;
use solana_signature::Signature;
use solana_transaction::versioned::VersionedTransaction;

use crate::cases;

/// Everything of one program that was met.
#[derive(Default)]
pub struct Recorded {
    /// Data of instructions, with their names.
    pub instructions: Vec<(String, Vec<u8>)>,
    /// Data of accounts.
    pub accounts: BTreeMap<Pubkey, Vec<u8>>,
    /// Bytes of "Program data" lines.
    pub events: Vec<Vec<u8>>,
}

/// Sends every case once, and gathers what it was sent with and what came of it, by program.
///
/// # Panics
/// Where a case does not go through.
pub fn all() -> BTreeMap<&'static str, Recorded> {
    let mut recorded = BTreeMap::new();
    for case in cases::all() {
        record(case, &mut recorded);
    }
    recorded
}

fn record(mut case: Case, recorded: &mut BTreeMap<&'static str, Recorded>) {
    let instruction = std::slice::from_ref(&case.instruction);
    let message =
        Message::new_with_blockhash(instruction, Some(&case.fee_payer), &case.svm.latest_blockhash());
    let keys = message.account_keys.clone();
    let before: Vec<_> = keys.iter().map(|key| case.svm.get_account(key)).collect();
    let signatures = vec![Signature::default(); usize::from(message.header.num_required_signatures)];
    let transaction = VersionedTransaction { signatures, message: VersionedMessage::Legacy(message) };
    let sent = case.svm.send_transaction(transaction);
    let logs = sent.unwrap_or_else(|failed| panic!("{}: {:?}", case.name, failed.err)).logs;
    let program = program(&case.instruction.program_id).expect("an instruction of the suite");
    let of = recorded.entry(program).or_default();
    let short = case.name.split_once('.').expect("program.instruction").1;
    of.instructions.push((short.to_owned(), case.instruction.data));
    let after = keys.iter().map(|key| case.svm.get_account(key));
    for (key, account) in keys.iter().zip(before).chain(keys.iter().zip(after)) {
        let Some(account) = account.filter(|account| account.lamports > 0) else { continue };
        if let Some(owner) = self::program(&account.owner) {
            recorded.entry(owner).or_default().accounts.insert(*key, account.data);
        }
    }
    // Which program wrote a line is the one that runs: the last that was invoked and has not ended.
    let mut running = Vec::new();
    for line in &logs {
        let words: Vec<&str> = line.split(' ').collect();
        match words[..] {
            ["Program", id, "invoke", _] => running.push(id.parse::<Pubkey>().expect("an address")),
            ["Program", _, "success"] => drop(running.pop()),
            ["Program", "data:", data] => {
                let owner = running.last().and_then(self::program).expect("a program of the suite");
                let bytes = STANDARD.decode(data).expect("base64");
                recorded.entry(owner).or_default().events.push(bytes);
            }
            _ => {}
        }
    }
}

fn program(at: &Pubkey) -> Option<&'static str> {
    Some(Program::at(at)?.name())
}

/// Leaves what was recorded for `tests/anchor`, which reads it with Anchor's own TypeScript client.
#[test]
fn what_every_instruction_leaves_is_written_for_other_readers() {
    let encode = |bytes: &[u8]| STANDARD.encode(bytes);
    let mut programs = serde_json::Map::new();
    for (program, recorded) in all() {
        let instructions = recorded.instructions.iter();
        let instructions: Vec<_> = instructions
            .map(|(name, data)| serde_json::json!({ "name": name, "data": encode(data) }))
            .collect();
        let accounts: Vec<_> = recorded.accounts.values().map(|data| encode(data)).collect();
        let events: Vec<_> = recorded.events.iter().map(|data| encode(data)).collect();
        let value =
            serde_json::json!({ "instructions": instructions, "accounts": accounts, "events": events });
        programs.insert(program.to_owned(), value);
    }
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../target");
    std::fs::create_dir_all(&folder).expect("target/");
    let text = serde_json::to_string_pretty(&programs).expect("JSON");
    std::fs::write(folder.join("recorded.json"), text).expect("target/recorded.json");
}
