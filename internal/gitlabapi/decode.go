package gitlabapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// decode reads a successful answer into out. It first checks that the answer is
// JSON: the login page of a proxy is a 200 as well.
func (c *Client) decode(request *call, response *http.Response, body []byte, out any) error {
	if out == nil && response.StatusCode == http.StatusNoContent {
		return nil
	}

	if !strings.Contains(response.Header.Get("Content-Type"), "json") {
		return &ForeignAnswerError{What: describeForeign(response.Header, body, c.maskOf(request))}
	}

	if out == nil {
		return nil
	}

	if err := json.Unmarshal(body, out); err != nil {
		return unreadable(err)
	}

	if partial, ok := out.(partial); ok {
		if what := partial.missing(); what != "" {
			return fmt.Errorf("%w: it lacks %s", errUnreadable, what)
		}
	}

	if runner, ok := out.(interface{ mismatch(id int64) string }); ok && request.about != 0 {
		if why := runner.mismatch(request.about); why != "" {
			return fmt.Errorf("%w: %s", errUnreadable, why)
		}
	}

	return nil
}

// partial is an answer that may lack a member without which the state would be
// wrong: an id, a token, or a member whose change replaces the object.
type partial interface {
	// missing names it, "" if there is none.
	missing() string
}

// unreadable describes why an answer cannot be decoded. The decoder's own message
// may repeat what it read, which can be a token.
func unreadable(err error) error {
	mismatch, mismatched := errors.AsType[*json.UnmarshalTypeError](err)

	switch {
	case isOfType[*time.ParseError](err):
		return fmt.Errorf("%w: it contains an invalid time", errUnreadable)
	case mismatched:
		kind, _, _ := strings.Cut(mismatch.Value, " ") // a number of any length follows

		return fmt.Errorf("%w: its member %q has the wrong type %s", errUnreadable, mismatch.Field, kind)
	default:
		return fmt.Errorf("%w: it is empty, incomplete or not JSON", errUnreadable)
	}
}

func missingID(id int64) string {
	if id > 0 {
		return ""
	}

	return "an id"
}

func missingToken(token string) string {
	if token != "" {
		return ""
	}

	return "the token"
}

// items are a list. A null is not an empty list: an empty list of managers, for
// one, means that no machine uses the token.
type items[T partial] []T

func (i *items[T]) missing() string {
	if *i == nil {
		return "a list"
	}

	return missingAmong(*i)
}

// missingAmong is what the first incomplete item lacks.
func missingAmong[T partial](all []T) string {
	for _, each := range all {
		if what := each.missing(); what != "" {
			return what
		}
	}

	return ""
}
