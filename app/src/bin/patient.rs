//! The app for patients.

fn main() {
    heilsam_app::patient::start();
}
