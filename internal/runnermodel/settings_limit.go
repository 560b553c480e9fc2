package runnermodel

import (
	"fmt"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
)

// Validate checks what one setting demands of another. Unknown values pass.
func (m Settings) Validate(diags *diag.Diagnostics) {
	takesAll := m.RunUntagged.IsNull() || m.RunUntagged.IsUnknown() || m.RunUntagged.ValueBool()
	if takesAll || m.TagList.IsUnknown() || len(m.TagList.Elements()) > 0 {
		return
	}

	diags.AddAttributeError(
		path.Root("run_untagged"),
		"A runner without tags must accept untagged jobs",
		"With run_untagged = false and no tags the runner could not take any job, and GitLab refuses it. "+
			"Add a tag to tag_list, or leave run_untagged out.",
	)
}

// CheckLimits checks the limits that GitLab puts on a change only: a runner that is
// over them already is legal, may be imported as it is, and may be changed
// elsewhere. prior is nil for a runner that is about to be made.
func (m Settings) CheckLimits(prior *Settings, diags *diag.Diagnostics) {
	if count := len(m.TagList.Elements()); count > maxTags && (prior == nil || !m.TagList.Equal(prior.TagList)) {
		diags.AddAttributeError(
			path.Root("tag_list"),
			"Too many tags",
			fmt.Sprintf("GitLab takes at most %d tags for a runner; these are %d.", maxTags, count),
		)
	}

	length := utf8.RuneCountInString(m.Description.ValueString())
	if length > maxText && (prior == nil || !m.Description.Equal(prior.Description)) {
		diags.AddAttributeError(
			path.Root("description"),
			"Description too long",
			fmt.Sprintf("GitLab takes at most %d characters for a runner's description; these are %d.", maxText, length),
		)
	}
}
