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
    score::{self, Job, BUDGET},
    sha,
    tree::{self, TreeFile},
    Error,
};
use serde_json::{json, Value};

use crate::epoch::{hex, inputs, RULE};

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

#[test]
fn scores_are_those_of_the_vectors() {
    let folder = scratch();
    let works: Vec<_> = (1..=9_u8)
        .map(|at| ([at % 4 + 1; 32].into(), u32::from(at), u64::from(at % 5), 10_u64.pow(u32::from(at % 6))))
        .collect();
    inputs(folder.path(), &works);
    let cases = ["none", "sqrt", "log2"].map(|damping| {
        let text = RULE.replace("sqrt", damping);
        let rule = Rule::parse(text.as_bytes()).unwrap();
        let [works, engagement, out] =
            ["works.csv", "engagement.csv", "leaves.csv"].map(|name| folder.path().join(name));
        let limits = Limits { allocation: 1_000_003, leaf_max: 1_000_003 };
        let job =
            Job { works: &works, engagement: &engagement, rule: &rule, limits, merge: false, budget: BUDGET };
        let scored = score::score(&job, &out).unwrap();
        let file = |path: &Path| String::from_utf8(fs::read(path).unwrap()).unwrap();
        json!({
            "rule": String::from_utf8(rule.canonical().unwrap()).unwrap(),
            "rule_hash": hex(&rule.hash().unwrap()),
            "works_csv": file(&works),
            "engagement_csv": file(&engagement),
            "allocation": "1000003",
            "leaf_max": "1000003",
            "inputs_hash": hex(&scored.inputs_hash),
            "leaves_csv": file(&out),
        })
    });
    agree("scoring.json", &json!({ "cases": cases }));
}

#[test]
fn the_schemas_know_the_documents() {
    let vector = read("vectors/epoch.json");
    let manifest: Value = serde_json::from_str(vector["manifest_json"].as_str().unwrap()).unwrap();
    assert_eq!(refused("manifest.schema.json", &manifest), [""; 0]);
    assert_eq!(refused("source.schema.json", &manifest["source"]), [""; 0]);
    assert_eq!(refused("economy-rule.schema.json", &serde_json::from_str(RULE).unwrap()), [""; 0]);
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
