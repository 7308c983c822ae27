//! The history of a project in real repositories made by the git program: a scripted one with
//! everything that happens to projects, told whole; and random ones, in agreement with git.

mod agreement;
mod decided;
pub mod repository;
mod story;
