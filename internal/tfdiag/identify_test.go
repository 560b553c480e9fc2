package tfdiag_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/tfdiag"
)

// sample is a text of the catalogue as a user sees it.
func sample(described tfdiag.Described) string {
	detail := described.Detail
	for _, name := range tfdiag.Placeholders(detail) {
		detail = strings.ReplaceAll(detail, name, "some value, with words.\n\n  and lines")
	}

	if described.Operation != "" {
		detail = "Tried to do something: GET https://gitlab.example.com\n\nGitLab answered: 403 Forbidden.\n\nThe runner stays paused.\n\n" + detail
	}

	return detail
}

func TestIdentify_everyDiagnosticIsItselfOnly(t *testing.T) {
	t.Parallel()

	seen := make(map[string]bool)

	for _, described := range tfdiag.Catalogue() {
		for _, summary := range []string{described.Summary, described.Several} {
			if summary == "" {
				continue
			}

			found := tfdiag.Identities(described.Severity, summary, sample(described))
			if len(found) != 1 || found[0] != described.ID {
				t.Errorf("%s is identified as %q", described.ID, found)
			}
		}

		seen[string(described.ID)] = true
	}

	if len(seen) < 300 {
		t.Errorf("only %d diagnostics", len(seen))
	}
}

func TestIdentify_refusesOthers(t *testing.T) {
	t.Parallel()

	id := tfdiag.ClientKeyMissing

	made := tfdiag.New(id, nil)
	for name, text := range map[string][2]string{
		"another summary": {"Missing client_cert", made.Detail()},
		"another detail":  {made.Summary(), "Something else."},
		"a longer detail": {made.Summary(), made.Detail() + " More."},
		"a placeholder":   {made.Summary(), made.Detail() + " {left}"},
	} {
		if found := tfdiag.Identify(diag.SeverityError, text[0], text[1]); found != "" {
			t.Errorf("%s: identified as %s", name, found)
		}
	}

	if found := tfdiag.Identify(diag.SeverityWarning, made.Summary(), made.Detail()); found != "" {
		t.Errorf("another severity: identified as %s", found)
	}

	if found := tfdiag.Identify(made.Severity(), made.Summary(), made.Detail()); found != id {
		t.Errorf("identified as %q, want %s", found, id)
	}
}

// Summaries have at most six words in title form and no full stop. Texts end a
// sentence, and name no persons.
func TestCatalogue_followsTheRulesForTexts(t *testing.T) {
	t.Parallel()

	unwanted := regexp.MustCompile(`(?i)\b(who|whoever|nobody|somebody|everybody|anybody|agents?)\b|in the clear|shall`)

	for _, described := range tfdiag.Catalogue() {
		for _, summary := range []string{described.Summary, described.Several} {
			if len(strings.Fields(summary)) > 6 || strings.ContainsAny(summary, ".{}") {
				t.Errorf("%s: the summary %q is not a title of at most six words", described.ID, summary)
			}
		}

		if described.Summary == "" || described.Detail == "" {
			t.Errorf("%s lacks a text", described.ID)
		}

		if end := described.Detail[len(described.Detail)-1]; end != '.' && end != '}' {
			t.Errorf("%s: the text does not end a sentence: %s", described.ID, described.Detail)
		}

		if found := unwanted.FindString(described.Summary + " " + described.Detail); found != "" {
			t.Errorf("%s: %q in %s", described.ID, found, described.Detail)
		}
	}
}

// Terraform breaks lines at blanks, and draws a margin.
func TestExpect_matchesWrappedOutput(t *testing.T) {
	t.Parallel()

	const output = `
│ Error: Missing client_key
│
│   with provider["registry.terraform.io/gitlabrunner/gitlabrunner"],
│   on main.tf line 3, in provider "gitlabrunner":
│    3: provider "gitlabrunner" {
│
│ ` + "`client_cert` is set without its private\n│ key. Set `client_key` (or\n│ GITLAB_CLIENT_KEY) as well." + `
`

	expected := tfdiag.Expect(tfdiag.ClientKeyMissing)
	if !expected.MatchString(output) || !expected.MatchString(strings.ReplaceAll(output, "│ ", "")) {
		t.Errorf("%s does not match", expected)
	}

	if expected.MatchString(strings.ReplaceAll(output, "as well", "too")) {
		t.Errorf("%s matches another text", expected)
	}
}
