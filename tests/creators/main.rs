//! The program `creators` on its real ELF: one file an instruction, every error by its code, and the attacks.

mod accept_authority;
mod accept_recovery_key;
mod begin_recovery;
mod cancel_recovery;
mod claim_handle;
mod costs;
mod finish_recovery;
mod free_handle;
mod offer_authority;
mod reclaim_handle;
mod register;
mod release_handle;
mod set_recovery_key;
mod support;
mod update_profile;
mod withdraw_offer;
