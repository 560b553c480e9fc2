package main

import (
	"cmp"
	"maps"
	"testing"
)

func TestLimitLogLevel(t *testing.T) {
	t.Parallel()

	for name, test := range map[string]struct {
		environment   map[string]string
		sdk, provider string
	}{
		"nothing is shown":           {nil, "OFF", "OFF"},
		"everything is":              {map[string]string{"TF_LOG": "TRACE"}, "TRACE", "TRACE"},
		"providers come first":       {map[string]string{"TF_LOG": "TRACE", "TF_LOG_PROVIDER": "WARN"}, "WARN", "WARN"},
		"TF_LOG_SDK has precedence":  {map[string]string{"TF_LOG": "INFO", "TF_LOG_SDK": "DEBUG"}, "DEBUG", "INFO"},
		"a subsystem has precedence": {map[string]string{"TF_LOG_SDK_PROTO": "TRACE"}, "OFF", "OFF"},
		"in small letters":           {map[string]string{"TF_LOG": "debug"}, "DEBUG", "DEBUG"},
		"as JSON":                    {map[string]string{"TF_LOG": "json"}, "TRACE", "TRACE"},
		"no level":                   {map[string]string{"TF_LOG": "1"}, "TRACE", "TRACE"},
		"of this provider alone":     {map[string]string{"TF_LOG_PROVIDER_GITLABRUNNER": "DEBUG"}, "OFF", "DEBUG"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()

			environment := make(map[string]string)
			maps.Copy(environment, test.environment)

			err := limitLogLevel(
				func(name string) string { return environment[name] },
				func(name, value string) error { environment[name] = value; return nil },
			)
			if err != nil || environment["TF_LOG_PROVIDER_GITLABRUNNER"] != test.provider {
				t.Errorf("got %v, %v", environment, err)
			}

			for _, variable := range []string{"TF_LOG_SDK", "TF_LOG_SDK_FRAMEWORK", "TF_LOG_SDK_PROTO"} {
				want := cmp.Or(test.environment[variable], test.sdk)
				if environment[variable] != want {
					t.Errorf("%s is %q, want %q", variable, environment[variable], want)
				}
			}
		})
	}
}
