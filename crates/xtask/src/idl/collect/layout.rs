//! How types lie in bytes. Anchor lists its `Pod` integers as plain ones and says `repr: c` of every type that it does not
//! serialise: a reader that aligns them would put gaps where the program has none.

use anyhow::{bail, Context, Result};
use serde_json::{json, Value};
use std::collections::BTreeMap;

/// Says of an event that its fields lie one behind the other, as Borsh writes them: a log line is bytes without alignment,
/// and clients of Anchor read events in no other way.
pub fn in_order(event: Option<&mut Value>) {
    if let Some(event) = event.and_then(Value::as_object_mut) {
        event.remove("serialization");
        event.remove("repr");
    }
}

/// Says of a type that it has no gaps, although alignment would put some.
pub fn pack(account: Option<&mut Value>) {
    if let Some(account) = account {
        account["repr"] = json!({ "kind": "c", "packed": true });
    }
}

/// Says of the types within an account that is read as it lies in memory that they are read so too.
pub fn lay_parts(name: &str, types: &mut BTreeMap<String, Value>) {
    let is_raw = |found: &Value| found["serialization"] == "bytemuck";
    let fields = types.get(name).filter(|found| is_raw(found)).map(|found| &found["type"]["fields"]);
    let defined = |field: &Value| field["type"]["defined"]["name"].as_str().map(str::to_owned);
    let parts: Vec<String> =
        fields.and_then(Value::as_array).into_iter().flatten().filter_map(defined).collect();
    for part in parts {
        if let Some(found) = types.get_mut(&part).filter(|found| found["type"].get("alias").is_none()) {
            found["serialization"] = json!("bytemuck");
            found["repr"] = json!({ "kind": "c" });
            lay_parts(&part, types);
        }
    }
}

/// Whether a type that is read as it lies in memory would have gaps by the rules of C.
///
/// # Errors
/// A field of a type without a size.
pub fn has_gaps(name: &str, types: &BTreeMap<String, Value>) -> Result<bool> {
    let is_raw = types.get(name).is_some_and(|found| found["serialization"] == "bytemuck");
    if !is_raw {
        return Ok(false);
    }
    Ok(of_type(name, types, true)?.0 != of_type(name, types, false)?.0)
}

/// Size and alignment of a type.
fn of_type(name: &str, types: &BTreeMap<String, Value>, aligned: bool) -> Result<(u64, u64)> {
    let found = types.get(name).with_context(|| format!("there is no type {name}"))?;
    if let Some(alias) = found["type"].get("alias") {
        return of_field(alias, types, aligned);
    }
    let fields = found["type"]["fields"].as_array().with_context(|| format!("{name} is no struct"))?;
    let (mut end, mut widest) = (0_u64, 1);
    for field in fields {
        let (size, alignment) = of_field(&field["type"], types, aligned)?;
        end = end.next_multiple_of(alignment) + size;
        widest = widest.max(alignment);
    }
    Ok((end.next_multiple_of(widest), widest))
}

fn of_field(field: &Value, types: &BTreeMap<String, Value>, aligned: bool) -> Result<(u64, u64)> {
    if let Some(name) = field["defined"]["name"].as_str() {
        return of_type(name, types, aligned);
    }
    if let Some([item, length]) = field["array"].as_array().map(Vec::as_slice) {
        let (size, alignment) = of_field(item, types, aligned)?;
        return Ok((size * length.as_u64().context("an array without a length")?, alignment));
    }
    let size = match field.as_str() {
        Some("u8" | "i8" | "bool") => 1,
        Some("u16" | "i16") => 2,
        Some("u32" | "i32") => 4,
        Some("u64" | "i64") => 8,
        Some("u128" | "i128") => 16,
        Some("pubkey") => return Ok((32, 1)),
        _ => bail!("a field of an account has no fixed size: {field}"),
    };
    Ok((size, if aligned { size } else { 1 }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn types(fields: Value) -> BTreeMap<String, Value> {
        let till = json!({ "name": "Till", "serialization": "bytemuck", "repr": { "kind": "c" },
            "type": { "kind": "struct", "fields": fields } });
        BTreeMap::from([("Till".to_owned(), till)])
    }

    #[test]
    fn a_type_has_gaps_where_alignment_would_put_some() {
        let field = |ty: Value| json!({ "name": "field", "type": ty });
        let whole =
            json!([field(json!("pubkey")), field(json!("u64")), field(json!({ "array": ["u8", 8] }))]);
        assert!(!has_gaps("Till", &types(whole)).unwrap());
        let ends_early = json!([field(json!("u64")), field(json!("u16"))]);
        assert!(has_gaps("Till", &types(ends_early)).unwrap());
        let nested = json!([field(json!({ "array": ["u8", 4] })), field(json!("u64"))]);
        assert!(has_gaps("Till", &types(nested)).unwrap());
        let unsized_field = json!([field(json!("string"))]);
        assert!(has_gaps("Till", &types(unsized_field))
            .unwrap_err()
            .to_string()
            .ends_with("no fixed size: \"string\""));
    }

    #[test]
    fn what_is_in_an_account_is_read_like_it() {
        let part = |ty: Value| json!([{ "name": "part", "type": ty }]);
        let defined = |name: &str| part(json!({ "defined": { "name": name } }));
        let mut types = types(defined("Drawer"));
        for (name, fields) in
            [("Drawer", defined("Coin")), ("Coin", part(json!("u32"))), ("Other", part(json!("u32")))]
        {
            types.insert(name.into(), json!({ "type": { "kind": "struct", "fields": fields } }));
        }
        lay_parts("Till", &mut types);
        let raw = ["Drawer", "Coin", "Other"].map(|name| types[name]["serialization"] == "bytemuck");
        assert_eq!(raw, [true, true, false]);
    }

    #[test]
    fn an_event_is_read_field_by_field_and_an_account_packed() {
        let mut types = types(json!([]));
        pack(types.get_mut("Till"));
        assert_eq!(types["Till"]["repr"], json!({ "kind": "c", "packed": true }));
        in_order(types.get_mut("Till"));
        assert!(types["Till"].get("repr").is_none() && types["Till"].get("serialization").is_none());
    }
}
