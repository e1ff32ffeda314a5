//! The program `creators` on its real ELF: files as in the program, every error by its code, and the attacks.

mod authority;
mod claim_handle;
mod costs;
mod free_handle;
mod layouts;
mod reclaim_handle;
mod recovery;
mod register;
mod release_handle;
mod support;
mod update_profile;
