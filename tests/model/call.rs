//! One instruction of a transaction, and what is expected of it.

use std::rc::Rc;

use makerstake_testkit::model::{equity::Verdict, governance};
use solana_instruction::Instruction;
use solana_pubkey::Pubkey;
use spl_token_2022_interface::instruction::TokenInstruction;

use crate::{
    idl::{self, Method},
    reference::{Reference, SOMEHOW},
};

/// What is expected of an instruction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Expect {
    /// It goes through.
    Accept,
    /// It is refused with this code.
    Refuse(u32),
    /// It is refused, with whichever named error comes first, whatever comes before it.
    RefuseSomehow,
    /// Either; the invariants judge it.
    Either,
    /// Either, and no model could follow it: the invariants judge it, and then it is undone.
    Strange,
}

/// A step of a platform's reference models. The error is the code that the program must give.
pub type Op = Rc<dyn Fn(&mut Reference) -> Result<(), u32>>;

/// One instruction.
#[derive(Clone)]
pub struct Call {
    pub instruction: Instruction,
    /// None: of the system or of a token program.
    pub method: Option<&'static Method>,
    pub expect: Expect,
    /// The realm whose model makes a step with it, and the step.
    pub op: Option<(usize, Op)>,
    /// Whether it must be alone in its transaction: a signature left out is there after all where another call has it.
    pub is_alone: bool,
}

impl Call {
    /// A call of which nothing is predicted.
    pub fn new(instruction: Instruction) -> Self {
        let method = idl::method(&instruction);
        Self { instruction, method, expect: Expect::Either, op: None, is_alone: false }
    }

    /// The same, expected to end so.
    pub fn expecting(self, expect: Expect) -> Self {
        Self { expect, ..self }
    }

    /// The same, predicted by equity's model of a realm.
    pub fn modelled(self, realm: usize, step: impl Fn(&mut Reference) -> Verdict + 'static) -> Self {
        let op: Op = Rc::new(move |model| step(model).map_err(|error| error as u32));
        Self { op: Some((realm, op)), expect: Expect::Accept, ..self }
    }

    /// The same, predicted by governance's model of a realm.
    pub fn governed(
        self,
        realm: usize,
        step: impl Fn(&mut governance::Model) -> governance::Verdict + 'static,
    ) -> Self {
        self.expecting(Expect::Accept).with_op(realm, move |model| model.govern(&step))
    }

    /// The same, about the proposal of this number in the model: once that is closed, it is refused.
    pub fn about(
        self,
        realm: usize,
        n: usize,
        step: impl Fn(&mut governance::Model) -> governance::Verdict + 'static,
    ) -> Self {
        self.expecting(Expect::Accept).with_op(realm, move |model| {
            if model.platform.proposals[n].is_closed {
                return Err(SOMEHOW);
            }
            model.govern(&step)
        })
    }

    /// The same, with a step of the model that may fail with a code of another program.
    pub fn with_op(self, realm: usize, step: impl Fn(&mut Reference) -> Result<(), u32> + 'static) -> Self {
        Self { op: Some((realm, Rc::new(step))), ..self }
    }

    /// `program.instruction`, or the other program's.
    pub fn name(&self) -> &str {
        self.method.map_or("other", |method| method.name.as_str())
    }

    /// Whether it executes an action of a proposal.
    pub fn is_execution(&self) -> bool {
        self.name().starts_with("governance.execute_")
    }

    /// Lets either end be right, unless it is foreign.
    pub fn relax(&mut self) {
        if ![Expect::RefuseSomehow, Expect::Strange].contains(&self.expect) {
            self.expect = Expect::Either;
        }
    }

    /// Whether it calls this method, `program.instruction`.
    pub fn is(&self, name: &str) -> bool {
        self.name() == name
    }

    /// The account of this name.
    pub fn named(&self, account: &str) -> Option<Pubkey> {
        Some(self.method?.account(account, &self.instruction)?.pubkey)
    }

    /// A number in the arguments, so many bytes behind the discriminator.
    pub fn number(&self, at: usize) -> Option<u64> {
        Some(u64::from_le_bytes(*self.instruction.data.get(8 + at..)?.first_chunk()?))
    }

    /// Whether it closes an account.
    pub fn closes(&self, address: &Pubkey) -> bool {
        const CLOSING: [(&str, &str); 7] = [
            ("creators.free_handle", "handle"),
            ("attestations.close_endorsement", "endorsement"),
            ("equity.close_position", "position"),
            ("equity.close_grant", "grant"),
            ("governance.close_voter", "voter"),
            ("governance.close_proposal", "proposal"),
            ("governance.close_budget", "budget"),
        ];
        CLOSING.iter().any(|(name, account)| self.is(name) && self.named(account) == Some(*address))
    }

    /// Lamports that the system program moves: from, to, how many.
    pub fn lamports(&self) -> Option<(Pubkey, Pubkey, u64)> {
        let is_system = self.instruction.program_id == solana_sdk_ids::system_program::ID;
        let amount =
            self.instruction.data.strip_prefix(&[2, 0, 0, 0])?.first_chunk().filter(|_| is_system)?;
        let [from, to] = self.instruction.accounts.first_chunk()?;
        Some((from.pubkey, to.pubkey, u64::from_le_bytes(*amount)))
    }

    /// Tokens that a token program moves at top level: from (none: minted), to, how many.
    pub fn tokens(&self) -> Option<(Option<Pubkey>, Pubkey, u64)> {
        use makerstake_testkit::tokens::{TOKEN, TOKEN_2022};
        if ![TOKEN, TOKEN_2022].contains(&self.instruction.program_id) {
            return None;
        }
        let account = |index: usize| self.instruction.accounts.get(index).map(|meta| meta.pubkey);
        match TokenInstruction::unpack(&self.instruction.data).ok()? {
            TokenInstruction::TransferChecked { amount, .. } => Some((account(0), account(2)?, amount)),
            TokenInstruction::MintTo { amount } => Some((None, account(1)?, amount)),
            _ => None,
        }
    }
}
