//! A creator: who somebody is.

use super::{Column, Get, Named, Owner, Role, Spec};
use crate::idl::Account;

/// How a creator is kept.
pub const SPEC: Spec = Spec {
    program: "creators",
    name: "Creator",
    table: "creators",
    owner: Owner::Creator,
    columns: &[
        Column { name: "handle", get: Get::Made(handle) },
        Column { name: "authority", get: Get::Text("authority") },
        Column { name: "profile_hash", get: Get::Text("profile_hash") },
        Column { name: "created_at", get: Get::Int("created_at") },
    ],
    documents: &[Named { field: "profile_hash", role: Role::Profile }],
};

/// The handle as text: the account pads it with zeros.
fn handle(account: &Account, _: &[u8]) -> Option<String> {
    let padded = hex::decode(account.fields.get("handle")?.as_str()?).ok()?;
    let name: Vec<u8> = padded.into_iter().take_while(|byte| *byte != 0).collect();
    String::from_utf8(name).ok().filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Map, Value};

    #[test]
    fn a_handle_is_read_without_its_padding() {
        let with = |hex: String| {
            let fields = Map::from_iter([("handle".to_string(), Value::String(hex))]);
            handle(&Account { program: "creators", name: "Creator".into(), fields, length: 0 }, &[])
        };
        assert_eq!(with(format!("{}{}", hex::encode("ada"), "00".repeat(29))).as_deref(), Some("ada"));
        assert_eq!(with("00".repeat(32)), None);
    }
}
