package main

import "testing"

func TestSupportsWriteOnly(t *testing.T) {
	t.Parallel()

	for version, want := range map[string]bool{
		"Terraform v1.8.5": false, "Terraform v1.10.5": false, "Terraform v1.11.4": true, "OpenTofu v1.12.6": true,
		"OpenTofu v1.11.0-beta1": true, "Terraform v2.0.0": true, "nonsense": false,
	} {
		if got := supportsWriteOnly(version); got != want {
			t.Errorf("%s: got %t", version, got)
		}
	}
}
