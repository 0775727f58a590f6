//! The app for manufacturers.

fn main() {
    heilsam_app::manufacturer::start();
}
