//! What comes with a call: chat, documents, sharing. Its page starts it through `attach`.

fn main() {
    heilsam_app::call_tools::start();
}
