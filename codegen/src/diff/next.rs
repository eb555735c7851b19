//! The version of a package after a bump, by Cargo's rules for compatible versions.

use semver::{BuildMetadata, Prerelease, Version};

use super::report::Bump;

impl Bump {
    /// Returns the version of a package after this bump: `None` if it stays the same, or is not a version.
    ///
    /// Before 1.0.0, Cargo takes the first number that is not zero as the major one: breaking changes of 0.x give 0.(x+1).0, others
    /// 0.x.(y+1), and each change of 0.0.z gives 0.0.(z+1). A pre-release is followed by the next one.
    ///
    /// ```
    /// use farrier::diff::Bump;
    ///
    /// assert_eq!(Bump::Minor.next("1.4.2").as_deref(), Some("1.5.0"));
    /// assert_eq!(Bump::Minor.next("0.4.2").as_deref(), Some("0.4.3"));
    /// assert_eq!(Bump::Major.next("0.4.2").as_deref(), Some("0.5.0"));
    /// ```
    pub fn next(self, version: &str) -> Option<String> {
        let Version { major, minor, patch, pre, .. } = Version::parse(version).ok()?;
        if self == Self::None {
            return None;
        }
        let next = if pre.is_empty() {
            let (major, minor, patch) = self.numbers(major, minor, patch);
            Version::new(major, minor, patch)
        } else {
            Version { major, minor, patch, pre: after(&pre)?, build: BuildMetadata::EMPTY }
        };
        Some(next.to_string())
    }

    fn numbers(self, major: u64, minor: u64, patch: u64) -> (u64, u64, u64) {
        match (major, minor, self) {
            (0, 0, _) => (0, 0, patch.saturating_add(1)),
            (0, _, Self::Major) => (0, minor.saturating_add(1), 0),
            (0, ..) | (_, _, Self::None | Self::Patch) => (major, minor, patch.saturating_add(1)),
            (_, _, Self::Minor) => (major, minor.saturating_add(1), 0),
            (_, _, Self::Major) => (major.saturating_add(1), 0, 0),
        }
    }
}

/// Returns the next pre-release: its last part is counted up, or counting begins.
fn after(pre: &Prerelease) -> Option<Prerelease> {
    let (first, last) = pre.rsplit_once('.').unwrap_or(("", pre.as_str()));
    let next = match (last.parse::<u64>(), first.is_empty()) {
        (Ok(number), false) => format!("{first}.{}", number.saturating_add(1)),
        (Ok(number), true) => number.saturating_add(1).to_string(),
        (Err(_), _) => format!("{pre}.1"),
    };
    Prerelease::new(&next).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cargo_takes_the_first_number_that_is_not_zero_as_the_major_one() {
        let table = [
            ("1.2.3", "1.2.4", "1.3.0", "2.0.0"),
            ("0.2.3", "0.2.4", "0.2.4", "0.3.0"),
            ("0.1.0", "0.1.1", "0.1.1", "0.2.0"),
            ("0.0.3", "0.0.4", "0.0.4", "0.0.4"),
            ("0.0.0", "0.0.1", "0.0.1", "0.0.1"),
            ("1.2.3+build", "1.2.4", "1.3.0", "2.0.0"),
            ("2.0.0-rc.1", "2.0.0-rc.2", "2.0.0-rc.2", "2.0.0-rc.2"),
            ("2.0.0-beta", "2.0.0-beta.1", "2.0.0-beta.1", "2.0.0-beta.1"),
            ("2.0.0-1", "2.0.0-2", "2.0.0-2", "2.0.0-2"),
        ];
        for (version, patch, minor, major) in table {
            assert_eq!(Bump::None.next(version), None, "{version}");
            for (bump, next) in [(Bump::Patch, patch), (Bump::Minor, minor), (Bump::Major, major)] {
                assert_eq!(bump.next(version).as_deref(), Some(next), "{version} {bump}");
            }
        }
        assert_eq!(Bump::Major.next("1.2"), None);
    }
}
