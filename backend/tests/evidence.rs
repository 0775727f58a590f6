//! Evidence that runs: each check is green on the product as it is, and red when its property is broken.
//!
//! A property is broken at a seam that the program does not have: a router in front of the real one, a page that is not
//! shipped, a row that somebody else wrote.

#[cfg(test)]
mod evidence {
    pub mod world;

    mod build;
    mod data;
    mod deployment;
    mod product;
    mod recorded;
    mod transport;
    mod trial;
}
