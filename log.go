package main

import (
	"cmp"
	"slices"
	"strings"
)

// limitLogLevel limits the log of the provider to what Terraform shows. By default
// the libraries log every detail of every call, and Terraform reads and drops it,
// which takes a third of the time of both.
func limitLogLevel(getenv func(string) string, setenv func(string, string) error) error {
	// Terraform's own variables, in Terraform's order.
	shown := strings.ToUpper(cmp.Or(getenv("TF_LOG_PROVIDER"), getenv("TF_LOG"), "OFF"))

	// JSON is a format, not a level. With it, and with unknown words, Terraform shows
	// everything.
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
