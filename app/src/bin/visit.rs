//! The guest page: a video consultation without login.

fn main() {
    heilsam_app::visit::start();
}
