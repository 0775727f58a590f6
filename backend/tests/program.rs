//! The program `heilsam` as the operator calls it.

#[cfg(test)]
mod program {
    mod backup;
    mod evidence;
    mod operator;
}
