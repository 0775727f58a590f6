//! From the first screen to an account: what the app is for, the code, registration, login; or a look before all that.

pub mod code_step;
pub mod login;
pub mod preview;
pub mod register;
mod sample;
pub mod suitable;
pub mod welcome;
