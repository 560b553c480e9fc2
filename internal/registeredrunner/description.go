package registeredrunner

const (
	// removal is the end of support for registration tokens, see
	// https://docs.gitlab.com/ci/runners/new_creation_workflow/.
	removal = "GitLab has deprecated registration tokens: they have been off by default since GitLab 17.0, and their removal is planned for GitLab 20.0."

	// deprecation is shown by every plan.
	deprecation = removal + " Use gitlabrunner_runner, which needs none."

	// deprecated is the same for the documentation.
	deprecated = "~> **Deprecated.** " + removal + " Use `gitlabrunner_runner` instead, which does not need one. GitLab describes the migration in " +
		"[its documentation](https://docs.gitlab.com/ci/runners/new_creation_workflow/).\n\n"
)
