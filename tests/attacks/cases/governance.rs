//! Decisions. A second platform with tracks, proposals and voters of its own stands beside.

mod execution;
mod scene;
mod voting;

use makerstake_testkit::substitution::Case;

/// A case for every instruction of governance.
pub fn cases() -> Vec<Case> {
    let mut cases = voting::cases();
    cases.extend(execution::of_money());
    cases.extend(execution::of_settings());
    cases.extend(execution::of_code());
    cases.extend(execution::of_equity());
    cases
}
