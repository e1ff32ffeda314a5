//! The program `attestations` on its real ELF: one file an instruction, every error by its code, and the attacks.

mod attest;
mod attest_batch;
mod costs;
mod endorse;
mod promote;
mod promote_proofs;
mod revise;
mod revoke;
mod schema;
mod withdraw_endorsement;
