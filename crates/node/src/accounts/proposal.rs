//! A proposal: what is voted on.

use super::{Column, Get, Named, Owner, Role, Spec};
use crate::idl::Account;

/// How a proposal is kept.
pub const SPEC: Spec = Spec {
    program: "governance",
    name: "Proposal",
    table: "proposals",
    owner: Owner::OfPlatform("platform"),
    columns: &[
        Column { name: "number", get: Get::Int("number") },
        Column { name: "track", get: Get::Int("track") },
        Column { name: "status", get: Get::Int("status") },
        Column { name: "proposer", get: Get::Text("proposer") },
        Column { name: "document_hash", get: Get::Text("document_hash") },
        Column { name: "voting_from", get: Get::Int("voting_from") },
        Column { name: "voting_until", get: Get::Int("voting_until") },
        Column { name: "title", get: Get::Made(title) },
        Column { name: "uri", get: Get::Made(uri) },
        Column { name: "actions", get: Get::Made(actions) },
    ],
    documents: &[Named { field: "document_hash", role: Role::Proposal }],
};

fn title(account: &Account, data: &[u8]) -> Option<String> {
    tail(account, data).map(|(title, ..)| String::from_utf8_lossy(title).into_owned())
}

fn uri(account: &Account, data: &[u8]) -> Option<String> {
    tail(account, data).map(|(_, uri, _)| String::from_utf8_lossy(uri).into_owned())
}

/// The actions as the account holds them, in hexadecimal; empty if they come with their execution.
fn actions(account: &Account, data: &[u8]) -> Option<String> {
    tail(account, data).map(|(.., actions)| hex::encode(actions))
}

/// Title, address and actions lie behind the fields and the number of 32-byte pieces.
fn tail<'a>(account: &Account, data: &'a [u8]) -> Option<(&'a [u8], &'a [u8], &'a [u8])> {
    let length = |field: &str| usize::try_from(account.fields.get(field)?.as_u64()?).ok();
    let tail = data.get(account.length.checked_add(4)?..)?;
    let (title, rest) = tail.split_at_checked(length("title_bytes")?)?;
    let (uri, rest) = rest.split_at_checked(length("uri_bytes")?)?;
    Some((title, uri, rest.get(..length("action_bytes")?)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::idl;

    #[test]
    fn the_texts_behind_the_fields_are_read() {
        let governance = idl::named("governance").unwrap();
        let mut data = governance.discriminator("Proposal").unwrap().to_vec();
        data.extend_from_slice(&[0; 4_096]);
        let mut account = governance.account(&data).unwrap().unwrap();
        data.truncate(account.length);
        data.extend_from_slice(&[1, 0, 0, 0]);
        data.extend_from_slice(b"a titleipfs://x");
        data.extend_from_slice(&[9, 8]);
        for (field, length) in [("title_bytes", 7), ("uri_bytes", 8), ("action_bytes", 2)] {
            assert!(account.fields.insert(field.into(), length.into()).is_some(), "{field}");
        }
        assert_eq!(title(&account, &data).as_deref(), Some("a title"));
        assert_eq!(uri(&account, &data).as_deref(), Some("ipfs://x"));
        assert_eq!(actions(&account, &data).as_deref(), Some("0908"));
        account.fields.insert("uri_bytes".into(), 200.into());
        assert_eq!(title(&account, &data), None, "shorter than it says");
    }
}
