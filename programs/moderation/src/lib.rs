//! What a platform says of works, under which of its rules, with which reasons, and for how long.
//!
//! The owners name moderators and the rules that they apply. A label rests on the version of a rule that was in force when the
//! work was attested, proved through the rule's chain of hashes, or on law. Labels are negated, never deleted. This program reads
//! platforms, rules and attestations, and writes none of them.
#![forbid(unsafe_code)]

use anchor_lang::prelude::*;
use sbf_builtins as _;

pub mod errors;
pub mod events;
pub mod instructions;
pub mod state;

pub use errors::ModerationError;
pub use instructions::*;
pub use state::{Docket, DocketConfig, DocketRule, Label, RuleVersion, VersionFields};

use instructions::setting::Said;

declare_id!("CdKWWNPqcfEirk46bSaJ9ft6kcaBxKnPU7XyjZuMSA7c");

#[cfg(not(feature = "no-entrypoint"))]
makerstake_common::security_txt!("Makerstake moderation");

#[program]
pub mod makerstake_moderation {
    use super::*;

    /// Sets a label on an attested work: under which rule (65,535: the law), what (0 notice, 1 limited, 2 age, 3 removed, 4 no
    /// earnings), the hash of the statement of reasons, and until when.
    pub fn set_label(
        ctx: &mut Context<SetLabel>,
        rule_id: u16,
        value: u8,
        statement: [u8; 32],
        until: i64,
    ) -> Result<()> {
        ctx.accounts.run(rule_id, Said { value, statement, until })
    }

    /// Sets a label on a leaf of a batch.
    pub fn label_leaf(
        ctx: &mut Context<LabelLeaf>,
        rule_id: u16,
        value: u8,
        statement: [u8; 32],
        until: i64,
        leaf: LeafProof,
    ) -> Result<()> {
        ctx.accounts.run(rule_id, Said { value, statement, until }, &leaf)
    }

    /// Copies a label to a revision, or to the same bytes of another creator.
    pub fn enforce(ctx: &mut Context<Enforce>, rule_id: u16) -> Result<()> {
        ctx.accounts.run(rule_id)
    }

    /// Lifts a label; the hash is that of the reasons.
    pub fn lift(ctx: &mut Context<Lift>, statement: [u8; 32]) -> Result<()> {
        ctx.accounts.run(statement)
    }

    /// Notes a version of a rule, proved through the chain of its hashes.
    pub fn note_version(ctx: &mut Context<NoteVersion>, number: u32, fields: VersionFields) -> Result<()> {
        ctx.accounts.run(number, &fields, &ctx.bumps)
    }

    /// Notes when a version of a rule ended.
    pub fn end_version(ctx: &mut Context<EndVersion>) -> Result<()> {
        ctx.accounts.run()
    }

    /// Opens a platform's docket.
    pub fn open_docket(ctx: &mut Context<OpenDocket>, config: DocketConfig) -> Result<()> {
        ctx.accounts.run(&config, &ctx.bumps)
    }

    /// Writes a docket's settings anew.
    pub fn set_docket(ctx: &mut Context<SetDocket>, config: DocketConfig) -> Result<()> {
        ctx.accounts.run(&config)
    }
}
