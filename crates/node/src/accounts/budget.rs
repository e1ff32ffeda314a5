//! A budget: what a team may draw, and what it owes in reports.

use super::{Column, Get, Named, Owner, Role, Spec};

/// How a budget is kept.
pub const SPEC: Spec = Spec {
    program: "governance",
    name: "Budget",
    table: "budgets",
    owner: Owner::OfPlatform("platform"),
    columns: &[
        Column { name: "number", get: Get::Int("id") },
        Column { name: "recipient", get: Get::Text("recipient") },
        Column { name: "mint", get: Get::Text("mint") },
        Column { name: "ends_at", get: Get::Int("until") },
        Column { name: "report_due", get: Get::Int("report_due") },
    ],
    documents: &[Named { field: "report_hash", role: Role::Report }],
};
