//! What the program refuses, and what to do about it. Codes are stable: new ones are added at the end.

use anchor_lang::prelude::*;

/// Errors 6600 and up.
#[error_code(offset = 6600)]
#[derive(Debug, PartialEq, Eq)]
pub enum ModerationError {
    #[msg("the signer is not the platform's treasury: the owners decide this by vote")]
    NotTreasury,
    #[msg("the signer is neither this platform's moderators nor its treasury")]
    NotModerator,
    #[msg("the moderators' term is over: the owners can name them again")]
    TermOver,
    #[msg("three of the moderators' last ten reviewed labels were overturned: they are suspended until the owners confirm them")]
    Suspended,
    #[msg("moderators have a term of at most 366 days; nobody has a term of 0")]
    InvalidTerm,
    #[msg("the time to appeal is at least 14 days and at most 180")]
    InvalidAppeal,
    #[msg("a docket lists at most 16 rules in the order of their ids, each once and with its first version, and not 65,535, which is the law")]
    InvalidRules,
    #[msg("the rule is not about moderation: name one of the domain moderation")]
    NotModeration,
    #[msg("the version is not in the rule's chain of hashes: check its fields, and note the version after it first")]
    NotInChain,
    #[msg("it is not certain yet when this version ended: nothing that came after it is noted or in effect")]
    EndUnknown,
    #[msg("its end is noted already")]
    AlreadyEnded,
    #[msg("the version belongs to another rule")]
    VersionOfAnother,
    #[msg("a ground in a rule needs the rule and its version; a ground in law (rule 65,535) has neither")]
    WrongGround,
    #[msg("the platform's docket does not apply this rule, or not this version of it")]
    RuleNotApplied,
    #[msg(
        "this version of the rule was not in force when the content was attested: use the version that was"
    )]
    NotInForce,
    #[msg("a newer version of the rule replaced this one: note its end first")]
    VersionNotEnded,
    #[msg("unknown value: 0 notice, 1 limited, 2 age, 3 removed, 4 no earnings")]
    UnknownValue,
    #[msg("the hash of the statement of reasons is all zeros: every decision says why")]
    NoStatement,
    #[msg("a label ends later than now; one of the moderators ends within 180 days")]
    InvalidEnd,
    #[msg("this label was overturned: it cannot be set again on this work for this rule")]
    LabelOverturned,
    #[msg("another label of this rule stands on the work: lift it first")]
    LabelStands,
    #[msg("the moderators set a label of law once: it is for the owners to decide now")]
    InterimOnce,
    #[msg("the label's period before the last ended less than 90 days ago, and what was counted must stay countable")]
    LabelledTooOften,
    #[msg("the label does not stand: it was lifted, or its time is over")]
    LabelOver,
    #[msg("the owners set this label: only they lift it")]
    SetByOwners,
    #[msg("the leaf is not in the batch: check its fields, its nonce and the proof")]
    NotInBatch,
    #[msg("the batch is another's, and its author was not permitted to attest for the creator")]
    NotTheCreators,
    #[msg("a registration is no work: there is nothing to label")]
    NotAWork,
    #[msg("the work is neither a revision of the labelled one nor the same bytes")]
    NotACopy,
    #[msg("the account belongs to another platform")]
    WrongPlatform,
    #[msg("the account has a layout that this program does not know: use the program that wrote it")]
    UnknownVersion,
    #[msg("the change would leave the account in a state that must not be: this is a bug of the program, please report it")]
    Unsound,
}
