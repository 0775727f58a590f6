//! The app for practices.

fn main() {
    heilsam_app::practice::start();
}
