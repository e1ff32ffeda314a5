//! What a creator lets an attestor do for it, from when to when.

/// The attestor may attest new works.
pub const ATTEST: u8 = 1;
/// The attestor may revise works.
pub const REVISE: u8 = 2;
/// The attestor may list works in its own batches: new ones with [`ATTEST`], revisions with [`REVISE`].
pub const BATCH: u8 = 4;
/// Everything that an attestor may do. It never revokes, and acts for the creator nowhere else.
pub const ALL: u8 = ATTEST | REVISE | BATCH;

/// The terms of one permission, as the chain keeps them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permission {
    /// Slot in which it was given.
    pub slot: u64,
    /// Slot in which it was revoked; 0: it was not.
    pub revoked_slot: u64,
    /// Unix time from which it stands, in seconds.
    pub from: i64,
    /// Unix time from which it stands no more.
    pub until: i64,
    /// A sum of [`ATTEST`], [`REVISE`] and [`BATCH`].
    pub scope: u8,
}

/// Why a permission does not help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PermissionError {
    /// It is for something else.
    OutOfScope,
    /// It begins later.
    NotYet,
    /// Its time is over.
    Expired,
    /// It is revoked.
    Revoked,
    /// It was given in the slot of the batch or later.
    YoungerThanBatch,
}

/// Whether a scope names something, and nothing unknown.
pub const fn is_scope(scope: u8) -> bool {
    scope != 0 && scope & !ALL == 0
}

impl Permission {
    /// Checks that the attestor may do `what` at this time.
    ///
    /// # Errors
    /// What is missing; the scope is looked at first.
    pub fn check_now(&self, what: u8, time: i64) -> Result<(), PermissionError> {
        self.check_scope(what)?;
        if self.revoked_slot != 0 {
            return Err(PermissionError::Revoked);
        }
        self.check_time(time)
    }

    /// Checks that the leaves of a batch of the attestor's, submitted in this slot, are the creator's own statements.
    /// Within one slot nobody can tell afterwards what came first, so a permission counts from the slot after its own,
    /// and no longer in the slot of its revocation.
    ///
    /// # Errors
    /// What is missing; the scope is looked at first.
    pub fn check_batch(&self, is_revision: bool, slot: u64, time: i64) -> Result<(), PermissionError> {
        self.check_scope(BATCH | if is_revision { REVISE } else { ATTEST })?;
        if slot <= self.slot {
            return Err(PermissionError::YoungerThanBatch);
        }
        if self.revoked_slot != 0 && slot >= self.revoked_slot {
            return Err(PermissionError::Revoked);
        }
        self.check_time(time)
    }

    fn check_scope(&self, what: u8) -> Result<(), PermissionError> {
        if self.scope & what == what {
            Ok(())
        } else {
            Err(PermissionError::OutOfScope)
        }
    }

    fn check_time(&self, time: i64) -> Result<(), PermissionError> {
        if time < self.from {
            Err(PermissionError::NotYet)
        } else if time >= self.until {
            Err(PermissionError::Expired)
        } else {
            Ok(())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use PermissionError::*;

    const GIVEN: Permission = Permission { slot: 10, revoked_slot: 0, from: 100, until: 200, scope: ALL };

    #[test]
    fn a_scope_names_something_known() {
        let scopes: std::vec::Vec<u8> = (0..=u8::MAX).filter(|scope| is_scope(*scope)).collect();
        assert_eq!(scopes, [1, 2, 3, 4, 5, 6, 7]);
    }

    #[test]
    fn a_permission_stands_from_its_first_second_to_the_one_before_its_end() {
        let at = |time| GIVEN.check_now(ATTEST, time);
        assert_eq!([at(99), at(100), at(199), at(200)], [Err(NotYet), Ok(()), Ok(()), Err(Expired)]);
        let revoked = Permission { revoked_slot: 11, ..GIVEN };
        assert_eq!(revoked.check_now(ATTEST, 150), Err(Revoked));
        let narrow = Permission { scope: REVISE, ..GIVEN };
        assert_eq!([narrow.check_now(REVISE, 150), narrow.check_now(ATTEST, 150)], [Ok(()), Err(OutOfScope)]);
    }

    #[test]
    fn a_batch_counts_between_the_slots_of_gift_and_revocation() {
        let revoked = Permission { revoked_slot: 20, ..GIVEN };
        let at = |slot| revoked.check_batch(false, slot, 150);
        assert_eq!([at(10), at(11), at(19), at(20)], [Err(YoungerThanBatch), Ok(()), Ok(()), Err(Revoked)]);
        assert_eq!(GIVEN.check_batch(false, 11, 99), Err(NotYet));
        assert_eq!(GIVEN.check_batch(false, 11, 200), Err(Expired));
    }

    #[test]
    fn a_leaf_needs_the_scope_of_batches_and_of_what_it_says() {
        let of = |scope: u8, is_revision| Permission { scope, ..GIVEN }.check_batch(is_revision, 11, 150);
        assert_eq!([of(BATCH, false), of(ATTEST, false)], [Err(OutOfScope); 2]);
        assert_eq!([of(BATCH | ATTEST, false), of(BATCH | ATTEST, true)], [Ok(()), Err(OutOfScope)]);
        assert_eq!([of(BATCH | REVISE, true), of(BATCH | REVISE, false)], [Ok(()), Err(OutOfScope)]);
    }
}
