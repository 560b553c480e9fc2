package main

import (
	"slices"
	"strings"
	"testing"
)

// preamble is the output before the interesting part.
const preamble = `
Warning: Provider development overrides are in effect

 - gitlabrunner/gitlabrunner in /tmp/provider
gitlabrunner_runner.team: Refreshing state...

Note: Objects have changed outside of Terraform

  # gitlabrunner_runner.deploy has been deleted
  - resource "gitlabrunner_runner" "deploy" {
      - id               = 10 -> null
    }

`

const drift = preamble + `Terraform will perform the following actions:

  # gitlabrunner_runner.deploy will be created
  + resource "gitlabrunner_runner" "deploy" {
      + id               = (known after apply)
    }

  # gitlabrunner_runner.team will be updated in-place
  # (because of something)
  ~ resource "gitlabrunner_runner" "team" {
      ~ paused           = true -> false

        # (12 unchanged attributes hidden)
    }

Plan: 1 to add, 1 to change, 0 to destroy.

Changes to Outputs:
  ~ runner_ids = {}
`

const warned = `Warning: Token rotation is due

  with gitlabrunner_runner.shared,
  on main.tf line 38, in resource "gitlabrunner_runner" "shared":
  38:   rotate_before_expiry = "10d"

The token of runner 3 reached its age.

(and one more similar warning elsewhere)

─────────────────────────────────────────────────────────────────

`

const progress = `gitlabrunner_runner.team: Modifying...
gitlabrunner_runner.team: Still modifying... [10s elapsed]
gitlabrunner_runner.team: Modifications complete after 0s
gitlabrunner_runner.adopted: Import complete [id=12]

Apply complete! Resources: 1 imported, 0 added, 1 changed, 0 destroyed.

Outputs:

runner_ids = {}
`

func TestExcerpt(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		output  string
		closeUp []string
		want    []string
	}{
		"a plan": {
			output: drift,
			want: []string{
				"# gitlabrunner_runner.deploy will be created",
				"# gitlabrunner_runner.team will be updated in-place",
				"Plan: 1 to add, 1 to change, 0 to destroy.",
			},
		},
		"a plan with a warning": {
			output: strings.Replace(drift, "Changes to Outputs", warned+"Changes to Outputs", 1),
			want: []string{
				"# gitlabrunner_runner.deploy will be created",
				"# gitlabrunner_runner.team will be updated in-place",
				"Plan: 1 to add, 1 to change, 0 to destroy.",
				"Warning: Token rotation is due",
				"  The token of runner 3 reached its age.",
				"  (and one more similar warning elsewhere)",
			},
		},
		"an apply that repeats the warning": {
			output: strings.Replace(drift, "Changes to Outputs", warned+progress+warned+"Changes to Outputs", 1),
			want: []string{
				"# gitlabrunner_runner.deploy will be created",
				"# gitlabrunner_runner.team will be updated in-place",
				"Warning: Token rotation is due",
				"  The token of runner 3 reached its age.",
				"  (and one more similar warning elsewhere)",
				"Apply complete! Resources: 1 imported, 0 added, 1 changed, 0 destroyed.",
			},
		},
		"a plan with a close-up, by OpenTofu": {
			output:  strings.Replace(drift, "Terraform will", "OpenTofu will", 1),
			closeUp: []string{"gitlabrunner_runner.team"},
			want: []string{
				"# gitlabrunner_runner.deploy will be created",
				"# gitlabrunner_runner.team will be updated in-place",
				"# (because of something)",
				`~ resource "gitlabrunner_runner" "team" {`,
				"    ~ paused           = true -> false",
				"      # (12 unchanged attributes hidden)",
				"  }",
				"Plan: 1 to add, 1 to change, 0 to destroy.",
			},
		},
		"an empty plan": {
			output: preamble + "No changes. Your infrastructure matches the configuration.\n\nTerraform has compared",
			want:   []string{"No changes. Your infrastructure matches the configuration."},
		},
		"an apply of a saved plan": {
			output: progress,
			want: []string{
				"gitlabrunner_runner.team: Modifications complete after 0s",
				"gitlabrunner_runner.adopted: Import complete [id=12]",
				"Apply complete! Resources: 1 imported, 0 added, 1 changed, 0 destroyed.",
			},
		},
		"an apply that planned": {
			output: drift + progress,
			want: []string{
				"# gitlabrunner_runner.deploy will be created",
				"# gitlabrunner_runner.team will be updated in-place",
				"Apply complete! Resources: 1 imported, 0 added, 1 changed, 0 destroyed.",
			},
		},
		"an error": {output: "Error: Unable to read runner 1\n"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			if got := excerpt(test.output, test.closeUp); !slices.Equal(got, test.want) {
				t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}
