//! The export module that the browser loads in a worker.
