//! Reading and writing actions.

use super::{
    code::{Metas, META_BYTES},
    Action, Asset, BudgetTerms, CreateGrant, Invoke, Key, Kind, OpenBudget, Pin, Ruling, SetRule, Transfer,
    Upgrade,
};
use crate::{rule::Param, track::Terms};

const SOL: u8 = 0;
const TOKEN: u8 = 1;
/// The token that the action before it in the list named last.
const SAME_TOKEN: u8 = 2;

const IMMUTABLE: u8 = 0;
const SLOT: u8 = 1;
const CODE: u8 = 2;

/// Why bytes are no list of actions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// They end within an action.
    Truncated,
    /// A kind byte that means nothing.
    UnknownKind,
    /// A field with a value that it cannot have.
    InvalidField,
}

/// Reads a list of actions, one after another. After an error it ends.
#[derive(Clone, Copy, Debug)]
pub struct Actions<'a> {
    rest: &'a [u8],
    token: Option<&'a Key>,
}

impl<'a> Actions<'a> {
    /// A reader of these bytes.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, token: None }
    }

    fn take<const N: usize>(&mut self) -> Result<&'a [u8; N], DecodeError> {
        let (taken, rest) = self.rest.split_first_chunk::<N>().ok_or(DecodeError::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }

    fn bytes(&mut self, len: usize) -> Result<&'a [u8], DecodeError> {
        let (taken, rest) = self.rest.split_at_checked(len).ok_or(DecodeError::Truncated)?;
        self.rest = rest;
        Ok(taken)
    }

    fn u8(&mut self) -> Result<u8, DecodeError> {
        let [byte] = *self.take()?;
        Ok(byte)
    }

    fn u16(&mut self) -> Result<u16, DecodeError> {
        Ok(u16::from_le_bytes(*self.take()?))
    }

    fn u32(&mut self) -> Result<u32, DecodeError> {
        Ok(u32::from_le_bytes(*self.take()?))
    }

    fn u64(&mut self) -> Result<u64, DecodeError> {
        Ok(u64::from_le_bytes(*self.take()?))
    }

    fn i64(&mut self) -> Result<i64, DecodeError> {
        Ok(i64::from_le_bytes(*self.take()?))
    }

    fn bool(&mut self) -> Result<bool, DecodeError> {
        match self.u8()? {
            0 => Ok(false),
            1 => Ok(true),
            _ => Err(DecodeError::InvalidField),
        }
    }

    fn asset(&mut self) -> Result<Asset<'a>, DecodeError> {
        match self.u8()? {
            SOL => Ok(Asset::Sol),
            TOKEN => {
                let mint = self.take()?;
                self.token = Some(mint);
                Ok(Asset::Token(mint))
            }
            SAME_TOKEN => Ok(Asset::Token(self.token.ok_or(DecodeError::InvalidField)?)),
            _ => Err(DecodeError::InvalidField),
        }
    }

    fn budget_terms(&mut self) -> Result<BudgetTerms, DecodeError> {
        Ok(BudgetTerms { per_day: self.u64()?, cap: self.u64()?, lasts: self.u32()? })
    }

    fn rule(&mut self) -> Result<SetRule<'a>, DecodeError> {
        let mut rule = SetRule {
            id: self.u16()?,
            domain: self.u8()?,
            version: self.u32()?,
            text_hash: self.take()?,
            notice: self.u32()?,
            lasts: self.u32()?,
            params: [Param::UNSET; 8],
        };
        let count = usize::from(self.u8()?);
        for param in rule.params.get_mut(..count).ok_or(DecodeError::InvalidField)? {
            *param = Param { unit: self.u8()?, value: self.u64()? };
        }
        Ok(rule)
    }

    fn pin(&mut self) -> Result<Pin<'a>, DecodeError> {
        match self.u8()? {
            IMMUTABLE => Ok(Pin::Immutable),
            SLOT => Ok(Pin::Slot(self.u64()?)),
            CODE => Ok(Pin::Code { bytes: self.u32()?, hash: self.take()? }),
            _ => Err(DecodeError::InvalidField),
        }
    }

    fn metas(&mut self) -> Result<Metas<'a>, DecodeError> {
        let count = usize::from(self.u8()?);
        Metas::new(self.bytes(count.saturating_mul(META_BYTES))?).ok_or(DecodeError::InvalidField)
    }

    fn action(&mut self) -> Result<Action<'a>, DecodeError> {
        let kind = Kind::from_u8(self.u8()?).ok_or(DecodeError::UnknownKind)?;
        Ok(match kind {
            Kind::Transfer => {
                Action::Transfer(Transfer { asset: self.asset()?, to: self.take()?, amount: self.u64()? })
            }
            Kind::OpenBudget => Action::OpenBudget(OpenBudget {
                id: self.u32()?,
                asset: self.asset()?,
                recipient: self.take()?,
                terms: self.budget_terms()?,
                report_every: self.u32()?,
            }),
            Kind::AmendBudget => Action::AmendBudget { id: self.u32()?, terms: self.budget_terms()? },
            Kind::ReduceBudget => Action::ReduceBudget { id: self.u32()?, terms: self.budget_terms()? },
            Kind::RevokeBudget => Action::RevokeBudget { id: self.u32()? },
            Kind::SetRule => Action::SetRule(self.rule()?),
            Kind::WidenRule => Action::WidenRule(self.rule()?),
            Kind::RepealRule => {
                Action::RepealRule { id: self.u16()?, version: self.u32()?, notice: self.u32()? }
            }
            Kind::SetTrack => {
                let id = self.u8()?;
                let terms = Terms::read(self.take()?).ok_or(DecodeError::InvalidField)?;
                Action::SetTrack { id, terms }
            }
            Kind::SetConstitution => Action::SetConstitution { constitution_hash: self.take()? },
            Kind::SetGuardian => Action::SetGuardian { guardian: self.take()?, lasts: self.u32()? },
            Kind::SetScorer => Action::SetScorer { scorer: self.take()? },
            Kind::ResolveDistribution => Action::ResolveDistribution {
                distribution: self.take()?,
                root: self.take()?,
                ruling: Ruling::from_u8(self.u8()?).ok_or(DecodeError::InvalidField)?,
            },
            Kind::CreateGrant => Action::CreateGrant(CreateGrant {
                holder: self.take()?,
                id: self.u32()?,
                total: self.u64()?,
                start: self.i64()?,
                cliff: self.i64()?,
                end: self.i64()?,
                is_revocable: self.bool()?,
                is_transferable: self.bool()?,
            }),
            Kind::RevokeGrant => Action::RevokeGrant { grant: self.take()? },
            Kind::IssueTreasury => Action::IssueTreasury { amount: self.u64()? },
            Kind::Resolve => Action::Resolve { text_hash: self.take()? },
            Kind::Upgrade => Action::Upgrade(Upgrade {
                program: self.take()?,
                pin: self.pin()?,
                buffer: self.take()?,
                code_hash: self.take()?,
                spill: self.take()?,
            }),
            Kind::Invoke => Action::Invoke(Invoke {
                program: self.take()?,
                pin: self.pin()?,
                accounts: self.metas()?,
                data: {
                    let len = self.u16()?;
                    self.bytes(usize::from(len))?
                },
            }),
        })
    }
}

impl<'a> Iterator for Actions<'a> {
    type Item = Result<Action<'a>, DecodeError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let action = self.action();
        if action.is_err() {
            self.rest = &[];
        }
        Some(action)
    }
}

impl Action<'_> {
    /// Writes the action through `put`, which is given one field after another.
    pub fn encode(&self, put: &mut impl FnMut(&[u8])) {
        put(&[self.kind() as u8]);
        match self {
            Self::Transfer(transfer) => {
                put_asset(&transfer.asset, put);
                put(transfer.to);
                put(&transfer.amount.to_le_bytes());
            }
            Self::OpenBudget(budget) => {
                put(&budget.id.to_le_bytes());
                put_asset(&budget.asset, put);
                put(budget.recipient);
                put_budget_terms(&budget.terms, put);
                put(&budget.report_every.to_le_bytes());
            }
            Self::AmendBudget { id, terms } | Self::ReduceBudget { id, terms } => {
                put(&id.to_le_bytes());
                put_budget_terms(terms, put);
            }
            Self::RevokeBudget { id } => put(&id.to_le_bytes()),
            Self::SetRule(rule) | Self::WidenRule(rule) => put_rule(rule, put),
            Self::RepealRule { id, version, notice } => {
                put(&id.to_le_bytes());
                put(&version.to_le_bytes());
                put(&notice.to_le_bytes());
            }
            Self::SetTrack { id, terms } => {
                put(&[*id]);
                put(&terms.bytes());
            }
            Self::SetConstitution { constitution_hash } => put(*constitution_hash),
            Self::SetGuardian { guardian, lasts } => {
                put(*guardian);
                put(&lasts.to_le_bytes());
            }
            Self::SetScorer { scorer } => put(*scorer),
            Self::ResolveDistribution { distribution, root, ruling } => {
                put(*distribution);
                put(*root);
                put(&[*ruling as u8]);
            }
            Self::CreateGrant(grant) => {
                put(grant.holder);
                put(&grant.id.to_le_bytes());
                put(&grant.total.to_le_bytes());
                put(&grant.start.to_le_bytes());
                put(&grant.cliff.to_le_bytes());
                put(&grant.end.to_le_bytes());
                put(&[u8::from(grant.is_revocable), u8::from(grant.is_transferable)]);
            }
            Self::RevokeGrant { grant } => put(*grant),
            Self::IssueTreasury { amount } => put(&amount.to_le_bytes()),
            Self::Resolve { text_hash } => put(*text_hash),
            Self::Upgrade(upgrade) => {
                put(upgrade.program);
                put_pin(&upgrade.pin, put);
                for key in [upgrade.buffer, upgrade.code_hash, upgrade.spill] {
                    put(key);
                }
            }
            Self::Invoke(invoke) => {
                put(invoke.program);
                put_pin(&invoke.pin, put);
                put(&[invoke.accounts.len() as u8]);
                put(invoke.accounts.bytes());
                put(&(invoke.data.len() as u16).to_le_bytes());
                put(invoke.data);
            }
        }
    }
}

/// Writes a list of actions through `put`; a transfer in the token of the transfer before it is 41 bytes, not 74.
pub fn encode_all(actions: &[Action<'_>], put: &mut impl FnMut(&[u8])) {
    let mut token: Option<&Key> = None;
    for action in actions {
        match action {
            Action::Transfer(Transfer { asset: Asset::Token(mint), to, amount }) if token == Some(*mint) => {
                put(&[Kind::Transfer as u8, SAME_TOKEN]);
                put(*to);
                put(&amount.to_le_bytes());
            }
            _ => action.encode(put),
        }
        match action {
            Action::Transfer(Transfer { asset: Asset::Token(mint), .. })
            | Action::OpenBudget(OpenBudget { asset: Asset::Token(mint), .. }) => token = Some(mint),
            _ => {}
        }
    }
}

fn put_asset(asset: &Asset<'_>, put: &mut impl FnMut(&[u8])) {
    match asset {
        Asset::Sol => put(&[SOL]),
        Asset::Token(mint) => {
            put(&[TOKEN]);
            put(*mint);
        }
    }
}

fn put_pin(pin: &Pin<'_>, put: &mut impl FnMut(&[u8])) {
    match pin {
        Pin::Immutable => put(&[IMMUTABLE]),
        Pin::Slot(slot) => {
            put(&[SLOT]);
            put(&slot.to_le_bytes());
        }
        Pin::Code { bytes, hash } => {
            put(&[CODE]);
            put(&bytes.to_le_bytes());
            put(*hash);
        }
    }
}

fn put_budget_terms(terms: &BudgetTerms, put: &mut impl FnMut(&[u8])) {
    put(&terms.per_day.to_le_bytes());
    put(&terms.cap.to_le_bytes());
    put(&terms.lasts.to_le_bytes());
}

fn put_rule(rule: &SetRule<'_>, put: &mut impl FnMut(&[u8])) {
    put(&rule.id.to_le_bytes());
    put(&[rule.domain]);
    put(&rule.version.to_le_bytes());
    put(rule.text_hash);
    put(&rule.notice.to_le_bytes());
    put(&rule.lasts.to_le_bytes());
    let set = rule.params.iter().rposition(|param| *param != Param::UNSET).map_or(0, |last| last + 1);
    put(&[set as u8]);
    for param in rule.params.iter().take(set) {
        put(&[param.unit]);
        put(&param.value.to_le_bytes());
    }
}
