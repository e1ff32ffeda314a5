//! What the program tells the world: enough to rebuild every account. Zeros stand for "none".

use anchor_lang::prelude::*;
use makerstake_common::log::log;
use makerstake_core::moderation::MAX_RULES;

use crate::state::{By, Docket, Label, RuleVersion};

/// A docket was opened, or its settings were voted anew; the moderators are confirmed by it.
#[event(bytemuck)]
pub struct DocketSet {
    pub docket: Address,
    pub platform: Address,
    pub treasury: Address,
    /// Who moderates; zeros: nobody.
    pub authority: Address,
    /// Until when, unix seconds.
    pub authority_until: i64,
    /// First version that each rule is applied from.
    pub first: [u32; MAX_RULES],
    /// Time to appeal, seconds.
    pub appeal_seconds: u32,
    /// The rules' ids.
    pub rules: [u16; MAX_RULES],
    /// How many rules there are.
    pub applied: u32,
}

/// A version of a rule was proved to be in the rule's chain.
#[event(bytemuck)]
pub struct VersionNoted {
    pub version: Address,
    pub rule: Address,
    pub text_hash: [u8; 32],
    pub params_hash: [u8; 32],
    pub previous_hash: [u8; 32],
    pub set_at: i64,
    pub from: i64,
    /// In force until before this at the latest.
    pub sunset_at: i64,
    pub number: u32,
    pub id: u32,
}

/// It is certain when a version ended.
#[event(bytemuck)]
pub struct VersionEnded {
    pub version: Address,
    pub until: i64,
    pub followed_at: i64,
}

/// A label was set, or set anew.
#[event(bytemuck)]
pub struct Labelled {
    pub label: Address,
    pub platform: Address,
    pub subject: Address,
    pub creator: Address,
    pub content: [u8; 32],
    pub statement: [u8; 32],
    /// When the work was attested, unix seconds.
    pub attested_at: i64,
    /// When it was decided, unix seconds.
    pub decided_at: i64,
    pub until: i64,
    pub final_at: i64,
    pub rule_version: u32,
    /// Which of the docket's decisions it is.
    pub number: u32,
    pub rule: u16,
    pub value: u8,
    pub by: u8,
    pub zeros: [u8; 4],
}

/// The label that follows was copied from another one.
#[event(bytemuck)]
pub struct LabelCopied {
    pub label: Address,
    pub source: Address,
}

/// A label stands no more.
#[event(bytemuck)]
pub struct Lifted {
    pub label: Address,
    /// Hash of the reasons.
    pub statement: [u8; 32],
    /// When it was decided, unix seconds.
    pub decided_at: i64,
    /// 0 the moderators, 2 the owners.
    pub by: u8,
    /// 1: the owners overturned what the moderators decided.
    pub is_overturned: u8,
    pub zeros: [u8; 6],
}

/// The owners let a label of the moderators stand as their own.
#[event(bytemuck)]
pub struct LabelUpheld {
    pub label: Address,
}

impl DocketSet {
    /// Logs a docket's settings as they were just written.
    #[inline(never)]
    pub fn log(address: &Address, docket: &Docket) {
        log(&Self {
            docket: *address,
            platform: docket.platform,
            treasury: docket.treasury,
            authority: docket.authority,
            authority_until: docket.authority_until,
            first: docket.first,
            appeal_seconds: docket.appeal_seconds,
            rules: docket.rules,
            applied: u32::from(docket.applied),
        });
    }
}

impl VersionNoted {
    /// Logs a version as it was just written.
    #[inline(never)]
    pub fn log(version: &Account<RuleVersion>) {
        log(&Self {
            version: *version.address(),
            rule: version.rule,
            text_hash: version.text_hash,
            params_hash: version.params_hash,
            previous_hash: version.previous_hash,
            set_at: version.set_at,
            from: version.from,
            sunset_at: version.until,
            number: version.number,
            id: u32::from(version.id),
        });
    }
}

impl VersionEnded {
    /// Logs the end of a version as it was just written.
    #[inline(never)]
    pub fn log(version: &Account<RuleVersion>) {
        log(&Self { version: *version.address(), until: version.until, followed_at: version.followed_at });
    }
}

impl Labelled {
    /// Logs a label as it was just written.
    #[inline(never)]
    pub fn log(address: &Address, label: &Label, decided_at: i64) {
        log(&Self {
            label: *address,
            platform: label.platform,
            subject: label.subject,
            creator: label.creator,
            content: label.content,
            statement: label.statement,
            attested_at: label.attested_at,
            decided_at,
            until: label.until,
            final_at: label.final_at,
            rule_version: label.rule_version,
            number: label.number,
            rule: label.rule,
            value: label.value,
            by: label.by,
            zeros: [0; 4],
        });
    }
}

impl Lifted {
    /// Logs that a label was lifted.
    pub fn log(label: &Account<Label>, statement: [u8; 32], by: By) {
        log(&Self {
            label: *label.address(),
            statement,
            decided_at: label.negated_at,
            by: by as u8,
            is_overturned: label.is_overturned,
            zeros: [0; 6],
        });
    }
}

impl LabelUpheld {
    /// Logs that the owners uphold a label.
    pub fn log(label: &Address) {
        log(&Self { label: *label });
    }
}
