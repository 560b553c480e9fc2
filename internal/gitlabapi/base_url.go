package gitlabapi

import (
	"errors"
	"fmt"
	"net"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// DefaultBaseURL is GitLab.com.
const DefaultBaseURL = "https://gitlab.com"

const apiPath = "/api/v4"

// ParseBaseURL reads the address of a GitLab instance: with or without a
// trailing slash or /api/v4, and with a path if GitLab is installed under a
// relative URL. The result ends in neither slash nor /api/v4.
//
// See https://docs.gitlab.com/install/relative_url/.
func ParseBaseURL(text string) (*url.URL, error) {
	text = strings.TrimSpace(text)

	parsed, err := url.Parse(text)

	switch {
	case !strings.Contains(text, "://"):
		return nil, errors.New("the scheme, https:// or http://, is missing")
	case err != nil:
		// The error of url.Parse repeats the text, which may contain a password.
		return nil, errors.New("it is not a URL")
	case parsed.Scheme != "https" && parsed.Scheme != "http":
		return nil, fmt.Errorf("its scheme is %q, and GitLab's API needs https or http", parsed.Scheme)
	case parsed.Hostname() == "":
		return nil, errors.New("it has no host")
	case parsed.User != nil:
		return nil, errors.New("it contains a user or a password; set the token in its own attribute")
	case parsed.RawQuery != "" || parsed.ForceQuery || parsed.Fragment != "":
		return nil, errors.New("it has a query or a fragment; set the address of the instance only")
	}

	path := strings.TrimRight(parsed.Path, "/")
	for strings.HasSuffix(path, apiPath) {
		path = strings.TrimRight(strings.TrimSuffix(path, apiPath), "/")
	}

	base := &url.URL{Scheme: parsed.Scheme, Host: strings.TrimSuffix(parsed.Host, ":"), Path: path}

	// Package url accepts hosts that it parses or writes differently later.
	if again, err := url.Parse(base.String()); err != nil || again.Host != base.Host || !isHost(base.Host) {
		return nil, errors.New("its host is neither a name nor an address")
	}

	return base, nil
}

// isHost reports whether a host that package url accepts is a name or an address,
// with or without a port.
func isHost(host string) bool {
	if !utf8.ValidString(host) || strings.ContainsFunc(host, unicode.IsControl) {
		return false
	}

	if strings.HasPrefix(host, "[") {
		return strings.Count(host, "]") == 1
	}

	return !strings.ContainsAny(host, "[]")
}

// SendsUnencrypted reports whether a token sent to this address could be read on
// its way: plain HTTP to another machine.
func SendsUnencrypted(base *url.URL) bool {
	if base.Scheme != "http" {
		return false
	}

	host := base.Hostname()
	if host == "localhost" || strings.HasSuffix(host, ".localhost") {
		return false
	}

	ip := net.ParseIP(host)

	return ip == nil || !ip.IsLoopback()
}
