//! Every developer task is a command of this program.
fn main() {}
