//! Commit quote tokens to an offering, through its gate. Nothing leaves the purse before the offering is decided but back to who
//! committed it.

use anchor_lang::prelude::*;
use makerstake_common::{
    create_pda::{self, fields, CreatePda},
    log_event,
};
use makerstake_core::{
    hash::Digest,
    merkle,
    offering::{self, Gate},
};
use makerstake_creators::Creator;
use makerstake_equity::Position;

use super::accounts::*;
use crate::{
    clock::now,
    credential::Asked,
    errors::OfferingError,
    events::Committed,
    state::{commitment::COMMITMENT_SEED, Commitment, Offering},
    tokens,
};

#[derive(Accounts)]
pub struct Commit {
    /// Pays the rent of a new commitment; may be the signer.
    #[account(mut, unsafe(dup))]
    pub payer: Signer,
    /// Acts for the investor, and owns the tokens.
    pub signer: Signer,
    /// The investor's creator account, if the investor is one.
    pub creator: Option<Account<Creator>>,
    #[account(mut, constraint = offering.is_current() @ OfferingError::UnknownVersion)]
    pub offering: Account<Offering>,
    /// The investor's commitment: `run` opens it, or reads it and compares.
    #[account(mut)]
    pub commitment: UncheckedAccount,
    /// The signer's tokens, which may also be where refunds go: the token program checks them, and that they are of this mint.
    #[account(mut, unsafe(dup))]
    pub source: UncheckedAccount,
    /// Where refunds go: the signer names it, `check_refund_account` reads it.
    pub refund_account: UncheckedAccount,
    pub purse: Nested<Purse>,
    /// What the gate asks to see: the investor's credential, or its position.
    pub gate: Option<UncheckedAccount>,
    pub system_program: Program<System>,
}

impl Commit {
    /// Adds to the commitment and takes the tokens.
    ///
    /// # Errors
    /// `NotInvestor`, `NotOpen`, `WindowOver`, those of the gate, `ZeroAmount`, `AboveMaximum`, `WrongRefundAccount`; the token
    /// program's.
    pub fn run(&mut self, amount: u64, cap: u64, proof: &[Digest]) -> Result<()> {
        let now = now()?;
        let investor = self.investor()?;
        self.offering.check_takes(now)?;
        let max = self.max(&investor, (cap, proof), now)?;
        self.open(&investor)?;
        let quote = self.purse.check(&self.offering)?;
        tokens::check_refund_account(&self.refund_account, &quote, self.purse.purse.address())?;
        let at = *self.offering.address();
        let (payer, total) = {
            let account = self.commitment.account();
            let mut view = *account;
            let mut data = view.try_borrow_mut()?;
            let commitment = fields::<Commitment>(account, &mut data)?;
            require!(commitment.is_current(), OfferingError::UnknownVersion);
            require!(commitment.offering == at, OfferingError::WrongOffering);
            require!(commitment.investor == investor, OfferingError::NotInvestor);
            commitment.refund_account = *self.refund_account.address();
            commitment.add(amount, max)?;
            commitment.check()?;
            self.offering.commit(amount, commitment.is_insider == 1)?;
            (commitment.payer, commitment.amount)
        };
        self.offering.check()?;
        tokens::pull(&self.source, &self.purse.purse, &quote, &self.signer, amount)?;
        log_event!(Committed {
            offering: at,
            commitment: *self.commitment.address(),
            investor,
            refund_account: *self.refund_account.address(),
            payer,
            added: amount,
            amount: total,
        });
        Ok(())
    }

    /// Who buys: the creator whose authority signs, or the wallet itself.
    fn investor(&self) -> Result<Address> {
        let signer = self.signer.address();
        let investor = self.creator.as_ref().map_or(*signer, |creator| *creator.address());
        let acts = Creator::acts_for(&investor, signer, self.creator.as_ref());
        require!(acts, OfferingError::NotInvestor);
        Ok(investor)
    }

    /// The most that the investor may commit in all, after the gate has let it through.
    fn max(&self, investor: &Address, (cap, proof): (u64, &[Digest]), now: i64) -> Result<u64> {
        let offering = &self.offering;
        let gate = offering.gate()?;
        let is_list = gate == Gate::List;
        require!(is_list || (cap == 0 && proof.is_empty()), OfferingError::UnexpectedProof);
        match (gate, &self.gate) {
            (Gate::Open, None) => Ok(offering.per_person_max),
            (Gate::List, None) => {
                let (root, depth) = offering.list();
                let leaf = offering::leaf::<makerstake_common::sha256::Syscall>(
                    offering.address().as_array(),
                    investor.as_array(),
                    cap,
                );
                merkle::verify::<makerstake_common::sha256::Syscall>(&leaf, proof, depth, &root)
                    .map_err(|_| OfferingError::WrongProof)?;
                Ok(cap.min(offering.per_person_max))
            }
            (Gate::Credential, Some(account)) => {
                let [credential, schema] = offering.credential();
                Asked { credential: &credential, schema: &schema, investor }.check_live(account, now)?;
                Ok(offering.per_person_max)
            }
            (Gate::Credential, None) => Err(OfferingError::NoCredential.into()),
            (Gate::Rights, Some(account)) => {
                let position = Account::<Position>::load(*account.account())
                    .map_err(|_| OfferingError::WrongPosition)?;
                let is_own = position.pool == offering.pool && position.holder == *investor;
                require!(is_own, OfferingError::WrongPosition);
                let (epoch, _) = offering.snapshot();
                offering.rights(position.own_at(epoch)?)
            }
            (Gate::Rights, None) => Err(OfferingError::WrongPosition.into()),
            (Gate::Open | Gate::List, Some(_)) => Err(OfferingError::UnexpectedProof.into()),
        }
    }

    /// Opens the commitment, if it is not open yet.
    fn open(&mut self, investor: &Address) -> Result<()> {
        let account = self.commitment.account();
        if account.owned_by(&crate::ID) {
            return Ok(());
        }
        let offering = *self.offering.address();
        let bump = CreatePda {
            payer: self.payer.account(),
            payer_seeds: &[],
            account,
            seeds: &[COMMITMENT_SEED, offering.as_ref(), investor.as_ref()],
            program: &crate::ID,
            space: Account::<Commitment>::INIT_SPACE,
            deposit: 0,
        }
        .open()?;
        create_pda::write(account, &Commitment::new(offering, *investor, *self.payer.address(), bump))?;
        self.offering.add_commitment()
    }
}
