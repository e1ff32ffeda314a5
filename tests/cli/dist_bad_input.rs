//! Every bad input of an epoch: refused with exit code 3, its place, its value and what to do about it, and no file written.

use std::fs;
use std::path::Path;

use makerstake_tests::platform::RULE;
use makerstake_tests::process::{run, Run};

const ADA: &str = "4Nd1mBQtrMJVYVfKf2PJy9NZUZdTAsp7D4xWLs4gDB4T";
const EVE: &str = "EtWTRABZaYq6iMfeYKouRu166VU2xqa1wcaWoxPkrZBG";
const WORK: &str = "0101010101010101010101010101010101010101010101010101010101010101";
const LEAVES: &str = "holder,amount,score,reason\n";
const ATTESTED: &str = "creator,work,window,endorsements\n";
const SEEN: &str = "creator,work,metric,value\n";
/// What the chain would say of the epoch: 100 base units, at most 60 a holder.
const TERMS: [&str; 14] = [
    "--pool",
    ADA,
    "--allocation",
    "100",
    "--leaf-max",
    "60",
    "--epoch",
    "0",
    "--window-start",
    "1000",
    "--window-end",
    "2000",
    "--genesis-hash",
    ADA,
];

/// A folder of inputs.
struct Scene(tempfile::TempDir);

impl Scene {
    fn new() -> Self {
        let scene = Self(tempfile::tempdir().unwrap());
        scene.write("rule.json", RULE);
        scene.write("works.csv", format!("{ATTESTED}{ADA},{WORK},0,0\n{EVE},{WORK},0,0\n"));
        scene.write("engagement.csv", format!("{SEEN}{ADA},{WORK},views,5\n"));
        scene.write("why.md", "a vote");
        scene.write(
            "source.json",
            format!(r#"{{"inputs_sha256":"{WORK}","kind":"imported","rule_sha256":"{WORK}"}}"#),
        );
        scene
    }

    fn write(&self, name: &str, text: impl AsRef<[u8]>) {
        fs::write(self.0.path().join(name), text).unwrap();
    }

    fn path(&self, name: &str) -> String {
        self.0.path().join(name).display().to_string()
    }

    fn build(&self) -> Run {
        run(&[&["dist", "build", &self.path("")][..], &TERMS].concat())
    }

    fn score(&self) -> Run {
        let [rule, works, seen] = ["rule.json", "works.csv", "engagement.csv"].map(|name| self.path(name));
        let evidence = ["--rule", &rule, "--works", &works, "--engagement", &seen];
        run(&[&["dist", "score", &self.path("")][..], &evidence, &TERMS].concat())
    }

    fn import(&self, format: &str, unit: &str) -> Run {
        let [folder, list, why] = ["", "list.csv", "why.md"].map(|name| self.path(name));
        run(&[
            "dist",
            "import",
            &folder,
            "--list",
            &list,
            "--format",
            format,
            "--unit",
            unit,
            "--because",
            &why,
        ])
    }

    /// The message, with the folder left out; nothing may have been made.
    fn refused(&self, run: &Run, made: &str) -> String {
        assert_eq!((run.code, run.out.as_str()), (3, ""), "{}", run.err);
        let made = Path::new(&self.path("")).join(made);
        assert!(!made.exists(), "{} was written all the same: {}", made.display(), run.err);
        run.err.replace(&self.path(""), "")
    }
}

#[test]
fn the_good_inputs_are_good() {
    let scene = Scene::new();
    scene.write("leaves.csv", format!("{LEAVES}{ADA},60,0,\n{EVE},40,0,\n"));
    assert_eq!(scene.build().code, 0, "{}", scene.build().err);
    let scored = run(&[
        &["dist", "score", &scene.path("scored")][..],
        &{
            let [rule, works, seen] =
                ["rule.json", "works.csv", "engagement.csv"].map(|name| scene.path(name));
            ["--rule".to_owned(), rule, "--works".into(), works, "--engagement".into(), seen]
        }
        .each_ref()
        .map(String::as_str),
        &TERMS,
    ]
    .concat());
    assert_eq!(
        scored.code, 3,
        "40 % is the most that the rule gives to one, and nobody saw the other's work"
    );
    assert!(
        scored.err.contains("1 holders at 40 each, and the roles' parts, cannot take the allocation: 100\n"),
        "{}",
        scored.err
    );
}

#[test]
fn a_bad_list_is_not_built() {
    let row = |holder: &str, amount: &str| format!("{holder},{amount},0,\n");
    let cases: [(String, String); 15] = [
        (
            [LEAVES, &row(ADA, "50"), &row(ADA, "50")].concat(),
            format!("leaves.csv:3: duplicate holder: {ADA}\n  keep one row a holder; `dist import --merge` adds up the rows of a holder\n"),
        ),
        (
            [LEAVES, &row(EVE, "50"), &row(ADA, "50")].concat(),
            format!("leaves.csv:3: rows out of order: {ADA}\n  sort rows by the 32 bytes of the holder; `dist import` does\n"),
        ),
        (
            "holder,amount,score,memo\n".into(),
            "leaves.csv:1: unknown column: memo\n  the header is holder,amount,score,reason\n".into(),
        ),
        (
            [LEAVES, &row(ADA, "-1")].concat(),
            "leaves.csv:2: negative amount: -1\n  write a whole number, 0 or more\n".into(),
        ),
        (
            [LEAVES, &row(ADA, "1.5")].concat(),
            "leaves.csv:2: not a whole number: amount: 1.5\n  digits only: no sign, point, space or exponent\n".into(),
        ),
        (
            [LEAVES, &row(ADA, "18446744073709551616")].concat(),
            "leaves.csv:2: overflow in amount: 18446744073709551616\n  the greatest number is 18446744073709551615\n".into(),
        ),
        (
            [LEAVES, &row(ADA, "60"), &row(EVE, "41")].concat(),
            "leaves.csv: wrong sum: 101\n  the amounts must add up to the allocation, 100\n".into(),
        ),
        (
            [LEAVES, &row(ADA, "61"), &row(EVE, "39")].concat(),
            "leaves.csv:2: amount above the per-leaf maximum: 61\n  a leaf may hold at most 60\n".into(),
        ),
        (
            ["\u{feff}", LEAVES, &row(ADA, "60")].concat(),
            "leaves.csv:1: byte order mark: EF BB BF\n  save as UTF-8 without BOM\n".into(),
        ),
        (
            [LEAVES, &row(ADA, "60").replace('\n', "\r\n")].concat(),
            format!("leaves.csv:2: line ended by CRLF: {ADA},60,0,\\r\n  end lines with LF alone (dos2unix)\n"),
        ),
        (
            [LEAVES, row(ADA, "60").trim_end()].concat(),
            format!("leaves.csv:2: missing final newline: {ADA},60,0,\n  end the last line with LF as well\n"),
        ),
        ([LEAVES, "\n"].concat(), "leaves.csv:2: blank line: (empty)\n  delete it\n".into()),
        (
            [LEAVES, &row(&format!("1{ADA}"), "60")].concat(),
            format!("leaves.csv:2: not a canonical address: 1{ADA}\n  write the base58 form of 32 bytes, 32 to 44 characters, nothing around it\n"),
        ),
        (
            [LEAVES, &row(&ADA.replace('4', "0"), "60")].concat(),
            format!("leaves.csv:2: not a canonical address: {}\n  write the base58 form of 32 bytes, 32 to 44 characters, nothing around it\n", ADA.replace('4', "0")),
        ),
        (
            [LEAVES, &row(ADA, "0")].concat(),
            format!("leaves.csv:2: zero amount: {ADA}\n  leave out who gets nothing\n"),
        ),
    ];
    for (list, expected) in cases {
        let scene = Scene::new();
        scene.write("leaves.csv", &list);
        assert_eq!(scene.refused(&scene.build(), "manifest.json"), expected, "{list}");
        assert!(!Path::new(&scene.path("tree.bin")).exists(), "{list}");
    }
}

#[test]
fn bad_inputs_are_not_scored() {
    let cases: [(&str, String, String); 11] = [
        (
            "works.csv",
            format!("{ATTESTED}{ADA},{WORK},0,0\n{ADA},{WORK},0,1\n"),
            format!("works.csv:3: duplicate work: {ADA} {}…\n  a creator attests a work once: keep one row\n", &WORK[..35]),
        ),
        (
            "engagement.csv",
            format!("{SEEN}{ADA},{WORK},views,1\n{ADA},{WORK},views,1\n"),
            format!("engagement.csv:3: duplicate engagement: {ADA} {}…\n  keep one row a creator, work and metric, or add them up with --merge\n", &WORK[..35]),
        ),
        (
            "engagement.csv",
            format!("{SEEN}{ADA},{WORK},likes,1\n"),
            "engagement.csv:2: unknown metric: likes\n  name it in the rule's weights.metrics; weight 0 ignores it\n".into(),
        ),
        (
            "engagement.csv",
            format!("{SEEN}{ADA},{WORK},views,-1\n"),
            "engagement.csv:2: negative value: -1\n  write a whole number, 0 or more\n".into(),
        ),
        (
            "engagement.csv",
            format!("{SEEN}{ADA},{WORK},views,18446744073709551616\n"),
            "engagement.csv:2: overflow in value: 18446744073709551616\n  the greatest number is 18446744073709551615\n".into(),
        ),
        (
            "engagement.csv",
            format!("{SEEN}{ADA},{},views,1\n", &WORK[1..]),
            format!("engagement.csv:2: not a content hash: {}\n  the SHA-256 of the work: 64 characters of 0 to 9 and a to f\n", &WORK[1..]),
        ),
        (
            "engagement.csv",
            format!("{SEEN}{ADA},{WORK},views,1,2\n"),
            format!("engagement.csv:2: 5 fields where the header has 4: {ADA},{}…\n  one row a line, fields separated by commas, no commas inside\n", &WORK[..35]),
        ),
        (
            "engagement.csv",
            format!("{SEEN}{ADA},{WORK},\"views\",1\n"),
            format!("engagement.csv:2: quoted field: {ADA},{}…\n  write fields without quotes\n", &WORK[..35]),
        ),
        (
            "engagement.csv",
            format!("{SEEN}{ADA},{WORK},views,1"),
            format!("engagement.csv:2: missing final newline: {ADA},{}…\n  end the last line with LF as well\n", &WORK[..35]),
        ),
        (
            "engagement.csv",
            "creator,work,metric,amount\n".into(),
            "engagement.csv:1: unknown column: amount\n  the header is creator,work,metric,value\n".into(),
        ),
        ("works.csv", String::new(), "works.csv:1: empty file: (empty)\n  start with the header creator,work,window,endorsements\n".into()),
    ];
    for (name, text, expected) in cases {
        let scene = Scene::new();
        scene.write(name, &text);
        assert_eq!(scene.refused(&scene.score(), "leaves.csv"), expected, "{text}");
    }
}

#[test]
fn there_is_no_run_without_a_window() {
    let scene = Scene::new();
    let [rule, works, seen] = ["rule.json", "works.csv", "engagement.csv"].map(|name| scene.path(name));
    let score = ["dist", "score", &scene.path(""), "--rule", &rule, "--works", &works, "--engagement", &seen];
    let expected =
        ": the folder has no window, and nothing is counted without one\n  give the pool with --pool: the \
                    window of its next epoch comes from the chain\n";
    assert_eq!(scene.refused(&run(&score), "leaves.csv"), expected);
    let list = ["dist", "inputs", &scene.path(""), "--rule", &rule];
    assert_eq!(scene.refused(&run(&list), "parts.csv"), expected);
    assert_eq!(scene.refused(&run(&["dist", "build", &scene.path("")]), "manifest.json"), expected);

    // Once the folder has one, no command takes another.
    scene.score();
    let other = TERMS.map(|term| if term == "2000" { "2001" } else { term });
    let found = scene.refused(&run(&[&score[..], &other].concat()), "leaves.csv");
    assert_eq!(
        found,
        ": the folder is for another end of the window, 2000: 2001\n  take a new folder for it\n"
    );
}

#[test]
fn a_rule_that_names_its_numbers_takes_no_others() {
    let scene = Scene::new();
    scene.write("rule.json", RULE.replace("\"numbers\":\"open\"", &format!("\"numbers\":\"{ADA}\"")));
    let found = scene.refused(&scene.score(), "leaves.csv");
    let expected = format!(
        "error: the rule counts attested numbers only: {ADA}\n  give the folder of the days' files with --committed\n"
    );
    assert_eq!(found, expected);
}

#[test]
fn a_rule_that_makes_no_sense_is_not_scored_by() {
    let scene = Scene::new();
    scene.write("rule.json", RULE.replace("sqrt", "cube"));
    let message = scene.refused(&scene.score(), "leaves.csv");
    assert!(message.starts_with("rule.json: ") && message.contains("cube"), "{message}");
}

#[test]
fn a_foreign_list_is_not_imported_unless_it_is_plain() {
    let cases: [(&str, &str, String, String); 10] = [
        (
            "solana-tokens",
            "base",
            format!("recipient,amount\n{ADA},5\n{ADA},6\n"),
            format!("list.csv:3: duplicate holder, first on line 2: {ADA}\n  keep one row a holder, or add them up with --merge\n"),
        ),
        (
            "solana-tokens",
            "base",
            format!("recipient,amount\n{ADA},1.5\n"),
            "list.csv:2: not a whole number: amount: 1.5\n  base units are whole numbers: export them without a point\n".into(),
        ),
        (
            "solana-tokens",
            "ui",
            format!("recipient,amount\n{ADA},1.0000001\n"),
            "list.csv:2: more than 6 decimals: 1.0000001\n  the mint has no smaller unit: round the list first\n".into(),
        ),
        (
            "solana-tokens",
            "ui",
            format!("recipient,amount\n{ADA},-1\n"),
            "list.csv:2: negative amount: -1\n  digits, perhaps a point and more digits, nothing else\n".into(),
        ),
        (
            "solana-tokens",
            "ui",
            format!("recipient,amount\n{ADA},99999999999999\n"),
            "list.csv:2: overflow in amount: 99999999999999\n  amounts stay below 2^64 base units\n".into(),
        ),
        (
            "solana-tokens",
            "base",
            format!("recipient,amount,lockup_date\n{ADA},5,2030-01-01T00:00:00Z\n"),
            "list.csv:2: an amount locked until later: 2030-01-01T00:00:00Z\n  a distribution pays shares at once: leave it out and make a grant, which vests\n".into(),
        ),
        (
            "jito",
            "base",
            format!("pubkey,amount_unlocked,amount_locked\n{ADA},5,7\n"),
            "list.csv:2: an amount locked until later: 7\n  a distribution pays shares at once: leave it out and make a grant, which vests\n".into(),
        ),
        (
            "streamflow",
            "base",
            format!("recipient,amount\n{ADA},5\n"),
            "list.csv:1: unknown header: recipient,amount\n  the header is pubkey,amount_unlocked,amount_locked,category or pubkey,amount\n".into(),
        ),
        (
            "jito",
            "base",
            format!("pubkey,amount\n{ADA},0\n"),
            format!("list.csv:2: zero amount: {ADA}\n  leave out who gets nothing\n"),
        ),
        (
            "jito",
            "base",
            "pubkey,amount\nnobody,5\n".into(),
            "list.csv:2: not a canonical address: nobody\n  write the base58 form of 32 bytes, 32 to 44 characters, nothing around it\n".into(),
        ),
    ];
    for (format, unit, list, expected) in cases {
        let scene = Scene::new();
        scene.write("list.csv", &list);
        assert_eq!(scene.refused(&scene.import(format, unit), "leaves.csv"), expected, "{list}");
    }
}

#[test]
fn the_unit_of_a_foreign_list_is_never_guessed() {
    let scene = Scene::new();
    scene.write("list.csv", format!("recipient,amount\n{EVE},1.5\n{ADA},2\n{EVE},0.5\n"));
    let [folder, list, why] = ["", "list.csv", "why.md"].map(|name| scene.path(name));
    let import = [
        "dist",
        "import",
        &folder,
        "--list",
        &list,
        "--format",
        "solana-tokens",
        "--because",
        &why,
        "--merge",
    ];
    let unsaid = run(&import);
    assert_eq!((unsaid.code, unsaid.out.as_str()), (2, ""));
    assert!(unsaid.err.contains("--unit <UNIT>"), "{}", unsaid.err);
    let said = run(&[&import[..], &["--unit", "ui", "--decimals", "3"]].concat());
    assert_eq!(said.code, 0, "{}", said.err);
    let leaves = fs::read_to_string(scene.path("leaves.csv")).unwrap();
    assert_eq!(leaves, format!("{LEAVES}{ADA},2000,0,imported\n{EVE},2000,0,imported\n"));
}

#[test]
fn a_window_that_does_not_go_forward_is_not_built() {
    let scene = Scene::new();
    scene.write("leaves.csv", format!("{LEAVES}{ADA},60,0,\n{EVE},40,0,\n"));
    let terms: Vec<&str> = TERMS.iter().map(|term| if *term == "2000" { "1000" } else { term }).collect();
    let built = run(&[&["dist", "build", &scene.path("")][..], &terms].concat());
    let message = scene.refused(&built, "manifest.json");
    assert!(message.starts_with("terms.json: "), "{message}");
}
