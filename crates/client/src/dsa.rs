//! A label as a statement of reasons for the European Union's DSA Transparency Database (Digital Services Act, articles 17 and
//! 24(5)), with the attributes of its API. docs/schema/dsa-statement.schema.json says what they may hold.

use makerstake_core::moderation::{Value as Says, LAW};
use serde::Deserialize;
use serde_json::{json, Map, Value};

use crate::generated::moderation::accounts::Label;
use crate::message;

/// The longest facts, in characters.
const FACTS: usize = 5_000;
/// The longest explanation, in characters.
const EXPLANATION: usize = 2_000;
/// The longest name of a ground, in characters.
const GROUND: usize = 500;
/// As many digits together are a telephone or an account number.
const DIGITS: usize = 7;
/// As many characters of an address together are somebody's address.
const ADDRESS: usize = 32;

/// The statement of reasons that a platform keeps, and whose hash its label names.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reasons {
    /// 32 random bytes, hexadecimal: they leave the platform in no export.
    pub nonce: String,
    /// The facts and circumstances.
    pub facts: String,
    /// The provision of law, or of the rule's text.
    pub ground: String,
    /// Why the work is against it.
    pub explanation: String,
    /// A category of the database, such as `STATEMENT_CATEGORY_SCAMS_AND_FRAUD`.
    pub category: String,
    /// Content types of the database, such as `CONTENT_TYPE_VIDEO`.
    pub content_type: Vec<String>,
    /// Member states, by their two letters.
    pub territorial_scope: Vec<String>,
    /// Who gave notice, such as `SOURCE_VOLUNTARY`.
    pub source_type: String,
    /// Whether it was found by automated means.
    pub automated_detection: bool,
    /// How far the decision was automated, such as `AUTOMATED_DECISION_NOT_AUTOMATED`.
    pub automated_decision: String,
}

/// Why a statement is not exported.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// A text that is longer than the database takes, or empty.
    #[error("`{0}` has {1} characters, and the database takes 1 to {2}")]
    Length(&'static str, usize, usize),
    /// A text that looks like personal data, which the law forbids there.
    #[error("`{field}` may hold personal data, which must not be submitted: {found}")]
    Personal {
        /// The field.
        field: &'static str,
        /// What looks like it.
        found: String,
    },
    /// A label without a value that is known.
    #[error("the label's value {0} is unknown")]
    UnknownValue(u8),
}

/// The statement of a label.
///
/// # Errors
/// [`Refusal`].
pub fn statement(address: &str, label: &Label, reasons: &Reasons) -> Result<Value, Refusal> {
    let says = Says::from_byte(label.value).ok_or(Refusal::UnknownValue(label.value))?;
    let is_law = label.rule == LAW;
    let rule = format!("rule {}, version {}: {}", label.rule, label.rule_version, reasons.ground);
    let ground = if is_law { reasons.ground.clone() } else { rule };
    check("facts", &reasons.facts, FACTS)?;
    check("explanation", &reasons.explanation, EXPLANATION)?;
    check("ground", &ground, GROUND)?;
    let mut fields = Map::new();
    let mut put = |name: &str, value: Value| {
        fields.insert(name.to_owned(), value);
    };
    let ends = (label.until != i64::MAX).then(|| json!(date(label.until)));
    let visibility = match says {
        Says::Notice => Some("DECISION_VISIBILITY_CONTENT_LABELLED"),
        Says::Limited => Some("DECISION_VISIBILITY_CONTENT_DEMOTED"),
        Says::Age => Some("DECISION_VISIBILITY_CONTENT_AGE_RESTRICTED"),
        Says::Removed => Some("DECISION_VISIBILITY_CONTENT_DISABLED"),
        Says::NoEarnings => None,
    };
    if let Some(visibility) = visibility {
        put("decision_visibility", json!([visibility]));
        ends.iter().for_each(|end| put("end_date_visibility_restriction", end.clone()));
    }
    if says.takes_earnings() {
        let kind = if ends.is_some() { "SUSPENSION" } else { "TERMINATION" };
        put("decision_monetary", json!(format!("DECISION_MONETARY_{kind}")));
        ends.iter().for_each(|end| put("end_date_monetary_restriction", end.clone()));
    }
    if is_law {
        put("decision_ground", json!("DECISION_GROUND_ILLEGAL_CONTENT"));
        put("illegal_content_legal_ground", json!(ground));
        put("illegal_content_explanation", json!(reasons.explanation));
    } else {
        put("decision_ground", json!("DECISION_GROUND_INCOMPATIBLE_CONTENT"));
        put("incompatible_content_ground", json!(ground));
        put("incompatible_content_explanation", json!(reasons.explanation));
    }
    put("decision_facts", json!(reasons.facts));
    put("category", json!(reasons.category));
    put("content_type", json!(reasons.content_type));
    put("content_date", json!(date(label.attested_at)));
    put("application_date", json!(date(label.from)));
    put("territorial_scope", json!(reasons.territorial_scope));
    put("source_type", json!(reasons.source_type));
    put("automated_detection", json!(if reasons.automated_detection { "Yes" } else { "No" }));
    put("automated_decision", json!(reasons.automated_decision));
    // Of the decision, and of nobody: the label's address follows from platform, work and rule.
    put("puid", json!(format!("{address}-{}", label.number)));
    Ok(Value::Object(fields))
}

/// The day of a time, in UTC.
fn date(unix: i64) -> String {
    message::date(unix).chars().take(10).collect()
}

/// Checks a free text: its length, and that nothing in it looks like somebody's name in a network, number or address.
fn check(field: &'static str, text: &str, longest: usize) -> Result<(), Refusal> {
    let length = text.chars().count();
    if !(1..=longest).contains(&length) {
        return Err(Refusal::Length(field, length, longest));
    }
    let digits = |word: &str| word.chars().filter(char::is_ascii_digit).count() >= DIGITS;
    let is_address = |word: &str| word.len() >= ADDRESS && word.chars().all(|c| c.is_ascii_alphanumeric());
    let is_personal = |word: &&str| {
        let bare = word.trim_matches(|c: char| !c.is_ascii_alphanumeric() && c != '@');
        bare.contains('@') || bare.contains("://") || digits(bare) || is_address(bare)
    };
    // A number that is written in groups is one number.
    let numbers = text.split(|c: char| !(c.is_ascii_digit() || " +-/().".contains(c)));
    let found =
        text.split_whitespace().find(is_personal).or_else(|| numbers.into_iter().find(|part| digits(part)));
    match found {
        Some(found) => Err(Refusal::Personal { field, found: found.trim().to_owned() }),
        None => Ok(()),
    }
}
