//! The others in a call of more than two. Its page starts it through `take` and `place`.

fn main() {
    heilsam_app::call_group::start();
}
