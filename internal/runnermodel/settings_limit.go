package runnermodel

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// Validate checks the limits that involve several settings. Unknown values pass.
func (m Settings) Validate(diags *diag.Diagnostics) {
	acceptsAll := m.RunUntagged.IsNull() || m.RunUntagged.IsUnknown() || m.RunUntagged.ValueBool()
	if acceptsAll || m.TagList.IsUnknown() || len(m.TagList.Elements()) > 0 {
		return
	}

	diags.Append(tfdiag.At(path.Root("run_untagged"), tfdiag.TagsMissing, nil))
}

// CheckLimits checks the limits that GitLab applies to a change only: a runner that
// already exceeds one can be imported, and keeps the value while its other settings
// change. prior is nil for a runner that does not exist yet.
func (m Settings) CheckLimits(prior *Settings, diags *diag.Diagnostics) {
	if prior == nil || !m.TagList.Equal(prior.TagList) {
		if count := len(m.TagList.Elements()); count > maxTags {
			diags.Append(tfdiag.At(path.Root("tag_list"), tfdiag.TagsTooMany, tfdiag.Values{"count": count, "most": maxTags}))
		}

		m.checkTags(diags)
	}

	length := utf8.RuneCountInString(m.Description.ValueString())
	if length > maxText && (prior == nil || !m.Description.Equal(prior.Description)) {
		diags.Append(tfdiag.At(path.Root("description"), tfdiag.DescriptionTooLong, tfdiag.Values{"count": length, "most": maxText}))
	}
}

// checkTags refuses the tags that GitLab's parser would change. Stored ones are
// legal, but they do not survive a change of the list.
//
// Source: lib/gitlab/ci/tags/parser.rb.
func (m Settings) checkTags(diags *diag.Diagnostics) {
	for _, element := range m.TagList.Elements() {
		tag, ok := element.(types.String)
		if !ok || tag.IsUnknown() {
			continue
		}

		if problem := tagProblem(tag.ValueString()); problem != "" {
			diags.Append(tfdiag.At(path.Root("tag_list").AtSetValue(tag), tfdiag.TagInvalid, tfdiag.Values{"tag": fmt.Sprintf("%q", tag.ValueString()), "problem": problem}))
		}
	}
}

// tagProblem is why GitLab does not store a tag as it is. It is empty for a tag
// that GitLab stores.
func tagProblem(tag string) string {
	const (
		blanks = " \t\n\v\f\r\x00" // Ruby's strip knows no others.
		quotes = `"'`
	)

	switch {
	case strings.TrimFunc(tag, unicode.IsSpace) == "":
		return "is blank, and GitLab drops blank tags"
	case strings.Contains(tag, ","):
		return "contains a comma, at which GitLab splits it into several tags"
	case strings.Trim(tag, blanks) != tag:
		return "begins or ends with a blank, which GitLab removes"
	case strings.Trim(tag, quotes) != tag:
		return "begins or ends with a quotation mark, which GitLab takes for the quotation of a list item"
	default:
		return ""
	}
}
