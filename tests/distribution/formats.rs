//! The schemas and test vectors in docs/schema, which other implementations are built from, against the code.
//!
//! `MAKERSTAKE_WRITE_VECTORS=1` writes the vectors again; a change of them is a change of the format.

use std::{
    fs,
    path::{Path, PathBuf},
};

use makerstake_distribution::{
    address,
    epoch::Folder,
    leaves::{self, Leaf, Limits},
    manifest::{Kind, Manifest, Source, Terms, Window},
    rule::Rule,
    score::{self, Job, Period, Table, BUDGET, PARTS_HEADER},
    sha,
    tree::{self, TreeFile},
    Error,
};
use serde_json::{json, Value};

use crate::epoch::{hex, inputs, RULE};

/// The rule of the vectors, with everything in it.
const VECTOR_RULE: &str = r#"{"format":"makerstake-economy-rule","version":2,"registrar":"open","numbers":"open",
    "min_engagement":10,"damping":"sqrt",
    "weights":{"work":10,"endorsement":5,"engagement":1,"metrics":{"views":1,"curated":1}},
    "caps":{"endorsements_per_work":3,"works_per_creator":3,"creator_bps":4000,"min_score":0},
    "roles":[{"name":"curated","bps":500}]}"#;

fn docs(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/schema").join(name)
}

fn read(name: &str) -> Value {
    serde_json::from_slice(&fs::read(docs(name)).unwrap()).unwrap()
}

/// The vectors in the file are these.
fn agree(name: &str, made: &Value) {
    let path = format!("vectors/{name}");
    if std::env::var_os("MAKERSTAKE_WRITE_VECTORS").is_some() {
        fs::write(docs(&path), format!("{made:#}\n")).unwrap();
    }
    assert_eq!(read(&path), *made, "{path}");
}

/// The places in a document that one of the schemas refuses; references between them are to files beside each other.
fn refused(schema: &str, document: &Value) -> Vec<String> {
    let mut schema = read(schema);
    if let Some(source) = schema.pointer_mut("/properties/source") {
        *source = read("source.schema.json");
    }
    let schema = jsonschema::validator_for(&schema).unwrap();
    schema.iter_errors(document).map(|error| error.instance_path.to_string()).collect()
}

fn scratch() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn trees_are_those_of_the_vectors() {
    let folder = scratch();
    let path = folder.path().join("tree.bin");
    let trees = [1_u32, 2, 3, 5, 8, 13].map(|count| {
        let leaves: Vec<_> = (0..count).map(|at| sha::of_bytes(&at.to_le_bytes())).collect();
        let summary = tree::build(&path, leaves.iter().map(|leaf| Ok::<_, Error>(*leaf))).unwrap();
        let file = TreeFile::open(&path).unwrap();
        let proofs: Vec<Vec<String>> = (0..count)
            .map(|at| file.proof(at).unwrap().iter().map(|sibling| hex(sibling)).collect())
            .collect();
        json!({
            "leaves": leaves.iter().map(|leaf| hex(leaf)).collect::<Vec<_>>(),
            "depth": summary.depth,
            "root": hex(&summary.root),
            "proofs": proofs,
            "tree_bin": hex(&fs::read(&path).unwrap()),
        })
    });
    agree("tree.json", &json!({ "trees": trees }));
}

#[test]
fn epochs_are_those_of_the_vectors() {
    let scratch = scratch();
    let folder = Folder::new(scratch.path());
    let holders = [[1_u8; 32], [2; 32], [0xfe; 32]].map(|holder| address::text(&holder));
    let amounts = [500_000_u64, 1, 499_999];
    let rows = holders.iter().zip(amounts).map(|(holder, amount)| format!("{holder},{amount},0,works=1\n"));
    let list = format!("{}\n{}", leaves::HEADER, rows.collect::<String>());
    fs::write(folder.leaves(), &list).unwrap();
    let terms = Terms {
        genesis_hash: [3; 32],
        pool: [4; 32],
        epoch: 7,
        window: Window { start: 1_750_000_000, end: 1_750_604_800 },
        limits: Limits { allocation: 1_000_000, leaf_max: 500_000 },
        source: Source { kind: Kind::Scored, rule_sha256: hex(&[5; 32]), inputs_sha256: hex(&[6; 32]) },
    };
    let built = folder.build(&terms).unwrap();
    let claims: Vec<Value> = [[1_u8; 32], [2; 32], [0xfe; 32]]
        .iter()
        .map(|holder| {
            let claim = folder.claim(holder).unwrap().unwrap();
            let leaf = claim.leaf.hash(&terms.pool, terms.epoch);
            let message =
                [&[0][..], &terms.pool, &terms.epoch.to_le_bytes(), holder, &claim.leaf.amount.to_le_bytes()];
            json!({
                "index": claim.index,
                "holder": address::text(holder),
                "amount": claim.leaf.amount.to_string(),
                "leaf_message": hex(&message.concat()),
                "leaf": hex(&leaf),
                "proof": claim.proof.iter().map(|sibling| hex(sibling)).collect::<Vec<_>>(),
            })
        })
        .collect();
    let manifest = String::from_utf8(fs::read(folder.manifest()).unwrap()).unwrap();
    agree(
        "epoch.json",
        &json!({
            "leaves_csv": list,
            "manifest_json": manifest,
            "data_hash": hex(&built.data_hash),
            "claims": claims,
        }),
    );
}

#[test]
fn lists_that_must_be_refused_are() {
    let [one, two] = [[1_u8; 32], [2; 32]].map(|holder| address::text(&holder));
    let header = leaves::HEADER;
    let cases = [
        ("duplicate holder", format!("{header}\n{one},50,0,\n{one},50,0,\n")),
        ("rows out of order", format!("{header}\n{two},50,0,\n{one},50,0,\n")),
        ("zero amount", format!("{header}\n{one},0,0,\n{two},100,0,\n")),
        ("wrong sum", format!("{header}\n{one},50,0,\n{two},49,0,\n")),
        ("amount above the maximum", format!("{header}\n{one},91,0,\n{two},9,0,\n")),
        ("negative amount", format!("{header}\n{one},-50,0,\n")),
        ("leading zero", format!("{header}\n{one},050,0,\n{two},50,0,\n")),
        ("overflow", format!("{header}\n{one},18446744073709551616,0,\n")),
        ("missing final newline", format!("{header}\n{one},50,0,\n{two},50,0,")),
        ("CRLF", format!("{header}\r\n{one},50,0,\r\n{two},50,0,\r\n")),
        ("byte order mark", format!("\u{feff}{header}\n{one},50,0,\n{two},50,0,\n")),
        ("blank line", format!("{header}\n{one},50,0,\n\n{two},50,0,\n")),
        ("unknown column", format!("{header},memo\n{one},50,0,,\n{two},50,0,,\n")),
        ("address not canonical", format!("{header}\n1{one},50,0,\n{two},50,0,\n")),
        ("quoted field", format!("{header}\n{one},50,0,\"a\"\n{two},50,0,\n")),
        ("reason too long", format!("{header}\n{one},50,0,{}\n{two},50,0,\n", "x".repeat(65))),
    ];
    let folder = scratch();
    let path = folder.path().join("leaves.csv");
    let limits = Limits { allocation: 100, leaf_max: 90 };
    fs::write(&path, format!("{header}\n{one},50,0,\n{two},50,0,\n")).unwrap();
    leaves::read(&path, &limits, |_| Ok(())).expect("the plain list is good");
    let lists = cases.map(|(why, text)| {
        fs::write(&path, &text).unwrap();
        let error = leaves::read(&path, &limits, |_| Ok(())).expect_err(why);
        let refusal = error.refusal().expect(why);
        json!({ "why": why, "leaves_csv": text, "line": refusal.line })
    });
    agree("refused.json", &json!({ "allocation": "100", "leaf_max": "90", "lists": lists }));
}

/// The tables of the vectors: works of both windows, parts, engagement of both windows, and a role.
fn tables(folder: &Path) {
    let works: Vec<_> = (1..=9_u8)
        .map(|at| ([at % 4 + 1; 32].into(), u32::from(at), u64::from(at % 5), 10_u64.pow(u32::from(at % 6))))
        .collect();
    inputs(folder, &works);
    let holder = |byte: u8| address::text(&[byte; 32]);
    let work = |byte: u8| hex(&[byte; 32]);
    let add = |name: &str, rows: String| {
        let path = folder.join(name);
        let text = fs::read_to_string(&path).unwrap();
        fs::write(&path, text + &rows).unwrap();
    };
    // Attested in the window before: one counted there, one reaches the minimum with what is seen in this window.
    add(
        "works.csv",
        format!("{0},{1},1,2\n{0},{2},1,0\n{3},,0,0\n", holder(1), work(20), work(21), holder(7)),
    );
    add(
        "engagement.csv",
        format!(
            "{0},{1},views,999\n{0},{2},views,1\n{3},,curated,400\n",
            holder(1),
            work(20),
            work(21),
            holder(7)
        ),
    );
    let before = format!("{0},{1},views,10\n{0},{2},views,9\n", holder(1), work(20), work(21));
    fs::write(folder.join("before.csv"), format!("{}\n{before}", score::ENGAGEMENT_HEADER)).unwrap();
    let parts = format!("{0},{1},{2},3333\n{0},{1},{3},3333\n", holder(1), work(21), holder(2), holder(9));
    fs::write(folder.join("parts.csv"), format!("{PARTS_HEADER}\n{parts}")).unwrap();
}

#[test]
fn scores_are_those_of_the_vectors() {
    let folder = scratch();
    tables(folder.path());
    let file = |name: &str| String::from_utf8(fs::read(folder.path().join(name)).unwrap()).unwrap();
    let cases =
        ["none", "sqrt", "log2"].map(|damping| {
            let text = VECTOR_RULE.replace("sqrt", damping);
            let rule = Rule::parse(text.as_bytes()).unwrap();
            let [works, parts, engagement, before, out] =
                ["works.csv", "parts.csv", "engagement.csv", "before.csv", "leaves.csv"]
                    .map(|name| folder.path().join(name));
            let limits = Limits { allocation: 1_000_003, leaf_max: 1_000_003 };
            let tables = [(&engagement, Period::This), (&before, Period::Before)]
                .map(|(path, period)| Table { path, period, day: None });
            let job = Job {
                works: &works,
                parts: Some(&parts),
                engagement: &tables,
                rule: &rule,
                limits,
                merge: false,
                budget: BUDGET,
            };
            let scored = score::score(&job, &out).unwrap();
            json!({
                "rule": String::from_utf8(rule.canonical().unwrap()).unwrap(),
                "rule_hash": hex(&rule.hash().unwrap()),
                "works_csv": file("works.csv"),
                "parts_csv": file("parts.csv"),
                "engagement_csv": file("engagement.csv"),
                "engagement_before_csv": file("before.csv"),
                "allocation": "1000003",
                "leaf_max": "1000003",
                "inputs_hash": hex(&scored.inputs_hash),
                "leaves_csv": file("leaves.csv"),
            })
        });
    agree("scoring.json", &json!({ "cases": cases }));
}

/// Rules that every reader refuses, with why.
#[test]
fn rules_that_must_be_refused_are() {
    let change = |from: &str, to: &str| {
        assert!(VECTOR_RULE.contains(from), "{from}");
        VECTOR_RULE.replacen(from, to, 1)
    };
    let cases = [
        (
            "a field that is not known",
            change("{", "{\"bonus\":1,"),
            "not an economy rule: unknown field `bonus`",
        ),
        (
            "a field twice",
            change("\"version\":2", "\"version\":2,\"version\":2"),
            "not an economy rule: duplicate field `version` at line 1",
        ),
        (
            "a metric twice",
            change("\"views\":1", "\"views\":1,\"views\":2"),
            "not an economy rule: the metric \"views\" is there twice at line 3",
        ),
        ("version 1", change("\"version\":2", "\"version\":1"), "unknown format: makerstake-economy-rule 1"),
        (
            "no registrar",
            change("\"registrar\":\"open\",", ""),
            "not an economy rule: missing field `registrar`",
        ),
        (
            "a registrar that is no address",
            change("\"registrar\":\"open\"", "\"registrar\":\"anybody\""),
            "not an economy rule: \"anybody\" is neither \"open\" nor an address in base58",
        ),
        (
            "no minimum of engagement",
            change("\"min_engagement\":10", "\"min_engagement\":0"),
            "min_engagement out of range: 0",
        ),
        (
            "a role without a metric",
            change("\"name\":\"curated\"", "\"name\":\"translated\""),
            "a role without a metric: translated",
        ),
        (
            "roles above half",
            change("\"bps\":500", "\"bps\":5001"),
            "the roles' bps add up to too much: 5001",
        ),
    ];
    let rules = cases.map(|(why, text, expected)| {
        let fault = Rule::parse(text.as_bytes()).unwrap_err();
        let said = format!("{}: {}", fault.what, fault.value.replace('\\', ""));
        assert!(said.starts_with(expected), "{why}: {said}");
        json!({ "why": why, "rule": text })
    });
    agree("rules-refused.json", &json!({ "rules": rules }));
}

#[test]
fn the_schemas_know_the_documents() {
    let vector = read("vectors/epoch.json");
    let manifest: Value = serde_json::from_str(vector["manifest_json"].as_str().unwrap()).unwrap();
    assert_eq!(refused("manifest.schema.json", &manifest), [""; 0]);
    assert_eq!(refused("source.schema.json", &manifest["source"]), [""; 0]);
    for rule in [RULE, VECTOR_RULE] {
        assert_eq!(refused("economy-rule.schema.json", &serde_json::from_str(rule).unwrap()), [""; 0]);
    }
    // What the schema refuses the code refuses too; a count of leaves is what the file behind it is held to.
    for (place, value, refusal) in [
        (
            "/allocation",
            json!(1_000_000),
            Some(
                "not a manifest: invalid type: integer `1000000`, expected a string at line 1 column 21; \
                 build the epoch again",
            ),
        ),
        (
            "/allocation",
            json!("01"),
            Some("leading zero in allocation: 01; write the number without leading zeros"),
        ),
        (
            "/tree/root",
            json!("AB"),
            Some("not a hash: tree.root: AB; 64 characters of 0 to 9 and a to f, not all zero"),
        ),
        ("/leaves/count", json!(0), None),
        (
            "/version",
            json!(2),
            Some("unknown format: makerstake-distribution 2; this is makerstake-distribution 1"),
        ),
        (
            "/source/kind",
            json!("guessed"),
            Some(
                "not a manifest: unknown variant `guessed`, expected `scored` or `imported` \
                 at line 1 column 421; build the epoch again",
            ),
        ),
        (
            "/pool",
            json!("0OIl"),
            Some(
                "not a canonical address: 0OIl; \
                 write the base58 form of 32 bytes, 32 to 44 characters, nothing around it",
            ),
        ),
    ] {
        let mut document = manifest.clone();
        *document.pointer_mut(place).unwrap() = value;
        assert_eq!(refused("manifest.schema.json", &document), [place], "{document}");
        let parsed = Manifest::parse(document.to_string().as_bytes());
        let said = parsed.err().map(|fault| format!("{}: {}; {}", fault.what, fault.value, fault.remedy));
        assert_eq!(said.as_deref(), refusal, "{document}");
    }
}

#[test]
fn a_leaf_is_the_hash_of_77_bytes() {
    let leaf = Leaf { holder: [1; 32], amount: 5, score: 9 };
    let message = [&[0][..], &[4; 32], &7_u32.to_le_bytes(), &[1; 32], &5_u64.to_le_bytes()].concat();
    assert_eq!(message.len(), 77);
    assert_eq!(leaf.hash(&[4; 32], 7), sha::of_bytes(&message));
}
