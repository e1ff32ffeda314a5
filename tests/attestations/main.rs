//! The program `attestations` on its real ELF: one file an instruction, every error by its code, and the attacks.

mod attest;
mod attest_batch;
mod attestors;
mod costs;
mod endorse;
mod layouts;
mod promote;
mod promote_proofs;
mod revise;
mod revoke;
mod revoke_batch;
mod schema;
mod set_attestor;
mod withdraw_endorsement;
