//! x
use super::Fix; use crate::project::Project;
/// x
pub struct Applied { /// x
pub project: Project, /// x
pub applied: Vec<usize>, /// x
pub refused: Vec<(usize, Refused)> }
/// x
#[derive(Debug)]
pub enum Refused {}
/// x
pub fn apply(project: &Project, _: &[&Fix]) -> Applied { Applied { project: project.clone(), applied: vec![], refused: vec![] } }
