package gitlabapi_test

import (
	"strings"
	"testing"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

func TestParseBaseURL(t *testing.T) {
	t.Parallel()

	good := map[string]string{
		"https://gitlab.example.com":         "https://gitlab.example.com",
		"https://gitlab.example.com/":        "https://gitlab.example.com",
		" https://gitlab.example.com//":      "https://gitlab.example.com",
		"https://gitlab.example.com/api/v4":  "https://gitlab.example.com",
		"https://gitlab.example.com/api/v4/": "https://gitlab.example.com",
		"https://host:8443/gitlab":           "https://host:8443/gitlab",
		"https://host/gitlab/api/v4/":        "https://host/gitlab",
		"http://[::1]:3000":                  "http://[::1]:3000",
		"HTTPS://GitLab.example.com":         "https://GitLab.example.com",
		"https://host/api/v4fuls":            "https://host/api/v4fuls",
		"https://host/api/v4/api/v4/":        "https://host",
		"https://host:/gitlab":               "https://host/gitlab",
	}
	for text, want := range good {
		got, err := gitlabapi.ParseBaseURL(text)
		if err != nil || got.String() != want {
			t.Errorf("ParseBaseURL(%q) = %v, %v; want %s", text, got, err, want)
		}
	}

	bad := map[string]string{
		"":                              "scheme",
		"gitlab.example.com":            "scheme",
		"gitlab.example.com:443":        "scheme",
		"127.0.0.1:8929":                "scheme",
		"localhost:8929/gitlab":         "scheme",
		"mailto:admin@example.com":      "scheme",
		"ftp://gitlab.example.com":      "ftp",
		"https://":                      "host",
		"https:///path":                 "host",
		"https://user:secret@host":      "user or a password",
		"https://host/?private_token=x": "query",
		"https://host/#a":               "query or a fragment",
		"https://host:port":             "not a URL",
		"https://ho st":                 "not a URL",
		"https://host::":                "not a URL",
		"https://ho]st":                 "neither a name nor an address",
		"https://host::8080":            "not a URL",
		"https://host%e3":               "neither a name nor an address",
		"https://ho%c2%85st":            "neither a name nor an address",
		"https://[fe80::1%25e\x830]":    "neither a name nor an address",
	}
	for text, want := range bad {
		got, err := gitlabapi.ParseBaseURL(text)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("ParseBaseURL(%q) = %v, %v; want an error about %q", text, got, err, want)
		}

		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("the error repeats the password: %v", err)
		}
	}
}

func TestSendsUnencrypted(t *testing.T) {
	t.Parallel()

	for text, want := range map[string]bool{
		"https://gitlab.example.com": false,
		"http://gitlab.example.com":  true,
		"http://10.0.0.7":            true,
		"http://127.0.0.1:8080":      false,
		"http://[::1]":               false,
		"http://localhost:3000":      false,
		"http://gdk.localhost":       false,
		"http://localhost.evil.com":  true,
	} {
		base, err := gitlabapi.ParseBaseURL(text)
		if err != nil {
			t.Fatal(err)
		}

		if got := gitlabapi.SendsUnencrypted(base); got != want {
			t.Errorf("SendsUnencrypted(%s) = %v, want %v", text, got, want)
		}
	}
}
