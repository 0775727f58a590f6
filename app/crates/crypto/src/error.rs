//! What can go wrong, named by what the caller can do about it.

/// Why a key, record, slot, grant or head was refused. Never carries key bytes or plaintext.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CryptoError {
    /// The bytes are too short, too long or not of the named format.
    #[error("these bytes are not a valid {0}")]
    Malformed(&'static str),
    /// A version or suite byte this program does not know: update the app; there is no fallback.
    #[error("{format}: version {version}, suite {suite} is not known to this version of the app")]
    Unsupported {
        /// Which format.
        format: &'static str,
        /// Version byte found.
        version: u8,
        /// Suite byte found.
        suite: u8,
    },
    /// Wrong key, or the data was changed on its way.
    #[error("{0}: wrong key, or the data was changed")]
    Rejected(&'static str),
    /// A signature does not belong to this content and this signer.
    #[error("{0}: the signature does not match")]
    Forged(&'static str),
    /// Genuine bytes in the wrong place: another owner, collection, record, grantee or epoch.
    #[error("{0}: this belongs somewhere else")]
    Misplaced(&'static str),
    /// Protection below the minimum pinned in this program.
    #[error("{0}: weaker protection than this app accepts")]
    Downgrade(&'static str),
    /// Older than what was already seen.
    #[error("{0}: older than what this device has already seen")]
    Rollback(&'static str),
    /// Two different states claim the same place in history.
    #[error("{0}: two different histories were shown")]
    Fork(&'static str),
    /// Not yet or no longer valid.
    #[error("{0}: not valid at this time")]
    OutOfTime(&'static str),
    /// Larger than the format allows.
    #[error("{0}: too large")]
    TooLarge(&'static str),
}
