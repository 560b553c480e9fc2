package gitlabapi

import (
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"
)

// decode reads a success. It refuses what is not JSON before it looks into it: a
// login page of a proxy answers 200 as well, whatever it was that it did not
// pass on.
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

	if runner, ok := out.(interface{ unlike(id int64) string }); ok && request.about != 0 {
		if why := runner.unlike(request.about); why != "" {
			return fmt.Errorf("%w: %s", errUnreadable, why)
		}
	}

	return nil
}

// partial is an answer that can lack something without which it would make a
// false state: an id, a token, or what an object is replaced for.
type partial interface {
	// missing names it; it is empty where all is there.
	missing() string
}

// unreadable says why an answer cannot be decoded. The decoder's own message
// can repeat what it read, and that can be a token.
func unreadable(err error) error {
	var (
		mismatch *json.UnmarshalTypeError
		moment   *time.ParseError
	)

	switch {
	case errors.As(err, &moment):
		return fmt.Errorf("%w: a time in it is none", errUnreadable)
	case errors.As(err, &mismatch):
		kind, _, _ := strings.Cut(mismatch.Value, " ") // a number follows, of any length

		return fmt.Errorf("%w: member %q is a %s that does not belong there", errUnreadable, mismatch.Field, kind)
	default:
		return fmt.Errorf("%w: it is empty, cut off, or no JSON", errUnreadable)
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

// items are a list. One that is null is none: who takes it for an empty list
// believes that nobody is there.
type items[T partial] []T

func (i *items[T]) missing() string {
	if *i == nil {
		return "a list"
	}

	return missingAmong(*i)
}

// missingAmong is what one of several lacks.
func missingAmong[T partial](all []T) string {
	for _, each := range all {
		if what := each.missing(); what != "" {
			return what
		}
	}

	return ""
}
