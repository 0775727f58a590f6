//! Open files: every connection and every socket is one.
//!
//! The usual soft limit of 1,024 protects programs that wait with `select`, which knows no higher numbers. This one does not.
//! Source: systemd.exec(5), `LimitNOFILE`.

/// Lets this program open as many files as the system allows it at most, and says in the log how many these are.
#[cfg(unix)]
pub fn allow() {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    let limit = getrlimit(Resource::Nofile);
    match setrlimit(Resource::Nofile, Rlimit { current: limit.maximum, ..limit }) {
        Ok(()) => tracing::info!(files = limit.maximum, before = limit.current, "open files allowed"),
        Err(error) => {
            tracing::warn!(files = limit.current, most = limit.maximum, %error, "no more open files allowed");
        }
    }
}

/// Elsewhere there is no such limit.
#[cfg(not(unix))]
pub const fn allow() {}

#[cfg(all(test, unix))]
mod tests {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

    use super::*;

    #[test]
    fn as_many_files_may_be_open_as_the_system_allows() {
        let limit = getrlimit(Resource::Nofile);
        // One less than now disturbs no other test of this process.
        let fewer = limit.current.map_or(1_024, |now| now.saturating_sub(1));
        setrlimit(Resource::Nofile, Rlimit { current: Some(fewer), ..limit }).unwrap();
        allow();
        assert_eq!(getrlimit(Resource::Nofile), Rlimit { current: limit.maximum, ..limit });
    }
}
