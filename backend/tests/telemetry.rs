//! What reaches the logs of the server, in a process of its own: loggers are global.

#[cfg(test)]
mod telemetry {
    #[path = "../shared/captured.rs"]
    mod captured;
    mod facade;
    mod lines;
}
