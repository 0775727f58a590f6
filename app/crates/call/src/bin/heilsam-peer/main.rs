//! Headless participant of a consultation, for tests: a moving picture and a tone, reports as JSON lines.
//!
//! `heilsam-peer join LINK --consent` sits on the guest's seat, `heilsam-peer host ORIGIN` on the doctor's.
//! Lines on standard input are intents: `admit`, `refuse`, `hang-up`, `mute`, `unmute`, `camera-off`, `camera-on`,
//! `number-matches`, `number-differs`. Secrets of the doctor come on standard input too, never as arguments.

mod arguments;
mod report;

use arguments::{Arguments, Role};
use heilsam_call::native::{Call, CallHandle, CallSetup, Clock};
use heilsam_call::{EndReason, Intent, Phase};
use heilsam_crypto::rng::FastRng;
use report::{Report, Witness};
use std::io::BufRead;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// How often sums are printed.
const REPORT_INTERVAL: Duration = Duration::from_millis(500);

fn main() -> ExitCode {
    match start() {
        Ok(code) => code,
        Err(message) => {
            eprintln!("heilsam-peer: {message}");
            ExitCode::from(2)
        }
    }
}

fn start() -> Result<ExitCode, String> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|_| "the operating system gives no random numbers".to_owned())?;
    let mut rng = FastRng::from_seed(seed);
    let arguments = Arguments::parse(std::env::args().skip(1), &mut std::io::stdin().lock(), &mut rng)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build();
    let runtime = runtime.map_err(|error| format!("no runtime: {error}"))?;
    let code = runtime.block_on(run(arguments, rng));
    runtime.shutdown_timeout(Duration::from_secs(1));
    Ok(code)
}

#[expect(clippy::disallowed_methods, reason = "the real clock is made in main")]
fn clock() -> Clock {
    Clock::new(std::time::Instant::now)
}

async fn run(arguments: Arguments, rng: FastRng) -> ExitCode {
    let witness = Arc::new(Witness::default());
    let report = Report::new(witness.clone());
    if let Role::Host { link } = &arguments.role {
        report.invitation(link);
    }
    let setup = CallSetup {
        session: arguments.session,
        server: arguments.server,
        network: arguments.network,
        sources: arguments.sources,
        sink: witness,
        clock: clock(),
    };
    let (call, handle) = Call::new(setup, rng);
    obey_input(handle.clone());
    tokio::spawn(watch(handle.clone(), report.clone(), arguments.admit));
    if let Some(limit) = arguments.limit {
        let handle = handle.clone();
        tokio::spawn(async move {
            tokio::time::sleep(limit).await;
            handle.send(Intent::HangUp);
        });
    }
    let view = call.run().await;
    report.view(&view);
    report.media(&handle);
    match view.phase {
        Phase::Ended(EndReason::HungUp | EndReason::OtherHungUp) => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

/// Prints every change of the view and, in between, the sums; admits when told to.
async fn watch(handle: CallHandle, report: Report, admit: bool) {
    let mut views = handle.view();
    let mut beat = tokio::time::interval(REPORT_INTERVAL);
    loop {
        tokio::select! {
            changed = views.changed() => {
                if changed.is_err() {
                    return;
                }
                let view = views.borrow_and_update().clone();
                report.view(&view);
                if admit && view.phase == (Phase::WaitingRoom { hot: true }) {
                    handle.send(Intent::Admit);
                }
            }
            _ = beat.tick() => report.media(&handle),
        }
    }
}

/// Reads intents from standard input in a thread of its own; the end of input changes nothing.
fn obey_input(handle: CallHandle) {
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            match arguments::intent(line.trim()) {
                Some(intent) => handle.send(intent),
                None => eprintln!("heilsam-peer: unknown intent on standard input"),
            }
        }
    });
}
