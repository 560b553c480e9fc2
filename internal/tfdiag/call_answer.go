package tfdiag

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

// request names the request that failed.
func request(err error) string {
	sent := gitlabapi.ErrorOf(err)
	if sent.Attempts == 0 {
		return ""
	}

	return fmt.Sprintf(": %s %s", sent.Method, sent.URL)
}

// answer is what GitLab answered, with its status once, and with what helps to
// find the request.
func answer(err error) string {
	text := answerAlone(err)

	var notes []string

	failed := gitlabapi.ErrorOf(err)
	if failed.Attempts > 1 {
		notes = append(notes, fmt.Sprintf("sent %d times", failed.Attempts))
	}

	if failed.RequestID != "" {
		notes = append(notes, "request ID "+failed.RequestID)
	}

	if len(notes) > 0 {
		text = strings.TrimSuffix(text, ".") + " (" + strings.Join(notes, ", ") + ")."
	}

	return text
}

// answerAlone is the answer without what differs between requests.
func answerAlone(err error) string {
	failed, ok := errors.AsType[*gitlabapi.Error](err)

	switch {
	case ok:
	case errors.Is(err, context.Canceled):
		return "There was no response: the run was interrupted."
	default:
		return fmt.Sprintf("There was no response: %s.", err)
	}

	status := fmt.Sprintf("%d %s", failed.Status, http.StatusText(failed.Status))

	var text string

	switch {
	case failed.Attempts == 0 && errors.Is(err, context.Canceled):
		return "Nothing was sent: the run was interrupted."
	case failed.Attempts == 0:
		return fmt.Sprintf("Nothing was sent: %s.", failed.Err)
	case failed.Status == 0 && errors.Is(err, context.Canceled):
		text = "There was no response: the run was interrupted"
	case failed.Status == 0:
		text = fmt.Sprintf("There was no response: %s", failed.Err)
	case failed.Err != nil:
		text = fmt.Sprintf("The response was %s: %s", status, failed.Err)
	case failed.Message == "":
		text = "GitLab answered: " + status
	case strings.HasPrefix(failed.Message, fmt.Sprint(failed.Status)):
		text = "GitLab answered: " + failed.Message
	default:
		text = fmt.Sprintf("GitLab answered: %s: %s", status, failed.Message)
	}

	if strings.HasSuffix(text, ".") {
		return text
	}

	return text + "."
}
