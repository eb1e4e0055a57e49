//! The guide as a web component.
