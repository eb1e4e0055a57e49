//! `vagvisare`: the command line for editors and webmasters.
fn main() {}
