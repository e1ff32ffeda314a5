//! Cuts a failing sequence down.

use crate::{action::Action, chain::Failure};

/// The actions that are left when no run of them can be deleted without losing the failure.
pub fn shrink(actions: &[Action], fails: impl Fn(&[Action]) -> Option<Failure>) -> Vec<Action> {
    let mut kept = actions.to_vec();
    let mut size = kept.len().div_ceil(2);
    while size > 0 {
        let mut at = 0;
        while at < kept.len() {
            let mut shorter = kept.clone();
            shorter.drain(at..(at + size).min(kept.len()));
            if fails(&shorter).is_some() {
                kept = shorter;
            } else {
                at += size;
            }
        }
        size /= 2;
    }
    kept
}
