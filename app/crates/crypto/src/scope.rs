//! Whose data, on which installation: part of every authenticated text.

use heilsam_domain::{AccountId, DeploymentId};

/// The installation and the owner of the data. Bound into every sealed thing, so that nothing moves between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Scope {
    /// The installation.
    pub deployment: DeploymentId,
    /// The account that owns the data.
    pub owner: AccountId,
}

impl Scope {
    /// `deployment 16 | owner 16`.
    pub(crate) fn to_bytes(self) -> [u8; 32] {
        let mut bytes = [0; 32];
        let (first, second) = bytes.split_at_mut(16);
        first.copy_from_slice(&self.deployment.to_bytes());
        second.copy_from_slice(&self.owner.to_bytes());
        bytes
    }
}
