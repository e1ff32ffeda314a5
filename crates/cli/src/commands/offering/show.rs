//! `makerstake offering show`.

use makerstake_client::offerings;
use makerstake_client::query;
use serde::Serialize;

use super::super::platform_arg::{PlatformArg, SignerArg};
use crate::context::Context;
use crate::failure::Failure;
use crate::output::Amount;

#[derive(Serialize)]
struct Record {
    number: u32,
    offering: String,
    state: &'static str,
    shares: Amount,
    price: Amount,
    minimum: Amount,
    per_person_max: Option<Amount>,
    committed: Amount,
    of_insiders: Amount,
    commitments: u32,
    binding_from: i64,
    closes_at: i64,
    settles_until: i64,
    vests_from: i64,
    vested_at: i64,
    gate: &'static str,
    disclosure_sha256: String,
    paid_to_treasury: Amount,
    bought: Amount,
    released: Amount,
    mine: Option<Amount>,
    would_buy: Option<Amount>,
    would_be_paid_back: Option<Amount>,
}

/// What a gate is called.
pub fn gate(number: u8) -> &'static str {
    match number {
        0 => "open",
        1 => "list",
        2 => "credential",
        _ => "rights issue",
    }
}

/// Prints an offering, and what the signer's commitment would buy if it were decided now.
pub fn run(
    context: &Context,
    number: u32,
    platform: &PlatformArg,
    signer: &SignerArg,
) -> Result<(), Failure> {
    let sale = super::sale(context, platform, number)?;
    let offering = &sale.offering;
    let now = context.rpc.chain_time()?;
    // Whoever only looks needs no key.
    let mine = match signer.holder(context) {
        Ok(by) => context.rpc.ask(query::commitment(context.rpc.client(), &sale.commitment(&by.address)))?,
        Err(_) => None,
    };
    let outlook = mine.as_ref().and_then(|mine| offerings::outlook(offering, mine.amount));
    let (share, quote) = (|units| Amount::of(&sale.share, units), |units| Amount::of(&sale.quote, units));
    context.output.record(&Record {
        number,
        offering: sale.address.to_string(),
        state: offerings::stage(offering, now).name(),
        shares: share(offering.shares),
        price: quote(offering.price),
        minimum: quote(offering.min_raise),
        per_person_max: (offering.per_person_max > 0).then(|| quote(offering.per_person_max)),
        committed: quote(offering.committed),
        of_insiders: quote(offering.uncounted),
        commitments: offering.commitments,
        binding_from: offering.closes_at - offerings::BINDING,
        closes_at: offering.closes_at,
        settles_until: offering.settle_by,
        vests_from: offering.closes_at.saturating_add(i64::from(offering.cliff)),
        vested_at: offering.closes_at.saturating_add(i64::from(offering.vests)),
        gate: gate(offering.gate),
        disclosure_sha256: hex::encode(offering.disclosure),
        paid_to_treasury: quote(offering.paid),
        bought: share(offering.bought),
        released: share(offering.released),
        mine: mine.as_ref().map(|mine| quote(mine.amount)),
        would_buy: outlook.map(|outlook| share(outlook.shares)),
        would_be_paid_back: outlook.map(|outlook| quote(outlook.refund)),
    })
}
