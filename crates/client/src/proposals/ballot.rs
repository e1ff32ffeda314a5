//! Whose ballot a holder's votes are in.

use makerstake_core::checkpoints;
use solana_pubkey::Pubkey;

use crate::generated::equity::accounts::Position;

/// Whom a holder's shares are delegated to in a snapshot epoch: a ballot of the holder's own then takes them out of that
/// delegate's.
pub fn delegate_at(position: &Position, epoch: u32) -> Option<Pubkey> {
    // The delegate has counted for `delegate_age` epochs before `epoch`; before that the former one did.
    let since = position.epoch.saturating_sub(u32::from(position.delegate_age));
    let delegate = if epoch >= since { position.delegate } else { position.former_delegate };
    let own = checkpoints::at(position.epoch, &position.own, epoch).unwrap_or_default();
    Some(delegate).filter(|delegate| *delegate != Pubkey::default() && own > 0)
}
