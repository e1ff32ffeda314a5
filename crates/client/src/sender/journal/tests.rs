use super::*;
use solana_keypair::Keypair;
use solana_message::{v0, VersionedMessage};
use solana_signer::Signer as _;

fn folder(name: &str) -> PathBuf {
    let dir = std::env::temp_dir().join(format!("makerstake-journal-{name}-{}", std::process::id()));
    let _ = std::fs::remove_dir_all(&dir);
    std::fs::create_dir_all(&dir).unwrap();
    dir
}

fn signed(key: &str) -> (Entry, Signature) {
    let payer = Keypair::new();
    let transfer = solana_system_interface::instruction::transfer(&payer.pubkey(), &payer.pubkey(), 1);
    let message = v0::Message::try_compile(&payer.pubkey(), &[transfer], &[], Default::default()).unwrap();
    let transaction = VersionedTransaction::try_new(VersionedMessage::V0(message), &[&payer]).unwrap();
    let entry = Entry::Signed {
        key: key.into(),
        signature: transaction.signatures[0].to_string(),
        last_valid_block_height: 150,
        wire: encode(&transaction).unwrap(),
    };
    (entry, transaction.signatures[0])
}

#[test]
fn what_was_signed_and_did_not_end_is_pending() {
    let dir = folder("pending");
    let path = dir.join("journal.jsonl");
    let (first, first_signature) = signed("first");
    let (second, _) = signed("second");
    {
        let (mut journal, pending) = FileJournal::open(&path).unwrap();
        assert!(pending.is_empty());
        journal.record(&first).unwrap();
        journal.record(&second).unwrap();
        let ended = Entry::Ended { key: "second".into(), signature: String::new(), outcome: "landed".into() };
        journal.record(&ended).unwrap();
    }
    let (_, pending) = FileJournal::open(&path).unwrap();
    assert_eq!(pending.len(), 1);
    assert_eq!((pending[0].key.as_str(), pending[0].signature), ("first", first_signature));
    assert_eq!(pending[0].transaction.signatures[0], first_signature);
    std::fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn a_line_cut_short_is_dropped_and_the_next_one_is_whole() {
    let dir = folder("cut");
    let path = dir.join("journal.jsonl");
    let (first, _) = signed("first");
    let (second, _) = signed("second");
    FileJournal::open(&path).unwrap().0.record(&first).unwrap();
    let mut text = std::fs::read_to_string(&path).unwrap();
    text.push_str(r#"{"event":"signed","key":"cut"#);
    std::fs::write(&path, text).unwrap();
    {
        let (mut journal, pending) = FileJournal::open(&path).unwrap();
        assert_eq!(pending.len(), 1);
        journal.record(&second).unwrap();
    }
    let (_, pending) = FileJournal::open(&path).unwrap();
    assert_eq!(pending.iter().map(|entry| entry.key.as_str()).collect::<Vec<_>>(), ["first", "second"]);
    std::fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn a_line_that_makes_no_sense_is_named() {
    let dir = folder("format");
    let path = dir.join("journal.jsonl");
    std::fs::write(&path, "{\"event\":\"lost\"}\n").unwrap();
    let error = FileJournal::open(&path).unwrap_err().to_string();
    assert!(error.contains("journal.jsonl:1: not a journal entry: "), "{error}");
    std::fs::remove_dir_all(&dir).unwrap();
}

#[test]
fn two_processes_do_not_share_a_journal() {
    let dir = folder("lock");
    let path = dir.join("journal.jsonl");
    let first = FileJournal::open(&path).unwrap();
    assert!(matches!(FileJournal::open(&path), Err(JournalError::InUse(_))));
    drop(first);
    std::fs::remove_dir_all(&dir).unwrap();
}
