//! Works that earn nothing in a window, because a platform's label says so and was final before the window's end.

use std::collections::HashSet;

use makerstake_core::moderation::Period;
use solana_pubkey::Pubkey;
use solana_rpc_client::rpc_client::RpcClient;

use crate::fault::Fault;
use crate::generated::moderation::accounts::{Label, LABEL_DISCRIMINATOR};
use crate::programs::Program;
use crate::query;

/// Creator and content of what a platform's labels take out of a window.
#[derive(Debug, Default)]
pub struct Labels(HashSet<(Pubkey, [u8; 32])>);

impl Labels {
    /// Reads the labels of a platform: one request. The answer for a window that is over stays the same, because labels are negated
    /// and never deleted, and remember the period before the present one.
    ///
    /// # Errors
    /// When the node does not answer.
    pub fn read(rpc: &RpcClient, platform: &Pubkey, end: i64) -> Result<Self, Fault> {
        let of_platform: [(usize, &[u8]); 2] = [(0, &LABEL_DISCRIMINATOR), (8, platform.as_ref())];
        let found = query::slices(rpc, &Program::Moderation.id(), &of_platform, 0, Label::LEN)?;
        let labels = found.iter().filter_map(|(_, bytes)| Label::from_bytes(bytes).ok());
        Ok(Self::taking(labels, end))
    }

    fn taking(labels: impl Iterator<Item = Label>, end: i64) -> Self {
        let takes = |label: &Label| periods(label).iter().any(|period| period.takes_window(end));
        Self(labels.filter(takes).map(|label| (label.creator, label.content)).collect())
    }

    /// Whether a work, or a version of it, is taken out.
    pub fn take(&self, creator: &Pubkey, content: &[u8; 32]) -> bool {
        self.0.contains(&(*creator, *content))
    }

    /// How many there are.
    pub fn len(&self) -> u64 {
        self.0.len() as u64
    }
}

/// The present period of a label, and the one before; a period that never was takes no window.
fn periods(label: &Label) -> [Period; 2] {
    let negated_at = if label.negated_at == 0 { i64::MAX } else { label.negated_at };
    let ended_at = label.until.min(negated_at);
    let now = Period { value: label.value, final_at: label.final_at, ended_at };
    let (value, final_at, ended_at) = (label.before_value, label.before_final_at, label.before_ended_at);
    [now, Period { value, final_at, ended_at }]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_that_is_over_keeps_its_answer() {
        let mut bytes = [0; Label::LEN];
        bytes[..8].copy_from_slice(&LABEL_DISCRIMINATOR);
        let mut label = Label::from_bytes(&bytes).unwrap();
        (label.value, label.until, label.final_at) = (3, 1_000, 100);
        let takes = |label: &Label, end| {
            Labels::taking([label.clone()].into_iter(), end).take(&label.creator, &label.content)
        };
        let windows = [50, 100, 101, 500, 1_000, 1_001];
        let expected = [false, false, true, true, true, false];
        assert_eq!(windows.map(|end| takes(&label, end)), expected);
        // Lifted at 600: the windows that had ended by then do not change.
        label.negated_at = 600;
        let lifted = [false, false, true, true, false, false];
        assert_eq!(windows.map(|end| takes(&label, end)), lifted);
        // Set again, as a notice: the period before is remembered.
        (label.before_value, label.before_final_at, label.before_ended_at) = (3, 100, 600);
        (label.value, label.negated_at, label.final_at) = (0, 0, 700);
        assert_eq!(windows.map(|end| takes(&label, end)), lifted);
    }
}
