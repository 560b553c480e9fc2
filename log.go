package main

import (
	"cmp"
	"slices"
	"strings"
)

// limitLogLevel limits the log of the provider to what Terraform shows. By default
// the libraries log every detail of every call, and Terraform reads and drops it,
// which takes almost half of the time of both. A subsystem of the libraries without a
// level of its own prepares each line before it compares the level.
func limitLogLevel(getenv func(string) string, setenv func(string, string) error) error {
	// Terraform's own variables, in Terraform's order.
	shown := strings.ToUpper(cmp.Or(getenv("TF_LOG_PROVIDER"), getenv("TF_LOG"), "OFF"))

	// JSON is a format, not a level. With it, and with unknown words, Terraform shows
	// everything.
	if !slices.Contains([]string{"TRACE", "DEBUG", "INFO", "WARN", "ERROR", "OFF"}, shown) {
		shown = "TRACE"
	}

	sdk := cmp.Or(getenv("TF_LOG_SDK"), shown)

	for variable, level := range map[string]string{
		"TF_LOG_SDK": sdk, "TF_LOG_SDK_FRAMEWORK": sdk, "TF_LOG_SDK_PROTO": sdk, "TF_LOG_PROVIDER_GITLABRUNNER": shown,
	} {
		if getenv(variable) != "" {
			continue
		}

		if err := setenv(variable, level); err != nil {
			return err
		}
	}

	return nil
}
