//! `heilsam-standin --listen 127.0.0.1:8090 --origin http://localhost:8080`: prints `ready ADDRESS` and serves.

use std::process::ExitCode;

use anyhow::{Context, Result};
use axum::http::HeaderValue;
use lexopt::prelude::*;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("heilsam-standin: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<()> {
    let (mut listen, mut origin) = ("127.0.0.1:0".to_owned(), None);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Long("listen") => listen = parser.value()?.string()?,
            Long("origin") => origin = Some(parser.value()?.string()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let origin = origin.context("--origin is missing, for example --origin http://localhost:8080")?;
    let origin = HeaderValue::from_str(&origin).context("--origin is no origin")?;
    let listener =
        tokio::net::TcpListener::bind(&listen).await.with_context(|| format!("cannot listen on {listen}"))?;
    // Pages may connect to localhost by this name only.
    let address = format!("http://localhost:{}", listener.local_addr()?.port());
    println!("ready {address}");
    let stop = async {
        // Without a signal handler the process ends anyway.
        let _ = tokio::signal::ctrl_c().await;
    };
    let router = heilsam_standin::router(&address, origin, now);
    axum::serve(listener, router).with_graceful_shutdown(stop).await?;
    Ok(())
}

/// The one clock of this program.
fn now() -> jiff::Timestamp {
    jiff::Timestamp::now()
}
