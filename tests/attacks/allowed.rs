//! Substitutions that may go through, each with the reason why they are harmless.

use makerstake_testkit::substitution::{Accepted, Variant};

/// One excuse: an instruction, an account (`*`: any), a variant, and why.
type Excuse = (&'static str, &'static str, Variant, &'static str);

const ANYBODY_PAYS: &str = "whoever signs as payer may pay, and gets nothing for it but the rent back";
const SIGNER_NAMES_IT: &str =
    "the signer names where its own tokens come from or go to; the token program checks the mint";
const PINNED: &str =
    "the address is the pool's own mint, which no one can give another owner; transfers are checked ones";

const NO_KEY: &str = "signed here by decree: a program's or a creator's address has no key";
const TAIL: &str = "cuts only the actions at the end, which this instruction does not read; execution does";
const SKIPPED: &str = "what was voted on can be paid to nobody any more: it is skipped, and nothing is paid";
const TREASURYS: &str = "another token account of the treasury's own, of the mint that was voted";

const QUOTE: &str = "the address is the offering's own quote mint, which no one can give another owner";
const UNTOUCHED: &str = "only its address is compared: no token moves";

const EXCUSES: &[Excuse] = &[
    ("*", "payer", Variant::OtherKey, ANYBODY_PAYS),
    ("*", "payer", Variant::Duplicate, ANYBODY_PAYS),
    (
        "creators.offer_authority",
        "recovery",
        Variant::OwnProgram,
        "left out, the offer waits seven days instead",
    ),
    (
        "creators.set_recovery_key",
        "recovery",
        Variant::OwnProgram,
        "left out, the change waits seven days instead",
    ),
    (
        "attestations.revoke_attestor",
        "permission",
        Variant::Sibling,
        "a creator may revoke every permission that it gave",
    ),
    (
        "equity.create_pool",
        "dividend_mint",
        Variant::OtherKey,
        "the founder names the mint; its rules are checked",
    ),
    (
        "equity.challenge_distribution",
        "challenger",
        Variant::OtherKey,
        "anybody may challenge, with a bond of its own",
    ),
    ("equity.issue_treasury", "destination", Variant::OtherKey, "any token account of the authority"),
    ("equity.withdraw", "destination", Variant::OtherKey, SIGNER_NAMES_IT),
    ("equity.collect_dividend", "destination", Variant::OtherKey, SIGNER_NAMES_IT),
    ("equity.deposit", "source", Variant::OtherKey, SIGNER_NAMES_IT),
    ("equity.deposit_dividend", "source", Variant::OtherKey, SIGNER_NAMES_IT),
    ("equity.deposit_dividend", "dividend_mint", Variant::OtherOwner, PINNED),
    ("equity.collect_dividend", "dividend_mint", Variant::OtherOwner, PINNED),
    ("equity.deposit_dividend", "pool", Variant::Sibling, "anybody may pay any pool of that dividend mint"),
    (
        "equity.revoke_grant",
        "grant",
        Variant::Sibling,
        "the authority may revoke every revocable grant of its pool",
    ),
    (
        "equity.accelerate_grant",
        "grant",
        Variant::Sibling,
        "the authority may hasten every grant of its pool",
    ),
    ("equity.claim_range", "system_program", Variant::OwnProgram, "needed only where a position is opened"),
    (
        "equity.claim_range",
        "remaining[2]",
        Variant::Closed,
        "given as a new position: what is not there is opened by the payer",
    ),
    ("governance.cast_vote", "authority", Variant::Duplicate, NO_KEY),
    ("governance.create_proposal", "track", Variant::Sibling, "a kind of action may have several tracks"),
    ("governance.cancel_proposal", "proposal", Variant::Truncated, TAIL),
    ("governance.cast_vote", "proposal", Variant::Truncated, TAIL),
    ("governance.block_proposal", "proposal", Variant::Truncated, TAIL),
    ("governance.finalize_proposal", "proposal", Variant::Truncated, TAIL),
    ("governance.close_proposal", "proposal", Variant::Truncated, TAIL),
    ("governance.execute_token_transfer", "source", Variant::OtherKey, TREASURYS),
    ("governance.execute_token_transfer", "mint", Variant::Closed, SKIPPED),
    ("governance.execute_token_transfer", "mint", Variant::OtherOwner, SKIPPED),
    ("governance.draw_tokens", "source", Variant::OtherKey, TREASURYS),
    ("governance.execute_open_budget", "source", Variant::OtherKey, TREASURYS),
    ("governance.execute_issue_treasury", "destination", Variant::OtherKey, TREASURYS),
    ("governance.execute_budget", "budget", Variant::Closed, "of what is closed nothing is left to recall"),
    (
        "governance.execute_revoke_grant",
        "grant",
        Variant::Closed,
        "of what is closed nothing is left to recall",
    ),
    ("offerings.open_offering", "source", Variant::OtherKey, TREASURYS),
    (
        "offerings.open_offering",
        "quote_mint",
        Variant::OtherKey,
        "the vote names the mint; its rules are checked",
    ),
    ("offerings.commit", "source", Variant::OtherKey, SIGNER_NAMES_IT),
    ("offerings.commit", "refund_account", Variant::OtherKey, SIGNER_NAMES_IT),
    ("offerings.set_refund_account", "refund_account", Variant::OtherKey, SIGNER_NAMES_IT),
    ("offerings.commit", "quote_mint", Variant::OtherOwner, QUOTE),
    ("offerings.uncommit", "quote_mint", Variant::OtherOwner, QUOTE),
    ("offerings.settle", "quote_mint", Variant::OtherOwner, QUOTE),
    ("offerings.refund", "quote_mint", Variant::OtherOwner, QUOTE),
    ("offerings.close", "quote_mint", Variant::OtherOwner, QUOTE),
    ("offerings.set_refund_account", "quote_mint", Variant::OtherOwner, QUOTE),
    ("offerings.set_refund_account", "quote_mint", Variant::Closed, UNTOUCHED),
    ("offerings.set_refund_account", "purse", Variant::OtherOwner, UNTOUCHED),
    ("offerings.set_refund_account", "purse", Variant::Closed, UNTOUCHED),
    (
        "offerings.settle",
        "commitment",
        Variant::Sibling,
        "anybody settles any commitment of the offering, in any order",
    ),
    ("offerings.settle", "destination", Variant::OtherKey, TREASURYS),
    ("offerings.return_unsold", "destination", Variant::OtherKey, TREASURYS),
    ("offerings.close", "quote_destination", Variant::OtherKey, TREASURYS),
    ("offerings.close", "destination", Variant::OtherKey, TREASURYS),
    (
        "offerings.release",
        "stock",
        Variant::OtherKey,
        "another token account of the offering's own: what stays in the stock is the treasury's",
    ),
    (
        "moderation.lift",
        "label",
        Variant::Sibling,
        "whoever moderates may lift every label that it may decide about",
    ),
    ("moderation.set_label", "label", Variant::Closed, "a label that is not there is set as a new one"),
    ("governance.report", "budget", Variant::Sibling, "a team reports on whichever of its budgets it names"),
];

/// Why this substitution may go through, if there is a reason.
pub fn reason(hit: &Accepted) -> Option<&'static str> {
    let fits = |(instruction, account, variant, _): &&Excuse| {
        (*instruction == "*" || *instruction == hit.instruction)
            && (*account == "*" || *account == hit.account)
            && *variant == hit.variant
    };
    EXCUSES.iter().find(fits).map(|(_, _, _, reason)| *reason)
}
