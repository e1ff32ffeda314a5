//! A process that dies after signing: the next one finds the transaction in the journal, and does not sign anew.

use std::panic::{catch_unwind, AssertUnwindSafe};

use makerstake_client::sender::{Entry, FileJournal, Intent, Journal, JournalError, Outcome, Sender};
use solana_pubkey::Pubkey;
use solana_signer::Signer as _;
use solana_system_interface::instruction::transfer;

use crate::exactly_once::{client, funded, network, policy};

/// A journal whose process dies when it would write down the end, or right after it wrote the signature.
struct Dies {
    journal: FileJournal,
    after_signing: bool,
}

impl Journal for Dies {
    fn record(&mut self, entry: &Entry) -> Result<(), JournalError> {
        match entry {
            Entry::Signed { .. } => {
                self.journal.record(entry)?;
                if self.after_signing {
                    panic!("the process dies before it sends");
                }
                Ok(())
            }
            Entry::Ended { .. } => panic!("the process dies before it hears"),
        }
    }
}

#[test]
fn what_was_signed_before_a_crash_happens_once() {
    let network = network();
    let rpc = client(&network.url);
    let payer = funded(&rpc);
    for after_signing in [true, false] {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("journal.jsonl");
        let to = Pubkey::new_unique();
        let intent = Intent::new("row", vec![transfer(&payer.pubkey(), &to, 1_000_000)], &payer, &[]);
        let mut dies = Dies { journal: FileJournal::open(&path).unwrap().0, after_signing };
        let crash = catch_unwind(AssertUnwindSafe(|| Sender::new(&rpc, policy()).send(&intent, &mut dies)));
        let why = if after_signing { "before it sends" } else { "before it hears" };
        let said = crash.unwrap_err().downcast_ref::<&str>().map(ToString::to_string);
        assert_eq!(said, Some(format!("the process dies {why}")));
        drop(dies);

        let (mut journal, pending) = FileJournal::open(&path).unwrap();
        assert_eq!(pending.len(), 1);
        let outcome = Sender::new(&rpc, policy()).resume(&pending[0], &mut journal).unwrap();
        let Outcome::Landed(receipt) = outcome else { panic!("{outcome}") };
        assert_eq!(receipt.signature, pending[0].signature, "the same transaction, not another");
        assert_eq!(rpc.get_balance(&to).unwrap(), 1_000_000);
        drop(journal);
        assert!(FileJournal::open(&path).unwrap().1.is_empty());
    }
}
