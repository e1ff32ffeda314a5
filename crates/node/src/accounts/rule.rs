//! A rule and its versions: the account keeps two, the node all it ever saw.

use serde_json::Value;

use super::{Column, Get, Named, Owner, Role, Spec};
use crate::idl::Account;

/// How a rule is kept.
pub const SPEC: Spec = Spec {
    program: "governance",
    name: "Rule",
    table: "rules",
    owner: Owner::OfPlatform("platform"),
    columns: &[
        Column { name: "number", get: Get::Int("id") },
        Column { name: "domain", get: Get::Int("domain") },
    ],
    documents: &[Named { field: "text_hash", role: Role::Rule }],
};

/// One version of a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Version {
    /// Its number.
    pub number: i64,
    /// The hash of its text, hexadecimal.
    pub text_hash: String,
    /// From when it holds, unix seconds.
    pub effective_at: i64,
    /// Until when, unix seconds; 0: until it is replaced.
    pub sunset_at: i64,
}

/// The versions an account holds.
pub fn versions(account: &Account) -> Vec<Version> {
    let list = |field: &str| account.fields.get(field).and_then(Value::as_array).cloned().unwrap_or_default();
    let (numbers, texts) = (list("numbers"), list("text_hash"));
    let (from, until) = (list("effective_at"), list("sunset_at"));
    let integer = |value: Option<&Value>| {
        value.and_then(|value| value.as_i64().or_else(|| value.as_str()?.parse().ok())).unwrap_or_default()
    };
    let mut found = Vec::new();
    for (index, text) in texts.iter().enumerate() {
        let Some(text_hash) = text.as_str().filter(|text| !super::is_nothing(text)) else { continue };
        found.push(Version {
            number: integer(numbers.get(index)),
            text_hash: text_hash.to_string(),
            effective_at: integer(from.get(index)),
            sunset_at: integer(until.get(index)),
        });
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::idl;

    #[test]
    fn versions_without_a_text_are_none() {
        let governance = idl::named("governance").unwrap();
        let mut data = governance.discriminator("Rule").unwrap().to_vec();
        data.extend_from_slice(&[0; 1_024]);
        let mut account = governance.account(&data).unwrap().unwrap();
        assert_eq!(versions(&account), []);
        account.fields["text_hash"][1] = Value::String("ab".repeat(32));
        account.fields["numbers"][1] = 3.into();
        account.fields["effective_at"][1] = Value::String("77".into());
        let expected = Version { number: 3, text_hash: "ab".repeat(32), effective_at: 77, sunset_at: 0 };
        assert_eq!(versions(&account), [expected]);
    }
}
