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

// ParseBaseURL reads the address of a GitLab as people write it: with or
// without a trailing slash or /api/v4, and with a path of its own where GitLab
// is installed under a relative URL. The result has neither slash nor /api/v4
// at its end.
//
// See https://docs.gitlab.com/install/relative_url/.
func ParseBaseURL(text string) (*url.URL, error) {
	parsed, err := url.Parse(strings.TrimSpace(text))
	if err != nil {
		// The error of url.Parse repeats the text, which may hold a password.
		return nil, errors.New("it is not a URL")
	}

	switch {
	case parsed.Scheme == "" || parsed.Opaque != "":
		return nil, errors.New("it needs a scheme, as in https://gitlab.example.com")
	case parsed.Scheme != "https" && parsed.Scheme != "http":
		return nil, fmt.Errorf("its scheme is %q, and only https and http reach GitLab's API", parsed.Scheme)
	case parsed.Hostname() == "":
		return nil, errors.New("it names no host")
	case parsed.User != nil:
		return nil, errors.New("it carries a user or a password; give the token in its own setting")
	case parsed.RawQuery != "" || parsed.ForceQuery || parsed.Fragment != "":
		return nil, errors.New("it has a query or a fragment; give the address of the instance only")
	}

	path := strings.TrimRight(parsed.Path, "/")
	for strings.HasSuffix(path, apiPath) {
		path = strings.TrimRight(strings.TrimSuffix(path, apiPath), "/")
	}

	base := &url.URL{Scheme: parsed.Scheme, Host: strings.TrimSuffix(parsed.Host, ":"), Path: path}

	// Package url lets pass what it reads otherwise the next time, or writes in
	// another way than it was.
	if again, err := url.Parse(base.String()); err != nil || again.Host != base.Host || !isHost(base.Host) {
		return nil, errors.New("its host is no name and no address")
	}

	return base, nil
}

// isHost tells what can stand for a host: a name, or an address, in brackets
// where it has colons; a port may follow.
func isHost(host string) bool {
	if !utf8.ValidString(host) || strings.ContainsFunc(host, unicode.IsControl) {
		return false
	}

	if strings.HasPrefix(host, "[") {
		return strings.Count(host, "]") == 1
	}

	return !strings.ContainsAny(host, "[]") && strings.Count(host, ":") <= 1 && !strings.HasSuffix(host, ":")
}

// SendsInTheClear reports whether a token sent to this address could be read
// on its way: plain http to anything but this machine.
func SendsInTheClear(base *url.URL) bool {
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
