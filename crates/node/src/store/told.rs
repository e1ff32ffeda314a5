//! What events tell that accounts have forgotten: texts of rules and proposals that were replaced or closed.

use serde_json::Value;
use sqlx::{Any, Transaction};

use super::{batch, Past, StoreError};
use crate::accounts::{is_nothing, Role, Version};

/// Events that name a document: the event, its hash, whose it is, and what the document is.
const DOCUMENTS: [(&str, &str, &str, Role); 6] = [
    ("ProposalCreated", "document_hash", "proposal", Role::Proposal),
    ("RuleSet", "text_hash", "rule", Role::Rule),
    ("PlatformSet", "constitution_hash", "platform", Role::Constitution),
    ("BudgetReported", "hash", "budget", Role::Report),
    ("DistributionProposed", "data_hash", "pool", Role::Epoch),
    ("DistributionChallenged", "evidence_hash", "pool", Role::Epoch),
];

/// Notes the documents and versions of rules that a call's events name.
pub(super) async fn write(tx: &mut Transaction<'_, Any>, past: &Past) -> Result<(), StoreError> {
    for event in past.events.as_array().map(Vec::as_slice).unwrap_or_default() {
        let field = |name: &str| event["fields"].get(name);
        let text = |name: &str| field(name).and_then(Value::as_str).filter(|text| !is_nothing(text));
        for (name, hash, of, role) in DOCUMENTS {
            if event["name"] != name {
                continue;
            }
            if let (Some(hash), Some(of)) = (text(hash), text(of)) {
                batch::write_reference(tx, hash, role, of, past.moment.slot).await?;
            }
        }
        if let ("RuleSet", Some(rule), Some(hash)) =
            (event["name"].as_str().unwrap_or_default(), text("rule"), text("text_hash"))
        {
            let number = |name: &str| {
                field(name).and_then(|value| value.as_i64().or_else(|| value.as_str()?.parse().ok()))
            };
            let version = Version {
                number: number("number").unwrap_or_default(),
                text_hash: hash.to_string(),
                effective_at: number("effective_at").unwrap_or_default(),
                sunset_at: number("sunset_at").unwrap_or_default(),
            };
            batch::write_version(tx, &version, rule, past.moment.slot).await?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::idl;

    /// A rename of the programs' events is found here.
    #[test]
    fn every_event_has_its_fields() {
        for (name, hash, of, _) in DOCUMENTS {
            let program = idl::all().iter().find(|program| program.field_names(name).contains(&hash));
            assert!(program.is_some_and(|program| program.field_names(name).contains(&of)), "{name}");
        }
        let rule = idl::named("governance").unwrap().field_names("RuleSet");
        assert!(["rule", "number", "effective_at", "sunset_at"].iter().all(|field| rule.contains(field)));
    }
}
