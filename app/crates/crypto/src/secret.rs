//! The shape shared by all secret keys: wiped when dropped, not `Copy`, not printable, not serialisable.

/// Declares a secret of a fixed number of bytes.
macro_rules! secret_bytes {
    ($(#[$doc:meta])* $name:ident, $length:expr) => {
        $(#[$doc])*
        pub struct $name(zeroize::Zeroizing<[u8; $length]>);

        impl $name {
            pub(crate) fn from_bytes(bytes: [u8; $length]) -> Self {
                Self(zeroize::Zeroizing::new(bytes))
            }

            pub(crate) fn expose(&self) -> &[u8; $length] {
                &self.0
            }
        }

        impl core::fmt::Debug for $name {
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                f.write_str(concat!(stringify!($name), "(redacted)"))
            }
        }
    };
}
