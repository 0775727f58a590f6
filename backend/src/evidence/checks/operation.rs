//! Where the program runs, and of what it is made.

pub mod admin_port;
pub mod advisories;
pub mod hosting;
pub mod sbom;
