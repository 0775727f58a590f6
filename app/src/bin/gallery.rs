//! All building blocks on one page, to look at and to check with axe. For developers.

fn main() {
    heilsam_app::gallery::start();
}
