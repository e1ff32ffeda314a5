//! The program `equity` on its real ELF: one file an instruction, every error by its code, and the attacks.

mod costs;
