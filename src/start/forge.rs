//! The job that checks a project on a forge, at each merge request.

/// A forge whose jobs nrt has a model of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forge {
    /// GitHub.
    GitHub,
    /// GitLab.
    GitLab,
    /// Forgejo, and Gitea.
    Forgejo,
}

impl Forge {
    /// Their names, as options take them.
    pub const NAMES: &[&str] = &["github", "gitlab", "forgejo"];

    /// The forge of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "github" => Some(Self::GitHub),
            "gitlab" => Some(Self::GitLab),
            "forgejo" => Some(Self::Forgejo),
            _ => None,
        }
    }

    /// Where the forge looks for the job, from the top of the repository.
    pub const fn path(self) -> &'static str {
        match self {
            Self::GitHub => ".github/workflows/nrt.yml",
            Self::GitLab => ".gitlab-ci.yml",
            Self::Forgejo => ".forgejo/workflows/nrt.yml",
        }
    }
}

/// Where GitLab's job goes in a repository that has a `.gitlab-ci.yml` of its own, to be included
/// from there; from the top of the repository.
pub const GITLAB_ASIDE: &str = ".gitlab/nrt.yml";

/// The job, for a project in a folder of the repository: its path with `/`, empty at the top.
pub fn workflow(forge: Forge, folder: &str) -> String {
    let text = match forge {
        Forge::GitHub => include_str!("../../docs/ci/github.yml"),
        Forge::GitLab => include_str!("../../docs/ci/gitlab.yml"),
        Forge::Forgejo => include_str!("../../docs/ci/forgejo.yml"),
    };
    if folder.is_empty() {
        return text.to_owned();
    }
    // Double quotes of YAML take the same escapes as those of JSON.
    let folder = serde_json::Value::from(folder).to_string();
    let line = |line: &str| match line.split_once("NRT_PROJET: ") {
        Some((indent, "." | "\".\"")) => {
            format!("{indent}NRT_PROJET: {folder}\n")
        }
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_job_is_told_where_the_project_lies() {
        for forge in [Forge::GitHub, Forge::GitLab, Forge::Forgejo] {
            let text = workflow(forge, "démarche/nr");
            assert!(text.contains("NRT_PROJET: \"démarche/nr\"\n"), "{text}");
            assert_eq!(text.lines().count(), workflow(forge, "").lines().count());
        }
        assert!(Forge::NAMES.iter().all(|name| Forge::from_name(name).is_some()));
    }
}
