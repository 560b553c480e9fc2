package gitlabapi

import "strings"

// TokenKind is what a token is, by the prefix that GitLab gives it. It is empty
// where the prefix says nothing: an administrator can change some of them, and
// older versions of GitLab have none.
type TokenKind string

// The values are texts for a message.
const (
	JobToken            TokenKind = "the job token of a pipeline"
	AccessToken         TokenKind = "an access token"
	AuthenticationToken TokenKind = "the authentication token of a runner"
	RegistrationToken   TokenKind = "a registration token"
)

// tokenPrefixes are by https://docs.gitlab.com/security/tokens/#token-prefixes. A
// runner that was registered with a registration token has glrtr-.
var tokenPrefixes = map[string]TokenKind{
	"glcbt-":    JobToken,
	"glpat-":    AccessToken,
	"glrt-":     AuthenticationToken,
	"glrtr-":    AuthenticationToken,
	"GR1348941": RegistrationToken,
}

// KindOfToken is the kind of a token.
func KindOfToken(token string) TokenKind {
	for prefix, kind := range tokenPrefixes {
		if strings.HasPrefix(token, prefix) {
			return kind
		}
	}

	return ""
}
