//! The node against a real network: the story's programs, transactions and accounts.
//!
//! The network is `NODE_TEST_RPC` with the platform `NODE_TEST_PLATFORM` where both are set (as `makerstake-demo` leaves it
//! up; `NODE_TEST_CAST` are its keys), else a story that the tests play themselves with `MAKERSTAKE_DEMO_BIN`. Without either they say so and pass.

#[path = "node/answers.rs"]
mod answers;
#[path = "node/faults.rs"]
mod faults;
#[path = "node/follows.rs"]
mod follows;
#[path = "node/full.rs"]
mod full;
#[path = "node/network.rs"]
mod network;
#[path = "node/postgres.rs"]
mod postgres;
#[path = "node/refusals.rs"]
mod refusals;
#[path = "node/replay.rs"]
mod replay;
#[path = "node/s3.rs"]
mod s3;
#[path = "node/story.rs"]
mod story;
#[path = "node/tells.rs"]
mod tells;
