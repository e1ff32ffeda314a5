//! Puts an IDL together from what a program's tests print.

use anyhow::{bail, ensure, Context, Result};
use serde_json::{json, Value};
use std::collections::{BTreeMap, BTreeSet};

/// The IDL of a program.
///
/// `printed` holds blocks between `--- IDL begin KIND ---` and `--- IDL end KIND ---`. Anchor always prints version
/// 0.1.0, so `version` is the package's. Accounts of the `foreign` programs are taken out: Anchor lists every account
/// type a program reads, but its clients would look for those under the wrong owner.
///
/// # Errors
/// A block is missing, or names or codes collide.
pub fn collect(printed: &str, version: &str, foreign: &[Value]) -> Result<Value> {
    let mut idl = only(printed, "program")?;
    idl["metadata"]["version"] = json!(version);
    let parsed = |kind: &str| -> Result<Vec<Value>> {
        blocks(printed, kind).into_iter().map(|block| Ok(serde_json::from_str(block)?)).collect()
    };

    let mut types = named(take(&mut idl, "types"))?;
    let mut events = BTreeMap::new();
    for block in parsed("event")? {
        events.extend(named(vec![block["event"].clone()])?);
        for (name, value) in named(block["types"].as_array().cloned().unwrap_or_default())? {
            if types.insert(name.clone(), value.clone()).is_some_and(|old| old != value) {
                bail!("two types are called {name}: rename one");
            }
        }
    }

    let mut accounts = named(take(&mut idl, "accounts"))?;
    let is_foreign = |account: &Value| foreign.iter().any(|idl| list(idl, "accounts").contains(account));
    accounts.retain(|_, account| !is_foreign(account));

    let mut errors: Vec<Value> = Vec::new();
    for block in parsed("errors")? {
        errors.extend(block.as_array().cloned().unwrap_or_default());
    }
    errors.sort_by_key(|error| error["code"].as_u64());
    let instructions = take(&mut idl, "instructions");
    check_names(&instructions)?;
    distinct("the error code", errors.iter().map(|error| error["code"].to_string()))?;
    distinct("the error", errors.iter().map(|error| error["name"].to_string()))?;
    let everything = instructions.iter().chain(accounts.values()).chain(events.values());
    distinct("the discriminator", everything.map(|node| node["discriminator"].to_string()))?;

    let roots =
        instructions.iter().cloned().chain(accounts.keys().chain(events.keys()).map(|name| defined(name)));
    let used = reachable(roots.collect(), &types);
    types.retain(|name, _| used.contains(name));
    let has_layout = reachable(accounts.keys().map(|name| defined(name)).collect(), &types);
    for event in reachable(events.keys().map(|name| defined(name)).collect(), &types).difference(&has_layout)
    {
        layout::in_order(types.get_mut(event));
    }
    for account in &has_layout {
        layout::lay_parts(account, &mut types);
        if layout::has_gaps(account, &types)? {
            layout::pack(types.get_mut(account));
        }
    }

    Ok(json!({
        "address": only_text(printed, "address")?,
        "metadata": idl["metadata"],
        "instructions": instructions,
        "accounts": accounts.into_values().collect::<Vec<_>>(),
        "events": events.into_values().collect::<Vec<_>>(),
        "errors": errors,
        "types": types.into_values().collect::<Vec<_>>(),
        "constants": parsed("const")?,
    }))
}

fn blocks<'a>(printed: &'a str, kind: &str) -> Vec<&'a str> {
    let (begin, end) = (format!("--- IDL begin {kind} ---"), format!("--- IDL end {kind} ---"));
    let after_begin = printed.split(&begin).skip(1);
    after_begin.filter_map(|rest| rest.split_once(&end)).map(|(block, _)| block.trim()).collect()
}

fn only_text<'a>(printed: &'a str, kind: &str) -> Result<&'a str> {
    match blocks(printed, kind)[..] {
        [block] => Ok(block),
        [] => bail!(
            "the program prints no IDL: has its Cargo.toml the feature idl-build, and its lib.rs #[program]?"
        ),
        _ => bail!("the program prints its {kind} more than once"),
    }
}

fn only(printed: &str, kind: &str) -> Result<Value> {
    serde_json::from_str(only_text(printed, kind)?).with_context(|| format!("the {kind} block is no JSON"))
}

fn list<'a>(idl: &'a Value, key: &str) -> &'a [Value] {
    idl[key].as_array().map(Vec::as_slice).unwrap_or_default()
}

fn take(idl: &mut Value, key: &str) -> Vec<Value> {
    idl.get_mut(key).map(Value::take).and_then(|value| value.as_array().cloned()).unwrap_or_default()
}

fn named(values: Vec<Value>) -> Result<BTreeMap<String, Value>> {
    let name =
        |value: &Value| value["name"].as_str().map(str::to_owned).context("a part of the IDL has no name");
    values.into_iter().map(|value| Ok((name(&value)?, value))).collect()
}

fn check_names(instructions: &[Value]) -> Result<()> {
    for instruction in instructions {
        for (what, key) in [("account", "accounts"), ("argument", "args")] {
            let names = list(instruction, key).iter().map(|part| part["name"].to_string());
            distinct(&format!("in {} the {what}", instruction["name"]), names)?;
        }
    }
    distinct("the instruction", instructions.iter().map(|instruction| instruction["name"].to_string()))
}

fn distinct(what: &str, values: impl Iterator<Item = String>) -> Result<()> {
    let mut seen = BTreeSet::new();
    for value in values {
        ensure!(seen.insert(value.clone()), "{what} {value} occurs twice: rename or renumber one");
    }
    Ok(())
}

fn defined(name: &str) -> Value {
    json!({ "defined": { "name": name } })
}

/// The types that the roots use, directly or not.
fn reachable(mut open: Vec<Value>, types: &BTreeMap<String, Value>) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    while let Some(value) = open.pop() {
        match &value {
            Value::Array(items) => open.extend(items.iter().cloned()),
            Value::Object(fields) => {
                if let Some(name) = fields.get("defined").and_then(|defined| defined["name"].as_str()) {
                    if seen.insert(name.to_owned()) {
                        open.extend(types.get(name).cloned());
                    }
                }
                open.extend(fields.values().cloned());
            }
            _ => {}
        }
    }
    seen
}

mod layout;
#[cfg(test)]
mod tests;
