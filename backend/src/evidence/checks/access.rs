//! Login, sessions, and who may do what.

pub mod fail_closed;
pub mod foreign_site;
pub mod fresh_login;
pub mod login_attempts;
pub mod login_wall;
pub mod no_factor_fallback;
pub mod passphrase_unseen;
pub mod role_matrix;
pub mod second_factor;
pub mod session_cookie;
pub mod session_lifetimes;
