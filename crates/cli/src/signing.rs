//! Transactions that more than one key or machine signs: signed here and printed, printed to be signed elsewhere, or proposed to
//! a multisig. Everybody makes the same message from the same command and the same `--blockhash`.

use base64::prelude::{Engine as _, BASE64_STANDARD};
use clap::Args;
use makerstake_client::query;
use makerstake_client::sender::{Intent, Node as _, Pending, SignatureFault};
use makerstake_client::squads::{Multisig, Proposer, SquadsError, Vault};
use serde::Serialize;
use solana_hash::Hash;
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use solana_signature::Signature;
use solana_signer::Signer;

use crate::context::Context;
use crate::failure::{Exit, Failure};
use crate::parse;

/// How a transaction is signed where more than one key or machine signs it.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Signing with others")]
pub struct Signing {
    /// Sign with the keys that are here, print the signatures, send nothing; a key that is elsewhere is given by its address
    #[arg(long, global = true)]
    pub sign_only: bool,
    /// Print the message that has to be signed, by whatever signer; keys may be given by their addresses
    #[arg(long, global = true)]
    pub message_only: bool,
    /// The blockhash that everybody signs; it counts for about a minute [default with --sign-only: a fresh one]
    #[arg(long, global = true, value_name = "HASH", value_parser = parse::blockhash)]
    pub blockhash: Option<Hash>,
    /// A signature that --sign-only printed elsewhere
    #[arg(long = "signer", global = true, value_name = "ADDRESS=SIGNATURE", value_parser = signed)]
    pub signed: Vec<(Pubkey, Signature)>,
    /// Propose it to this multisig of Squads v4 instead: its vault acts and pays rent, the signer proposes as a member
    #[arg(long, global = true, value_name = "MULTISIG[/VAULT]", value_parser = vault, env = "MAKERSTAKE_SQUADS")]
    pub squads: Option<Vault>,
}

/// What `--sign-only` prints, with the Solana command line's names.
#[derive(Serialize)]
struct SignOnly {
    would: String,
    blockhash: String,
    message: String,
    signers: Vec<String>,
    absent: Vec<String>,
}

/// What `--message-only` prints.
#[derive(Serialize)]
struct MessageOnly {
    would: String,
    blockhash: String,
    message: String,
    must_sign: Vec<String>,
}

/// A signature on the command line.
fn signed(text: &str) -> Result<(Pubkey, Signature), String> {
    let pair = text.split_once('=');
    let pair = pair.and_then(|(key, signature)| Some((key.parse().ok()?, signature.parse().ok()?)));
    pair.ok_or_else(|| "not a signature: give ADDRESS=SIGNATURE, as --sign-only prints it".to_owned())
}

/// A multisig, and which of its vaults.
fn vault(text: &str) -> Result<Vault, String> {
    let (multisig, index) = text.split_once('/').unwrap_or((text, "0"));
    let index = index.parse().map_err(|_| "a vault is a number from 0 to 255".to_owned())?;
    Ok(Vault { multisig: parse::address(multisig)?, index })
}

impl Signing {
    /// Refuses flags that contradict each other.
    pub fn check(&self, dry_run: bool) -> Result<(), Failure> {
        let usage = |what: &str, remedy: &str| Err(Failure::new(Exit::Usage, what).remedy(remedy));
        match self {
            Self { sign_only: true, message_only: true, .. } => {
                usage("--sign-only and --message-only exclude each other", "leave one out")
            }
            Self { signed, blockhash: None, .. } if !signed.is_empty() => usage(
                "--signer needs the blockhash that was signed",
                "give --blockhash as --sign-only printed it",
            ),
            Self { signed, .. } if dry_run && (self.is_printed() || !signed.is_empty()) => {
                usage("--dry-run signs nothing", "leave it out, or the flags about signing")
            }
            _ => Ok(()),
        }
    }

    /// Whether a transaction is printed instead of sent.
    pub fn is_printed(&self) -> bool {
        self.sign_only || self.message_only
    }

    /// Whether the transaction is signed by more than the keys of this command.
    pub fn is_plain(&self) -> bool {
        !self.is_printed() && self.blockhash.is_none() && self.squads.is_none()
    }

    /// Refuses what sends many transactions: others can sign one at a time.
    pub fn must_be_plain(&self) -> Result<(), Failure> {
        if self.is_plain() {
            return Ok(());
        }
        Err(Failure::new(Exit::Usage, "this sends many transactions, which only keys that are here can sign")
            .remedy("leave --sign-only, --message-only, --blockhash and --squads out, or use a command for one of them"))
    }
}

/// Turns what the vault would sign into a proposal of its multisig, and tells both.
pub fn propose(
    context: &Context,
    vault: &Vault,
    does: &str,
    (member, payer): (Pubkey, &dyn Signer),
    instructions: Vec<Instruction>,
) -> Result<Vec<Instruction>, Failure> {
    let found = context.rpc.ask(query::account(context.rpc.client(), &vault.multisig))?;
    let found = found.ok_or_else(|| Failure::absent("multisig", &vault.multisig))?;
    let refused = |error: SquadsError| {
        let failure = Failure::input(error.to_string());
        match error {
            SquadsError::NoMultisig => failure.value(vault.multisig).remedy(
                "give the multisig's own address, which is not that of its vault, as MULTISIG or MULTISIG/VAULT",
            ),
            SquadsError::MayNotPropose(_) => failure.remedy("sign (-k) with a member that may propose"),
            SquadsError::OtherSigner(_) => failure.remedy("run this command without --squads, with the key"),
            SquadsError::TooLong => failure.remedy("do less in one transaction"),
        }
    };
    let multisig = Multisig::read(&found.owner, &found.data).map_err(refused)?;
    let proposer = Proposer { member, payer: payer.pubkey(), memo: does };
    let wrapped = vault.wrap(&multisig, &proposer, &instructions).map_err(refused)?;
    let note = |text: String| context.output.note(text);
    note(format!("the vault {} would: {does}", vault.address()));
    // The vault's balance may be another when its members have approved, so that this stops nothing.
    if let Err(failure) = context.simulate(&Intent::new(does, instructions, payer, &[])) {
        note(format!("as things are now it would fail: {}", failure.what));
    }
    let approves = if wrapped.is_approved { ", and approves it" } else { "" };
    note(format!(
        "{member} proposes that as transaction {} of the multisig {}{approves}",
        wrapped.index, vault.multisig
    ));
    let wait = match multisig.time_lock {
        0 => String::new(),
        seconds => format!(", and {} later", makerstake_client::message::span(seconds.into())),
    };
    note(format!(
        "{} of {} members must approve{wait}; then any that may executes the proposal {}",
        multisig.threshold,
        multisig.members.len(),
        wrapped.proposal
    ));
    Ok(wrapped.instructions)
}

/// Prints the message, or what the keys that are here sign of it.
pub fn print(context: &Context, does: &str, intent: &Intent<'_>) -> Result<(), Failure> {
    let Signing { blockhash, message_only, .. } = context.signing;
    let blockhash = match blockhash {
        Some(blockhash) => blockhash,
        None => context.rpc.ask(context.rpc.client().lifetime())?.blockhash,
    };
    let message = intent.message_to_sign(blockhash, context.rpc.price()).map_err(Failure::input)?;
    let encoded = BASE64_STANDARD.encode(message.serialize());
    let (would, blockhash) = (does.to_owned(), blockhash.to_string());
    let text = |keys: &[Pubkey]| keys.iter().map(ToString::to_string).collect();
    if message_only {
        let must_sign = text(Intent::must_sign(&message));
        return context.output.record(&MessageOnly { would, blockhash, message: encoded, must_sign });
    }
    let signatures = intent.signatures(&message, &context.signing.signed).map_err(bad_signature)?;
    let pairs = Intent::must_sign(&message).iter().zip(&signatures);
    let signers = pairs.clone().filter_map(|(key, signature)| Some(format!("{key}={}", (*signature)?)));
    let absent: Vec<Pubkey> =
        pairs.clone().filter(|(_, signature)| signature.is_none()).map(|(key, _)| *key).collect();
    let (signers, absent) = (signers.collect(), text(&absent));
    context.output.record(&SignOnly { would, blockhash, message: encoded, signers, absent })
}

/// The transaction with the signatures that others made, ready to be sent until its blockhash is spent.
pub fn assembled(context: &Context, intent: &Intent<'_>, blockhash: Hash) -> Result<Pending, Failure> {
    let message = intent.message_to_sign(blockhash, context.rpc.price()).map_err(Failure::input)?;
    let signatures = intent.signatures(&message, &context.signing.signed).map_err(bad_signature)?;
    let mut complete = Vec::new();
    for (key, signature) in Intent::must_sign(&message).iter().zip(signatures) {
        complete.push(signature.ok_or_else(|| {
            Failure::input("a signature is missing").value(key).remedy(
                "sign there with --sign-only and the same --blockhash, and give what it prints as --signer",
            )
        })?);
    }
    // It is not known how old the blockhash is; it cannot outlive one that is made now.
    let lifetime = context.rpc.ask(context.rpc.client().lifetime())?;
    Ok(intent.pending(message, complete, lifetime.last_valid_block_height))
}

fn bad_signature(fault: SignatureFault) -> Failure {
    let failure = Failure::input(fault.to_string());
    match fault {
        SignatureFault::OfAnother(key) => failure.value(key).remedy(
            "everybody gives the same command, addresses and --blockhash: compare what --message-only prints",
        ),
        SignatureFault::Signer(_) => failure,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_multisig_is_named_with_or_without_its_vault() {
        let multisig = Pubkey::new_from_array([7; 32]);
        assert_eq!(vault(&multisig.to_string()), Ok(Vault { multisig, index: 0 }));
        assert_eq!(vault(&format!("{multisig}/3")), Ok(Vault { multisig, index: 3 }));
        assert_eq!(vault(&format!("{multisig}/256")).unwrap_err(), "a vault is a number from 0 to 255");
    }

    #[test]
    fn a_signature_comes_with_its_key() {
        let (key, signature) = (Pubkey::new_from_array([7; 32]), Signature::from([8; 64]));
        assert_eq!(signed(&format!("{key}={signature}")), Ok((key, signature)));
        for text in [key.to_string(), format!("{key}={key}"), format!("={signature}")] {
            assert_eq!(
                signed(&text).unwrap_err(),
                "not a signature: give ADDRESS=SIGNATURE, as --sign-only prints it"
            );
        }
    }
}
