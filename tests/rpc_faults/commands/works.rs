//! What creators made.

use solana_keypair::Keypair;

use super::{listed::WORKS, Line};

#[test]
fn works_are_written_once() {
    let line = Line::new();
    let (ada, ben) = (line.keep("ada", &Keypair::new()), line.keep("ben", &Keypair::new()));
    line.write(&ada, "creator register", 1, &["--handle", "ada-l"]);
    line.write(&ben, "creator register", 1, &["--handle", "ben"]);
    let creator = line.read(&["creator", "show", "@ada-l"])["creator"].as_str().unwrap().to_owned();

    let (first, second) = (line.file("first.txt", "first"), line.file("second.txt", "second"));
    line.write(&ada, "attest", 1, &[&first]);
    let work =
        line.read(&["work", "history", "--creator", &creator])[0]["attestation"].as_str().unwrap().to_owned();
    line.write(&ben, "work endorse", 1, &[&work]);
    line.write(&ben, "work withdraw-endorsement", 1, &[&work]);
    line.write(&ada, "work revise", 1, &[&work, &second]);
    line.write(&ada, "work revoke", 1, &[&work]);

    for sketch in ["a", "b", "c"] {
        line.file(&format!("{sketch}.txt"), sketch);
    }
    let rows = line.file("works.csv", "file\na.txt\nb.txt\nc.txt\n");
    let batch = line.path("batch");
    let built =
        makerstake_tests::process::run(&["batch", "build", &rows, "--author", &creator, "-o", &batch]);
    assert_eq!(built.code, 0, "{}", built.err);
    line.write(&ada, "batch submit", 1, &[&batch]);
    line.write(&ben, "batch promote", 3, &[&batch, "--all"]);

    let history = line.read(&["work", "history", "--creator", &creator]);
    assert_eq!(history.as_array().unwrap().len(), 5, "{history}");
    line.assert_ran(&WORKS);
}
