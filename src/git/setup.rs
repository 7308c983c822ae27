//! What a clone is told of nrt: the merge driver, hunk headers and words of a difference.

/// The lines of `.gitattributes` that hand the files of a project to nrt: in the project's folder.
pub const ATTRIBUTES: &str = "nrt.toml merge=nrt diff=nrt
referents.toml merge=nrt diff=nrt
stakeholders.toml merge=nrt diff=nrt
scope.toml merge=nrt diff=nrt
milestones.toml merge=nrt diff=nrt
documents.toml merge=nrt diff=nrt
bodies.toml merge=nrt diff=nrt
calendar.toml merge=nrt diff=nrt
decisions.toml merge=nrt diff=nrt
waivers.toml merge=nrt diff=nrt
";

/// The command by which git merges a file, for the shell that git brings along on every system.
///
/// Where nrt is not there, is killed, or fails before it could merge, git's own merge is run: else
/// git would keep our side alone, without a mark. 200 says that the result could not be written:
/// then git stops and restores everything. Versions of git before 2.44 do not know the labels.
pub fn driver_line(program: &str) -> String {
    let program = program.replace('\\', "/").replace('%', "%%").replace('\'', r"'\''");
    format!(
        "'{program}' git merge-driver %O %A %B %L %P %S %X %Y; \
         s=$?; case $s in 0|1|200) exit $s;; esac; \
         b=%S o=%X t=%Y; case \"$o\" in %%X) b=base o=ours t=theirs;; esac; \
         git merge-file --marker-size=%L -L \"$o\" -L \"$b\" -L \"$t\" %A %O %B"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Kind;

    #[test]
    fn every_file_of_a_project_is_handed_to_nrt() {
        let lines = Kind::ALL.map(|kind| format!("{} merge=nrt diff=nrt\n", kind.file()));
        assert_eq!(ATTRIBUTES, lines.concat());
    }
}
