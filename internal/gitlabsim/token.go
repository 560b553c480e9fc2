package gitlabsim

import "crypto/rand"

// Alphabets of random tokens.
const (
	urlSafe    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
	lowerAlnum = "abcdefghijklmnopqrstuvwxyz0123456789"
)

func random(length int, alphabet string) string {
	bytes := make([]byte, length)
	_, _ = rand.Read(bytes) // never fails

	for i, b := range bytes {
		bytes[i] = alphabet[int(b)%len(alphabet)]
	}

	return string(bytes)
}

// newRunnerToken makes an authentication token in the form of its release.
// Unverified: token forms. What follows "glrtr-", and how long the part before
// the dot is, are guesses within the bounds of GitLab's secret detection.
// Source: app/models/ci/runner.rb, app/models/authn/tokens/runner_authentication_token.rb.
func newRunnerToken(r release, kind runnerType, registered bool) string {
	number := map[runnerType]string{instanceType: "t1_", groupType: "t2_", projectType: "t3_"}[kind]

	if !r.has(typedTokens) {
		number = ""
	}

	switch {
	case registered && r.has(longRegisteredTokens):
		return "glrtr-" + number + random(20, urlSafe)
	case registered:
		return number + random(20, urlSafe)
	case r.has(routableTokens) && kind != instanceType:
		return "glrt-" + number + random(27, urlSafe) + "." + random(9, lowerAlnum)
	default:
		return "glrt-" + number + random(20, urlSafe)
	}
}

func newRegistrationToken() string { return "GR1348941" + random(20, urlSafe) }

func newUserToken() string { return "glpat-" + random(20, urlSafe) }
