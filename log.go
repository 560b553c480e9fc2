package main

import (
	"cmp"
	"slices"
	"strings"
)

// logForTerraform has the provider write to its log what Terraform will show,
// and no more. Left alone, it writes every detail of every call, which
// Terraform reads, and throws away: a third of the time that both take.
func logForTerraform(getenv func(string) string, setenv func(string, string) error) error {
	// Terraform's own variables, in Terraform's order.
	shown := strings.ToUpper(cmp.Or(getenv("TF_LOG_PROVIDER"), getenv("TF_LOG"), "OFF"))

	// JSON is a form and no level, and with it, as with a word that it does not
	// know, Terraform shows everything.
	if !slices.Contains([]string{"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF"}, shown) {
		shown = "TRACE"
	}

	for _, variable := range []string{"TF_LOG_SDK", "TF_LOG_PROVIDER_GITLABRUNNER"} {
		if getenv(variable) != "" {
			continue
		}

		if err := setenv(variable, shown); err != nil {
			return err
		}
	}

	return nil
}
