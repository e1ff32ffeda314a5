//! A transaction's calls of the suite's programs, with the events that each logged.
//!
//! Logs only add. A sender can fill them before a program writes, and another program can write lines that look like events:
//! so an event belongs to the program whose invocation is innermost where the line stands, and what the logs lack is not
//! taken for not done.

use std::collections::HashMap;

use base64::prelude::{Engine as _, BASE64_STANDARD};
use solana_pubkey::Pubkey;

use crate::chain::Transaction;
use crate::idl::{self, Called, Event};

/// One call of one of the suite's programs.
#[derive(Clone, Debug, PartialEq)]
pub struct Decoded {
    /// Its place among all calls of the transaction, in the order of execution.
    pub part: u32,
    /// Whether another program made it.
    pub is_inner: bool,
    /// Every address it was given.
    pub addresses: Vec<Pubkey>,
    /// What was called.
    pub called: Called,
    /// What it logged.
    pub events: Vec<Event>,
}

/// The calls of a transaction that succeeded. A failed one did nothing.
pub fn decode(transaction: &Transaction) -> Vec<Decoded> {
    if transaction.failed {
        return Vec::new();
    }
    let mut events = events(&transaction.logs);
    let mut nth: HashMap<Pubkey, usize> = HashMap::new();
    let mut found = Vec::new();
    for (part, call) in transaction.calls.iter().enumerate() {
        let Some(program) = idl::at(&call.program) else { continue };
        let count = nth.entry(call.program).or_default();
        let logged = events.remove(&(call.program, *count)).unwrap_or_default();
        *count += 1;
        let Some(called) = program.instruction(&call.data, &call.accounts) else { continue };
        found.push(Decoded {
            part: u32::try_from(part).unwrap_or(u32::MAX),
            is_inner: call.is_inner,
            addresses: call.accounts.clone(),
            called,
            events: logged,
        });
    }
    found
}

/// The events in a transaction's logs, by the program and by which of its invocations logged them.
fn events(logs: &[String]) -> HashMap<(Pubkey, usize), Vec<Event>> {
    let mut found: HashMap<(Pubkey, usize), Vec<Event>> = HashMap::new();
    let mut count: HashMap<Pubkey, usize> = HashMap::new();
    let mut stack: Vec<(Pubkey, usize)> = Vec::new();
    for line in logs {
        // What a program says itself starts with "Program log:" or "Program data:" and is never taken for an invocation.
        if let Some(data) = line.strip_prefix("Program data: ") {
            let Some(top) = stack.last() else { continue };
            let Some(program) = idl::at(&top.0) else { continue };
            let bytes: Vec<u8> =
                data.split(' ').filter_map(|part| BASE64_STANDARD.decode(part).ok()).flatten().collect();
            if let Some(event) = program.event(&bytes) {
                found.entry(*top).or_default().push(event);
            }
        } else if line.starts_with("Program log: ") || line.starts_with("Program return: ") {
            continue;
        } else if let Some(rest) = line.strip_prefix("Program ") {
            let mut words = rest.split(' ');
            let Some(program) = words.next().and_then(|word| word.parse::<Pubkey>().ok()) else { continue };
            match words.next() {
                Some("invoke") => {
                    let nth = count.entry(program).or_default();
                    stack.push((program, *nth));
                    *nth += 1;
                }
                Some("success" | "failed:") => {
                    stack.pop();
                }
                _ => {}
            }
        } else if line == "Log truncated" {
            break;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain::Call;

    /// An event of zeros, as its program logs it.
    fn logged(name: &str) -> String {
        let file: serde_json::Value =
            serde_json::from_str(include_str!("../../../idl/governance.json")).unwrap();
        let events = file["events"].as_array().unwrap();
        let event = events.iter().find(|event| event["name"] == name).unwrap();
        let mut bytes: Vec<u8> = serde_json::from_value(event["discriminator"].clone()).unwrap();
        bytes.extend_from_slice(&[0; 256]);
        format!("Program data: {}", BASE64_STANDARD.encode(bytes))
    }

    #[test]
    fn an_event_belongs_to_the_innermost_invocation() {
        let (ours, other) = (idl::id("governance"), Pubkey::new_from_array([9; 32]));
        let logs = [
            format!("Program {ours} invoke [1]"),
            format!("Program {other} invoke [2]"),
            // Another program imitates an event, and a log line imitates an invocation.
            logged("VoteCast"),
            format!("Program log: Program {ours} invoke [3]"),
            logged("VoteCast"),
            format!("Program {other} success"),
            logged("VoteCast"),
            format!("Program {ours} consumed 5000 of 200000 compute units"),
            format!("Program {ours} success"),
            format!("Program {ours} invoke [1]"),
            format!("Program {ours} success"),
        ];
        let found = events(&logs);
        assert_eq!(found.len(), 1);
        assert_eq!(found[&(ours, 0)].len(), 1);
        assert_eq!(found[&(ours, 0)][0].name, "VoteCast");
    }

    #[test]
    fn a_failed_transaction_did_nothing() {
        let call =
            Call { program: idl::id("governance"), accounts: vec![], data: vec![0; 8], is_inner: false };
        let transaction = Transaction { failed: true, calls: vec![call], ..Transaction::default() };
        assert_eq!(decode(&transaction), []);
    }

    #[test]
    fn logs_that_were_cut_say_less_and_nothing_wrong() {
        let ours = idl::id("governance");
        let logs = [format!("Program {ours} invoke [1]"), "Log truncated".to_string(), logged("VoteCast")];
        assert!(events(&logs).is_empty());
    }
}
