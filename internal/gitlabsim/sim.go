package gitlabsim

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"reflect"
	"strconv"
	"strings"
	"time"
)

// Calls under /_sim/ do what GitLab does not let a client do. They answer
// clients of the same machine, without authentication, and are in no journal.

const simPrefix = "/_sim/"

// simCall is one of them.
type simCall func(s *Server, id int64, body []byte) (reply, error)

// simCalls by method and path; a number in the path reads as :id.
var simCalls = map[string]simCall{
	"GET journal":        simJournal,
	"DELETE journal":     simDo(func(s *Server) { s.journal.clear() }),
	"POST clock":         simTake(clockInput{}, simClock),
	"POST faults":        simTake(fault{Times: 1}, simFault),
	"DELETE faults":      simDo(func(s *Server) { s.faults.clear() }),
	"POST managers":      simTake(managerInput{}, simManager),
	"POST jobs":          simTake(jobInput{Status: "running", Name: "build", Stage: "test", Ref: "main"}, simJob),
	"PUT jobs/:id":       simTake(jobStatusInput{}, simJobStatus),
	"PUT runners/:id":    simTake(runnerInput{}, simRunner),
	"POST access_tokens": simTake(accessTokenInput{Name: "fine-grained"}, simAccessToken),
	"PUT users/:id":      simTake(userInput{}, simUser),
	"POST reset":         simDo((*Server).reset),
}

// simTake is a call with a body, which is read into a copy of its defaults.
func simTake[I any](defaults I, do func(s *Server, id int64, input I) (reply, error)) simCall {
	return func(s *Server, id int64, body []byte) (reply, error) {
		input := defaults

		if err := readSim(body, &input); err != nil {
			return reply{}, err
		}

		return do(s, id, input)
	}
}

// simDo is a call that takes no body and answers with none.
func simDo(do func(*Server)) simCall {
	return func(s *Server, _ int64, _ []byte) (reply, error) {
		do(s)

		return noContent()
	}
}

func (s *Server) serveSim(w http.ResponseWriter, r *http.Request, body []byte, unread error) {
	result, err := reply{}, unread

	if !isLoopback(r) {
		err = refusePlain(http.StatusForbidden, simPrefix+" answers to clients of the same machine alone")
	}

	if err == nil {
		result, err = s.sim(r, body)
	}

	if err != nil {
		result = renderError(err)
	}

	s.write(w, r, result)
}

func (s *Server) sim(r *http.Request, body []byte) (reply, error) {
	path := strings.TrimSuffix(strings.TrimPrefix(r.URL.Path, simPrefix), "/")
	name, tail, hasTail := strings.Cut(path, "/")

	id, err := strconv.ParseInt(tail, 10, 64)
	if hasTail && err == nil {
		path = name + "/:id"
	}

	call := simCalls[r.Method+" "+path]
	if call == nil {
		return reply{}, refusePlain(http.StatusNotFound, "there is no "+r.Method+" "+r.URL.Path)
	}

	return call(s, id, body)
}

// badSim says what is wrong with the input of a call.
func badSim(format string, values ...any) error {
	return refusePlain(http.StatusBadRequest, fmt.Sprintf(format, values...))
}

// readSim decodes a JSON object and refuses unknown members.
func readSim(body []byte, into any) error {
	decoder := json.NewDecoder(bytes.NewReader(body))
	decoder.DisallowUnknownFields()

	if err := decoder.Decode(into); err != nil {
		return errNotRead(err)
	}

	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return badSim("the body has to be one JSON object")
	}

	return nil
}

// errNotRead describes an error of decoding in the terms of JSON.
func errNotRead(err error) error {
	var (
		unfit  *json.UnmarshalTypeError
		moment *time.ParseError
	)

	switch unknown, isUnknown := strings.CutPrefix(err.Error(), "json: unknown field "); {
	case isUnknown:
		return badSim("there is no member %s", unknown)
	case errors.As(err, &moment):
		return badSim("%s is not a time such as 2030-01-02T03:04:05Z", moment.Value)
	case errors.As(err, &unfit) && unfit.Field != "":
		return badSim("%s has to be %s, not %s", unfit.Field, jsonKind(unfit.Type.Kind()), unfit.Value)
	case errors.As(err, &unfit):
		return badSim("the body has to be a JSON object, not %s", unfit.Value)
	case errors.Is(err, io.EOF):
		return badSim("the body has to be a JSON object, and is empty")
	default:
		return badSim("the body has to be a JSON object: %v", err)
	}
}

func jsonKind(kind reflect.Kind) string {
	switch kind {
	case reflect.Int, reflect.Int64:
		return "an integer of 64 bits"
	case reflect.Float64:
		return "a number"
	case reflect.Bool:
		return "true or false"
	case reflect.Slice:
		return "an array of strings"
	default:
		return "a string"
	}
}
