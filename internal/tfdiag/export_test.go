package tfdiag

import (
	"github.com/hashicorp/terraform-plugin-framework/diag"
)

// Identities are all identifiers that a diagnostic could have.
func Identities(severity diag.Severity, summary, detail string) []ID {
	return candidates(severity, summary, detail)
}

// Placeholders are the names in braces of a text.
func Placeholders(text string) []string { return placeholder.FindAllString(text, -1) }
