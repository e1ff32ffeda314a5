//! The ways to replace an account.

use makerstake_client::programs::Program;
use solana_account::Account;
use solana_instruction::AccountMeta;
use solana_pubkey::Pubkey;
use solana_sdk_ids::{system_program, sysvar};

use super::{Attempt, Case};
use crate::tokens::{TOKEN, TOKEN_2022};

/// What an account was replaced by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Variant {
    /// The same bytes and owner at another address; for a wallet, another wallet. Not of the suite's own accounts: only
    /// the programs write those, each at its derived address, so that nobody can copy one. Theirs is [`Self::Sibling`].
    OtherKey,
    /// The same address and bytes, owned by a foreign program.
    OtherOwner,
    /// The same address and owner, with the first eight bytes of another type.
    OtherDiscriminator,
    /// Another account of the same type that the suite itself made.
    Sibling,
    /// The same address, never created or closed.
    Closed,
    /// Without its signature.
    NotSigner,
    /// Passed read-only.
    NotWritable,
    /// Another account of the same instruction.
    Duplicate,
    /// A look-alike of a program or sysvar.
    LookAlike,
    /// One byte short, or cut to its discriminator.
    Truncated,
    /// The other token program.
    TokenTwin,
    /// All of the suite's accounts forged together, consistent with each other, owned by a foreign program.
    ForgedUniverse,
    /// The last account left out.
    Missing,
    /// The instruction's own program in place of the account: how an absent optional account is written.
    OwnProgram,
}

/// Owner of every forgery.
const FOREIGN: Pubkey = Pubkey::new_from_array([0xF0; 32]);

impl Case {
    /// Everything that is tried on the account at `index`.
    pub(super) fn attempts(&self, index: usize) -> Vec<Attempt> {
        let meta = &self.instruction.accounts[index];
        let account = self.svm.get_account(&meta.pubkey).filter(|account| account.lamports > 0);
        let mut attempts = vec![self.replaced(index, Variant::OwnProgram, "", self.instruction.program_id)];
        if !account.as_ref().is_some_and(is_of_suite) {
            attempts.push(self.other_key(index, account.clone()));
        }
        attempts.extend(self.duplicates(index));
        if meta.is_signer {
            attempts.push(self.flagged(index, Variant::NotSigner, |meta| meta.is_signer = false));
        }
        if meta.is_writable && meta.pubkey != self.fee_payer {
            attempts.push(self.flagged(index, Variant::NotWritable, |meta| meta.is_writable = false));
        }
        match &account {
            Some(account) if account.executable || sysvar::check_id(&account.owner) => {
                attempts.extend(self.look_alikes(index, account));
            }
            Some(account) if is_of_suite(account) => attempts.extend(self.forgeries(index, account)),
            // A token program's account: its bytes are that program's to check, its address ours.
            Some(account) if !account.data.is_empty() => {
                attempts.push(self.forged(index, Variant::Closed, Account::default()));
                attempts.push(self.foreign(index, account));
            }
            _ => {}
        }
        attempts.retain(|attempt| attempt.instruction != self.instruction || !attempt.accounts.is_empty());
        attempts
    }

    /// What is tried on the instruction as a whole.
    pub(super) fn whole_attempts(&self) -> Vec<Attempt> {
        let mut missing = self.instruction.clone();
        missing.accounts.truncate(self.accounts.len().saturating_sub(1));
        let mut attempts = vec![Attempt {
            variant: Variant::Missing,
            detail: String::new(),
            accounts: Vec::new(),
            instruction: missing,
        }];
        let mut forged = Vec::new();
        let mut instruction = self.instruction.clone();
        for (index, meta) in instruction.accounts.iter_mut().enumerate() {
            let Some(account) = self.svm.get_account(&meta.pubkey) else { continue };
            if is_of_suite(&account) {
                let copy = fresh(index, 0xF1);
                let owner = FOREIGN;
                forged.push((copy, Account { owner, ..account }));
                meta.pubkey = copy;
            }
        }
        if !forged.is_empty() {
            let variant = Variant::ForgedUniverse;
            attempts.push(Attempt { variant, detail: String::new(), accounts: forged, instruction });
        }
        attempts
    }

    fn other_key(&self, index: usize, account: Option<Account>) -> Attempt {
        let copy = fresh(index, 0xA1);
        let account = account.unwrap_or(Account { lamports: 1_000_000_000, ..Account::default() });
        let mut attempt = self.replaced(index, Variant::OtherKey, "", copy);
        attempt.accounts.push((copy, account));
        attempt
    }

    fn duplicates(&self, index: usize) -> Vec<Attempt> {
        let own = self.instruction.accounts[index].pubkey;
        let mut others: Vec<Pubkey> = self.instruction.accounts.iter().map(|meta| meta.pubkey).collect();
        others.sort();
        others.dedup();
        others.retain(|other| *other != own && *other != self.instruction.program_id);
        others
            .into_iter()
            .map(|other| {
                let at = self.instruction.accounts.iter().position(|meta| meta.pubkey == other);
                let name = at.map(|at| self.account_name(at)).unwrap_or_default();
                self.replaced(index, Variant::Duplicate, &name, other)
            })
            .collect()
    }

    fn look_alikes(&self, index: usize, account: &Account) -> Vec<Attempt> {
        let address = self.instruction.accounts[index].pubkey;
        let copy = fresh(index, 0xB1);
        let mut fake = self.replaced(index, Variant::LookAlike, "a copy", copy);
        fake.accounts.push((copy, Account { executable: false, ..account.clone() }));
        let other = if address == system_program::ID { TOKEN } else { system_program::ID };
        let mut attempts = vec![fake, self.replaced(index, Variant::LookAlike, "another program", other)];
        if address == TOKEN || address == TOKEN_2022 {
            let twin = if address == TOKEN { TOKEN_2022 } else { TOKEN };
            attempts.push(self.replaced(index, Variant::TokenTwin, "", twin));
        }
        attempts
    }

    /// The account forged in place, and the suite's other accounts of its type.
    fn forgeries(&self, index: usize, account: &Account) -> Vec<Attempt> {
        let short = account.data.len().min(8);
        let mut retyped = account.clone();
        for byte in retyped.data.iter_mut().take(8) {
            *byte ^= 0xFF;
        }
        let mut attempts = vec![
            self.foreign(index, account),
            self.forged(index, Variant::OtherDiscriminator, retyped),
            self.forged(index, Variant::Closed, Account::default()),
            self.cut(index, account, account.data.len().saturating_sub(1)),
            self.cut(index, account, short),
        ];
        let own = self.instruction.accounts[index].pubkey;
        for (address, sibling) in self.svm.get_program_accounts(&account.owner) {
            let same_type = sibling.data.len() >= 8 && sibling.data[..short] == account.data[..short];
            if address != own && same_type {
                attempts.push(self.replaced(index, Variant::Sibling, &address.to_string(), address));
            }
        }
        attempts
    }

    fn foreign(&self, index: usize, account: &Account) -> Attempt {
        self.forged(index, Variant::OtherOwner, Account { owner: FOREIGN, ..account.clone() })
    }

    fn cut(&self, index: usize, account: &Account, len: usize) -> Attempt {
        let mut short = account.clone();
        short.data.truncate(len);
        let mut attempt = self.forged(index, Variant::Truncated, short);
        attempt.detail = format!("to {len} bytes");
        attempt
    }

    fn forged(&self, index: usize, variant: Variant, account: Account) -> Attempt {
        let address = self.instruction.accounts[index].pubkey;
        let instruction = self.instruction.clone();
        Attempt { variant, detail: String::new(), accounts: vec![(address, account)], instruction }
    }

    fn replaced(&self, index: usize, variant: Variant, detail: &str, address: Pubkey) -> Attempt {
        let mut instruction = self.instruction.clone();
        instruction.accounts[index].pubkey = address;
        Attempt { variant, detail: detail.to_string(), accounts: Vec::new(), instruction }
    }

    fn flagged(&self, index: usize, variant: Variant, change: impl Fn(&mut AccountMeta)) -> Attempt {
        let mut instruction = self.instruction.clone();
        // A message merges an address's flags, so every slot of the same address changes.
        let address = instruction.accounts[index].pubkey;
        instruction.accounts.iter_mut().filter(|meta| meta.pubkey == address).for_each(change);
        Attempt { variant, detail: String::new(), accounts: Vec::new(), instruction }
    }
}

/// Whether one of the suite's programs owns it.
fn is_of_suite(account: &Account) -> bool {
    Program::at(&account.owner).is_some()
}

/// An address that nothing else has, one for each place and purpose.
fn fresh(index: usize, purpose: u8) -> Pubkey {
    let mut bytes = [purpose; 32];
    bytes[0] = index as u8;
    Pubkey::new_from_array(bytes)
}
