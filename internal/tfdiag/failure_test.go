package tfdiag_test

import (
	"net/http"

	"github.com/gitlabrunner/terraform-provider-gitlabrunner/internal/gitlabapi"
)

const url = "https://gitlab.example.com/api/v4/runners/7"

func failure(change func(*gitlabapi.Error)) error {
	failed := &gitlabapi.Error{Method: http.MethodPut, URL: url, Attempts: 1}
	change(failed)

	return failed
}

func status(code int, message string) error {
	return failure(func(e *gitlabapi.Error) { e.Status = code; e.Message = message; e.HasMessage = true })
}

func unanswered(err error) error {
	return failure(func(e *gitlabapi.Error) { e.Err = err })
}
