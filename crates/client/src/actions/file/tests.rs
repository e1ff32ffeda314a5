use std::collections::BTreeMap;
use std::path::Path;

use super::*;

const FILE: &str = r#"title = "Pay the translators"
uri = "https://example.org/translators.md"
document = "translators.md"

[[action]]
kind = "transfer"
to = "11111111111111111111111111111112"
amount = 1500000000

[[action]]
kind = "set_rule"
id = 1
domain = "moderation"
version = 1
text_sha256 = "abababababababababababababababababababababababababababababababab"
notice_days = 3
params = [{ bps = 250 }, { bool = true }]
"#;

fn as_json() -> String {
    let table: toml::Table = toml::from_str(FILE).unwrap();
    serde_json::to_string_pretty(&table).unwrap()
}

#[test]
fn toml_and_json_say_the_same() {
    let from_toml = File::parse(FILE, Format::Toml).unwrap();
    let from_json = File::parse(&as_json(), Format::Json).unwrap();
    assert_eq!(encode(&from_toml.actions()), encode(&from_json.actions()));
    assert_eq!(from_toml.kinds(), 0b10_0001);
}

/// What is wrong with the file after a change, as line, action, field and words.
fn fault(text: &str, format: Format) -> (Option<usize>, Option<usize>, Option<String>, String) {
    let FileFault { line, action, field, what } = File::parse(text, format).unwrap_err();
    (line, action, field, what)
}

#[test]
fn a_fault_names_its_line_its_action_and_its_field() {
    let cases = [
        ("amount", "amuont", 8, Some(1), "amuont", "unknown field `amuont`"),
        ("11111111111111111111111111111112", "nobody", 7, Some(1), "to", "not an address"),
        ("\"transfer\"", "\"gift\"", 6, Some(1), "kind", "unknown variant `gift`"),
        ("notice_days = 3", "notice_days = \"3\"", 16, Some(2), "notice_days", "invalid type"),
        ("abab", "zz", 15, Some(2), "text_sha256", "not a SHA-256"),
        ("https://example.org/translators.md", "javascript:alert(1)", 2, None, "uri", "give an https://"),
        ("Pay the translators", "", 1, None, "title", "a title has 1 to 64 bytes"),
    ];
    for (good, bad, line, action, field, what) in cases {
        let found = fault(&FILE.replacen(good, bad, 1), Format::Toml);
        assert_eq!((found.0, found.1, found.2.as_deref()), (Some(line), action, Some(field)), "{found:?}");
        assert!(found.3.contains(what), "{found:?}");
    }
    let missing = fault(&FILE.replacen("amount = 1500000000\n", "", 1), Format::Toml);
    assert_eq!(
        (missing.0, missing.1, missing.2.as_deref()),
        (Some(5), Some(1), Some("amount")),
        "{missing:?}"
    );
    let unsound = fault(&FILE.replacen("1500000000", "0", 1), Format::Toml);
    assert_eq!((unsound.0, unsound.1, unsound.2), (Some(5), Some(1), None));
}

#[test]
fn json_faults_have_places_too_and_a_key_stands_once() {
    let text = as_json();
    let line_of = |needle: &str| text.lines().position(|line| line.contains(needle)).map(|at| at + 1);
    let found = fault(&text.replacen("11111111111111111111111111111112", "nobody", 1), Format::Json);
    assert_eq!((found.0, found.1, found.2.as_deref()), (line_of("\"to\""), Some(1), Some("to")), "{found:?}");
    let twice = text.replacen("\"amount\": 1500000000", "\"amount\": 1,\n\"amount\": 2", 1);
    let found = fault(&twice, Format::Json);
    assert!(found.3.starts_with("the key \"amount\" is there twice"), "{found:?}");
    assert_eq!(found.0, line_of("\"amount\"").map(|line| line + 1));
}

#[derive(Deserialize)]
struct Expected {
    link: String,
    wires: Vec<String>,
}

/// The dApp reads and writes the same files.
#[test]
fn the_published_files_are_read_as_the_bytes_beside_them() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/schema/vectors/proposals");
    let expected = std::fs::read_to_string(folder.join("expected.json")).unwrap();
    let expected: BTreeMap<String, Expected> = serde_json::from_str(&expected).unwrap();
    assert_eq!(expected.len(), 5);
    for (name, expected) in expected {
        let format = if name.ends_with(".toml") { Format::Toml } else { Format::Json };
        let file = File::parse(&std::fs::read_to_string(folder.join(&name)).unwrap(), format).unwrap();
        let wires: Vec<String> =
            file.entries.iter().map(|entry| hex::encode(encode(&[entry.action()]))).collect();
        assert_eq!(wires, expected.wires, "{name}");
        assert_eq!(file.chain().link(0).map(hex::encode), Some(expected.link), "{name}");
    }
}
