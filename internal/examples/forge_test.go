package examples_test

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// entry is a comment or an issue, with the members of GitLab and of GitHub.
type entry map[string]any

// forge has the comments of one merge request or pull request, and the issues of
// one project, behind the API of GitLab or of GitHub.
type forge struct {
	// header is the header with the token of the jobs that report.
	header, token string
	// comments is the path of the comments; that of one is before its number.
	comments, comment string
	// number is the member that identifies an issue, open the state of an open one,
	// text the member with its text, update the method that changes something.
	number, open, text, update string

	mu         sync.Mutex
	nextID     int
	notes      []entry
	issues     []entry
	issueNotes []string
	writes     []string
}

// onGitLab is the API of a project, with the merge request 5.
func onGitLab(token string) *forge {
	return &forge{
		header: "Private-Token", token: token, comments: "merge_requests/5/notes", comment: "merge_requests/5/notes/",
		number: "iid", open: "opened", text: "description", update: http.MethodPut,
	}
}

// onGitHub is the API of a repository, with the pull request 5.
func onGitHub(token string) *forge {
	return &forge{
		header: "Authorization", token: "Bearer " + token, comments: "issues/5/comments", comment: "issues/comments/",
		number: "number", open: "open", text: "body", update: http.MethodPatch,
	}
}

// ServeHTTP serves what is below the project or the repository.
func (f *forge) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	defer f.mu.Unlock()

	path := strings.TrimPrefix(r.URL.Path, "/")
	if r.Header.Get(f.header) != f.token {
		w.WriteHeader(http.StatusUnauthorized)

		return
	}

	var body entry

	if r.Method != http.MethodGet {
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
			w.WriteHeader(http.StatusBadRequest)

			return
		}

		f.writes = append(f.writes, r.Method+" "+path)
	}

	if answer := f.answer(r, path, body); answer != nil {
		_ = json.NewEncoder(w).Encode(answer)
	} else {
		w.WriteHeader(http.StatusNotFound)
	}
}

// answer is nil for a path that does not exist.
func (f *forge) answer(r *http.Request, path string, body entry) any {
	number, isComment := strings.CutPrefix(path, f.comment)

	switch {
	case path == f.comments && r.Method == http.MethodGet:
		return page(r, f.notes)
	case path == f.comments && r.Method == http.MethodPost:
		f.nextID++
		f.notes = append(f.notes, entry{"id": f.nextID, "body": body["body"]})

		return f.notes[len(f.notes)-1]
	case isComment && r.Method == f.update:
		return f.changed(f.notes, "id", number, body)
	case path == "issues" && r.Method == http.MethodGet:
		return page(r, f.matching(r))
	case path == "issues" && r.Method == http.MethodPost:
		f.nextID++
		body[f.number], body["state"] = f.nextID, f.open
		f.issues = append(f.issues, body)

		return body
	default:
		return f.issue(r, strings.TrimPrefix(path, "issues/"), body)
	}
}

func (f *forge) issue(r *http.Request, path string, body entry) any {
	number, isComment := strings.CutSuffix(path, "/notes")
	if !isComment {
		number, isComment = strings.CutSuffix(path, "/comments")
	}

	switch {
	case isComment && r.Method == http.MethodPost:
		f.issueNotes = append(f.issueNotes, body["body"].(string)) //nolint:forcetypeassert // The scripts send a text.

		return body
	case r.Method == http.MethodGet:
		return f.changed(f.issues, f.number, number, nil)
	case r.Method == f.update:
		if body["state_event"] == "close" {
			body = entry{"state": "closed"}
		}

		return f.changed(f.issues, f.number, number, body)
	default:
		return nil
	}
}

// changed is the entry with a number, after these members have been set.
func (f *forge) changed(entries []entry, member, number string, body entry) any {
	for _, entry := range entries {
		if strconv.Itoa(entry[member].(int)) == number { //nolint:forcetypeassert // The forge sets it.
			for name, value := range body {
				entry[name] = value
			}

			return entry
		}
	}

	return nil
}

// matching are the issues that a list asks for.
func (f *forge) matching(r *http.Request) []entry {
	label, state := r.URL.Query().Get("labels"), r.URL.Query().Get("state")

	var found []entry

	for _, issue := range f.issues {
		labelled := issue["labels"] == label
		if list, ok := issue["labels"].([]any); ok {
			labelled = slices.Contains(list, any(label))
		}

		if labelled && issue["state"] == state {
			found = append(found, issue)
		}
	}

	return found
}

// page is one page of a list. Its size is part of every request.
func page(r *http.Request, entries []entry) any {
	size, _ := strconv.Atoi(r.URL.Query().Get("per_page"))
	number, _ := strconv.Atoi(r.URL.Query().Get("page"))

	if size == 0 || number == 0 {
		return nil
	}

	from, to := min((number-1)*size, len(entries)), min(number*size, len(entries))

	return append([]entry{}, entries[from:to]...)
}

// report is the result of a pipeline on the server.
type report struct {
	comments   []string
	issues     []string // state and text
	issueNotes []string
	writes     []string // since the last report
}

func (f *forge) report() report {
	f.mu.Lock()
	defer f.mu.Unlock()

	r := report{issueNotes: slices.Clone(f.issueNotes), writes: f.writes}
	f.writes = nil

	for _, note := range f.notes {
		r.comments = append(r.comments, note["body"].(string)) //nolint:forcetypeassert // A text.
	}

	for _, issue := range f.issues {
		r.issues = append(r.issues, issue["state"].(string)+": "+issue[f.text].(string)) //nolint:forcetypeassert // Texts.
	}

	return r
}
