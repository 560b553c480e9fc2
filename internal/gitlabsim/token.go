package gitlabsim

import (
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"hash/crc32"
	"strconv"
	"strings"
)

// random20 is 20 random characters that a URL takes as they are.
func random20() string {
	const urlSafe = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"

	bytes := make([]byte, 20)
	_, _ = rand.Read(bytes) // never fails

	for i, b := range bytes {
		bytes[i] = urlSafe[int(b)%len(urlSafe)]
	}

	return string(bytes)
}

// typeNumber is the number of a type in tokens.
func (t runnerType) typeNumber() int {
	return map[runnerType]int{instanceType: 1, groupType: 2, projectType: 3}[t]
}

// newRunnerToken makes an authentication token in the form of its release.
// Unverified: token forms. The 20 characters after "glrtr-" and a type, and
// those of a runner without owner, are taken from the other forms.
// Source: app/models/ci/runner.rb, app/models/authn/tokens/runner_authentication_token.rb.
func (s *state) newRunnerToken(r *runner) string {
	prefix := "glrt-"

	switch custom := s.settings.TokenPrefix; {
	case r.registered && s.release.has(longRegisteredTokens):
		prefix = "glrtr-"
	case r.registered:
		prefix = ""
	case custom != "" && s.release.has(customTokenPrefix):
		prefix = custom + "-glrt-"
	}

	kind := fmt.Sprintf("t%d_", r.kind.typeNumber())

	switch keys := r.routingKeys(); {
	case s.release.has(routableForAll) && keys != "":
		return routableToken(prefix, keys, ".01.")
	case s.release.has(routableForAll) || !s.release.has(typedTokens):
		return prefix + random20()
	case s.release.has(routableTokens) && keys != "" && !r.registered && r.kind != instanceType:
		return routableToken(prefix+kind, keys, ".")
	default:
		return prefix + kind + random20()
	}
}

// routingKeys are the keys with which GitLab routes a token to a cell: organization,
// group or project, creator, type. They are empty for a runner without owner: the
// group, the owner project, or the creator of an instance runner.
func (r *runner) routingKeys() string {
	if r.orphaned() || r.kind == instanceType && r.creator == nil {
		return ""
	}

	keys := []string{}
	add := func(name string, id int64) { keys = append(keys, name+":"+strconv.FormatInt(id, 36)) }

	if r.group != nil {
		add("g", r.group.id)
	}

	add("o", 1) // the only organization

	if len(r.assignments) > 0 {
		add("p", r.assignments[0].project.id)
	}

	add("t", int64(r.kind.typeNumber()))

	if r.creator != nil {
		add("u", r.creator.id)
	}

	return strings.Join(keys, "\n")
}

// routableToken encodes random bytes and routing keys, and adds the length of
// the code and a checksum. Source: lib/authn/token_field/generator/routable_token.rb.
func routableToken(prefix, keys, separator string) string {
	payload := make([]byte, 16, 16+len(keys)+1)
	_, _ = rand.Read(payload) // never fails
	payload = append(append(payload, keys...), byte(len(keys)))

	code := base64.RawURLEncoding.EncodeToString(payload)
	token := prefix + code + separator + base36(int64(len(code)), 2)

	return token + base36(int64(crc32.ChecksumIEEE([]byte(token))), 7)
}

// base36 is a number of so many digits, led by zeros.
func base36(n int64, digits int) string {
	text := strconv.FormatInt(n, 36)

	return strings.Repeat("0", max(0, digits-len(text))) + text
}

func newRegistrationToken() string { return "GR1348941" + random20() }

func newUserToken() string { return "glpat-" + random20() }
