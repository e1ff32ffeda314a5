use super::*;

fn block(kind: &str, content: &str) -> String {
    format!("test x ... --- IDL begin {kind} ---\n{content}\n--- IDL end {kind} ---\nok\n")
}

fn program(accounts: &str) -> String {
    let types = r#"[
        {"name":"Till","type":{"kind":"struct","fields":[{"name":"sum","type":{"defined":{"name":"PodU64"}}}]}},
        {"name":"PodU64","type":{"kind":"type","alias":"u64"}},
        {"name":"Creator","type":{"kind":"struct","fields":[]}}]"#;
    let open = r#"{"name":"open","discriminator":[1],"accounts":[{"name":"till"}],"args":[]}"#;
    let metadata = r#"{"name":"till","version":"0.1.0","spec":"0.1.0"}"#;
    block(
        "program",
        &format!(
            r#"{{"metadata":{metadata},"instructions":[{open}],"accounts":{accounts},"types":{types}}}"#
        ),
    ) + &block("address", "Ti11")
}

const ACCOUNTS: &str = r#"[{"name":"Till","discriminator":[2]},{"name":"Creator","discriminator":[3]}]"#;

#[test]
fn address_and_version_are_filled_in_and_foreign_accounts_left_out() {
    let sibling = json!({ "accounts": [{ "name": "Creator", "discriminator": [3] }] });
    let idl = collect(&program(ACCOUNTS), "1.2.3", &[sibling]).unwrap();
    assert_eq!(idl["address"], "Ti11");
    assert_eq!(idl["metadata"]["version"], "1.2.3");
    assert_eq!(idl["accounts"], json!([{ "name": "Till", "discriminator": [2] }]));
    let types: Vec<_> = list(&idl, "types").iter().map(|one| one["name"].as_str().unwrap()).collect();
    assert_eq!(types, ["PodU64", "Till"], "the foreign type goes with its account");
}

#[test]
fn an_account_that_only_shares_a_name_stays() {
    let sibling = json!({ "accounts": [{ "name": "Creator", "discriminator": [4] }] });
    let idl = collect(&program(ACCOUNTS), "1.2.3", &[sibling]).unwrap();
    assert_eq!(list(&idl, "accounts").len(), 2);
}

#[test]
fn errors_are_joined_and_sorted() {
    let printed = program("[]")
        + &block("errors", r#"[{"code":6101,"name":"B"}]"#)
        + &block("errors", r#"[{"code":6100,"name":"A"}]"#);
    let idl = collect(&printed, "1.2.3", &[]).unwrap();
    assert_eq!(idl["errors"], json!([{ "code": 6100, "name": "A" }, { "code": 6101, "name": "B" }]));
}

#[test]
fn collisions_are_refused() {
    let twice = block("errors", r#"[{"code":6000,"name":"A"},{"code":6000,"name":"B"}]"#);
    let error = collect(&(program("[]") + &twice), "1", &[]).unwrap_err().to_string();
    assert_eq!(error, "the error code 6000 occurs twice: rename or renumber one");

    let event = r#"{"event":{"name":"Opened","discriminator":[1]},"types":[]}"#;
    let error = collect(&(program("[]") + &block("event", event)), "1", &[]).unwrap_err().to_string();
    assert_eq!(error, "the discriminator [1] occurs twice: rename or renumber one");

    let event = r#"{"event":{"name":"Opened","discriminator":[9]},"types":[{"name":"Till","type":{}}]}"#;
    let error = collect(&(program("[]") + &block("event", event)), "1", &[]).unwrap_err().to_string();
    assert_eq!(error, "two types are called Till: rename one");

    let same = program("[]").replace(r#"[{"name":"till"}]"#, r#"[{"name":"till"},{"name":"till"}]"#);
    let error = collect(&same, "1", &[]).unwrap_err().to_string();
    assert_eq!(error, r#"in "open" the account "till" occurs twice: rename or renumber one"#);
}

#[test]
fn a_program_that_prints_nothing_is_explained() {
    let error = collect("running 0 tests", "1", &[]).unwrap_err().to_string();
    assert!(error.starts_with("the program prints no IDL"), "{error}");
}
